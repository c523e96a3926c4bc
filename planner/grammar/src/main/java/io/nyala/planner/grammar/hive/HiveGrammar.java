package io.nyala.planner.grammar.hive;

import io.nyala.planner.grammar.hive.antlr.BaseRecognizer;
import io.nyala.planner.grammar.hive.antlr.CommonToken;
import io.nyala.planner.grammar.hive.antlr.ParserRuleReturnScope;
import io.nyala.planner.grammar.hive.antlr.RecognitionException;
import io.nyala.planner.grammar.hive.antlr.Token;
import io.nyala.planner.grammar.hive.antlr.TokenRewriteStream;
import io.nyala.planner.grammar.hive.antlr.TokenStream;
import io.nyala.planner.grammar.hive.antlr.tree.CommonErrorNode;
import io.nyala.planner.grammar.hive.antlr.tree.CommonTreeAdaptor;
import java.util.List;

/**
 * Parses one statement, one query or one expression with Hive's grammar. Error texts are those of
 * Hive's ParseDriver and are decided in its order: an error that stopped the parser, then those of
 * the lexer, then those that the parser recovered from.
 *
 * <p>The generated parser is recursive: callers run it on a thread whose stack fits {@link
 * GrammarLimits#maxNesting()} (about 12 KB per level). Safe for use by several threads, each call
 * builds its own parser.
 */
public final class HiveGrammar {
  private final GrammarLimits limits;

  public HiveGrammar(GrammarLimits limits) {
    this.limits = limits;
  }

  /**
   * A parsed text: its tree and the tokens, by which {@link ASTNode#getTokenStartIndex()} finds the
   * original text.
   */
  public record Parsed(ASTNode tree, TokenRewriteStream tokens) {
    /** The original text from the first to the last token of a node. */
    public String text(ASTNode node) {
      return tokens.toOriginalString(node.getTokenStartIndex(), node.getTokenStopIndex());
    }
  }

  /** Parses one statement without a trailing semicolon. */
  public Parsed statement(String text) throws GrammarException {
    return parse(text, parser -> parser.statement());
  }

  /** Parses a single expression, for example the text of a row filter. */
  public Parsed expression(String text) throws GrammarException {
    return parse(text, parser -> parser.gIdentifiersParser.expression());
  }

  private interface Rule {
    ParserRuleReturnScope apply(HiveParser parser) throws RecognitionException;
  }

  private Parsed parse(String text, Rule rule) throws GrammarException {
    limits.checkLength(text);
    BoundedLexer lexer = new BoundedLexer(text, limits.maxTokens());
    TokenRewriteStream tokens = new TokenRewriteStream(lexer);
    tokens.fill();
    if (lexer.exhausted()) {
      throw limits.tooManyTokens();
    }
    limits.checkNesting(tokens);
    HiveParser parser = new HiveParser(tokens);
    parser.setTreeAdaptor(new NodeAdaptor());
    ParserRuleReturnScope result;
    try {
      result = rule.apply(parser);
    } catch (RecognitionException e) {
      throw new GrammarException(
          GrammarException.Reason.SYNTAX, describe(parser.errors, parser, e));
    }
    if (!lexer.getErrors().isEmpty()) {
      throw new GrammarException(GrammarException.Reason.SYNTAX, join(lexer.getErrors()));
    }
    if (!parser.errors.isEmpty()) {
      throw new GrammarException(GrammarException.Reason.SYNTAX, join(parser.errors));
    }
    expectEnd(tokens);
    ASTNode tree = (ASTNode) result.getTree();
    tree.setUnknownTokenBoundaries();
    return new Parsed(tree, tokens);
  }

  /**
   * The rule of an expression ends where it can; what follows it would otherwise be lost silently.
   */
  private static void expectEnd(TokenRewriteStream tokens) throws GrammarException {
    Token next = tokens.LT(1);
    if (next.getType() != Token.EOF) {
      throw new GrammarException(
          GrammarException.Reason.SYNTAX,
          "line "
              + next.getLine()
              + ":"
              + next.getCharPositionInLine()
              + " extraneous input '"
              + next.getText()
              + "' expecting EOF near '<EOF>'");
    }
  }

  private static String describe(
      List<ParseError> errors, BaseRecognizer parser, RecognitionException cause) {
    if (!errors.isEmpty()) {
      return join(errors);
    }
    return parser.getErrorHeader(cause)
        + " "
        + parser.getErrorMessage(cause, parser.getTokenNames());
  }

  private static String join(List<ParseError> errors) {
    StringBuilder text = new StringBuilder();
    for (ParseError error : errors) {
      if (!text.isEmpty()) {
        text.append('\n');
      }
      text.append(error.getMessage());
    }
    return text.toString();
  }

  /** Ends the text after so many tokens. */
  private static final class BoundedLexer extends HiveLexer {
    private int left;

    BoundedLexer(String text, int maxTokens) {
      super(new ANTLRNoCaseStringStream(text));
      this.left = maxTokens;
    }

    boolean exhausted() {
      return left < 0;
    }

    @Override
    public Token nextToken() {
      if (--left < 0) {
        return new CommonToken(Token.EOF, "<EOF>");
      }
      return super.nextToken();
    }
  }

  /** Makes the tree of {@link ASTNode}s. */
  private static final class NodeAdaptor extends CommonTreeAdaptor {
    @Override
    public Object create(Token payload) {
      return new ASTNode(payload);
    }

    @Override
    public Token createToken(int tokenType, String text) {
      return new CommonToken(tokenType, text);
    }

    @Override
    public Token createToken(Token fromToken) {
      return new CommonToken(fromToken);
    }

    @Override
    public Object dupNode(Object node) {
      return create(((ASTNode) node).getToken());
    }

    @Override
    public Object errorNode(
        TokenStream input, Token start, Token stop, RecognitionException cause) {
      return new CommonErrorNode(input, start, stop, cause);
    }
  }
}
