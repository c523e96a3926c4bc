package io.nyala.planner.grammar.hive;

import io.nyala.planner.grammar.hive.antlr.Token;
import io.nyala.planner.grammar.hive.antlr.TokenRewriteStream;

/**
 * Bounds that keep one text from taking the coordinator's memory or stack.
 *
 * @param maxCharacters length of the text in UTF-16 units
 * @param maxTokens number of tokens, white space and comments included
 * @param maxNesting depth of parentheses, brackets and CASE expressions
 */
public record GrammarLimits(int maxCharacters, int maxTokens, int maxNesting) {
  /** Enough for generated queries with 100,000 literals, far from what endangers a coordinator. */
  public static final GrammarLimits DEFAULT = new GrammarLimits(4 << 20, 1_000_000, 1_000);

  void checkLength(String text) throws GrammarException {
    if (text.length() > maxCharacters) {
      throw tooLarge("The statement is " + text.length() + " characters long", maxCharacters);
    }
  }

  GrammarException tooManyTokens() {
    return tooLarge("The statement has too many words", maxTokens);
  }

  /** Walks the tokens once, before the recursive parser sees them. */
  void checkNesting(TokenRewriteStream tokens) throws GrammarException {
    int depth = 0;
    int types = 0;
    int prefixes = 0;
    int previous = Token.EOF;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        continue;
      }
      int type = token.getType();
      prefixes = isPrefix(type) ? prefixes + 1 : 0;
      switch (type) {
        case HiveLexer.LPAREN, HiveLexer.LSQUARE, HiveLexer.KW_CASE -> depth++;
        case HiveLexer.RPAREN, HiveLexer.RSQUARE, HiveLexer.KW_END -> depth--;
        case HiveLexer.LESSTHAN -> types += opensType(previous) ? 1 : 0;
        case HiveLexer.GREATERTHAN -> types = Math.max(0, types - 1);
        default -> {}
      }
      previous = type;
      if (depth + types + prefixes > maxNesting) {
        throw tooLarge(
            "The expression at line "
                + token.getLine()
                + ":"
                + token.getCharPositionInLine()
                + " is nested too deep",
            maxNesting);
      }
    }
  }

  private static boolean isPrefix(int type) {
    return switch (type) {
      case HiveLexer.KW_NOT, HiveLexer.MINUS, HiveLexer.PLUS, HiveLexer.TILDE -> true;
      default -> false;
    };
  }

  private static boolean opensType(int type) {
    return switch (type) {
      case HiveLexer.KW_ARRAY, HiveLexer.KW_MAP, HiveLexer.KW_STRUCT, HiveLexer.KW_UNIONTYPE ->
          true;
      default -> false;
    };
  }

  private static GrammarException tooLarge(String what, int limit) {
    return new GrammarException(
        GrammarException.Reason.TOO_LARGE,
        what + "; the limit is " + limit + ". Split it, or load long lists of values into a table");
  }
}
