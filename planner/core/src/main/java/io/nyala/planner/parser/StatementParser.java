package io.nyala.planner.parser;

import io.nyala.planner.grammar.hive.GrammarException;
import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.planner.grammar.hive.HiveGrammar;
import io.nyala.planner.parser.SessionStatement.ResetSettings;
import io.nyala.planner.parser.SessionStatement.SetSetting;
import io.nyala.planner.parser.SessionStatement.ShowSetting;
import io.nyala.planner.parser.SessionStatement.ShowSettings;
import io.nyala.planner.parser.Statement.ExplainKind;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement's text to its record. Immutable, for any number of threads; runs on the thread of
 * the caller, which must have a deep stack ({@link DeepStack}).
 *
 * <p>Errors: PARSE_ERROR with Hive's text, NOT_SUPPORTED, STATEMENT_TOO_LARGE.
 */
public final class StatementParser {
  private static final Pattern SET =
      Pattern.compile("\\s*set(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern SET_ROLE =
      Pattern.compile("role\\s+[^=]*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern RESET =
      Pattern.compile("\\s*reset(?:\\s+(.*))?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern EXPLAIN =
      Pattern.compile(
          "\\s*explain\\s+(physical|fragments|plan)\\b(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern REFRESH =
      Pattern.compile(
          "\\s*refresh\\s+(?:table\\s+)?(?:`?(\\w+)`?\\s*\\.\\s*)?`?(\\w+)`?\\s*",
          Pattern.CASE_INSENSITIVE);

  private final HiveGrammar grammar;

  public StatementParser(GrammarLimits limits) {
    this.grammar = new HiveGrammar(limits);
  }

  /**
   * Parses one statement; one trailing semicolon is allowed.
   *
   * @param text may hold comments; more than one statement is an error
   */
  public Statement parse(String text) {
    List<String> statements = ScriptSplitter.split(text);
    if (statements.isEmpty()) {
      throw new NyalaException(
          ErrorCode.PARSE_ERROR,
          "ParseException line 1:0 cannot recognize input near '<EOF>' '<EOF>' '<EOF>'");
    }
    if (statements.size() > 1) {
      throw new NyalaException(
          ErrorCode.PARSE_ERROR,
          "ParseException the text holds "
              + statements.size()
              + " statements; send them one by one");
    }
    String statement = statements.get(0);
    return own(skipComments(statement)).orElseGet(() -> hive(statement));
  }

  /** Parses one expression, for example the text of a row filter or mask. */
  public SqlExpression parseExpression(String text) {
    try {
      HiveGrammar.Parsed parsed = grammar.expression(text);
      TreeText tree = new TreeText(parsed, text);
      return new StatementReader(tree).queries().expressions().expression(parsed.tree());
    } catch (GrammarException e) {
      throw translate(e);
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  private Statement hive(String text) {
    try {
      HiveGrammar.Parsed parsed = grammar.statement(text);
      TreeText tree = new TreeText(parsed, text);
      // the root is a list of the statement and the end of the text
      return new StatementReader(tree).statement(parsed.tree().child(0));
    } catch (GrammarException e) {
      throw translate(e);
    } catch (StackOverflowError e) {
      throw tooDeep(e);
    }
  }

  /** Statements that Hive's clients or Nyala know and Hive's grammar does not. */
  private Optional<Statement> own(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches() && !isRole(set.group(1))) {
      return Optional.of(set(set.group(1)));
    }
    Matcher reset = RESET.matcher(text);
    if (reset.matches()) {
      String keys = reset.group(1) == null ? "" : reset.group(1).strip();
      return Optional.of(
          new ResetSettings(keys.isEmpty() ? List.of() : List.of(keys.split("\\s+"))));
    }
    Matcher explain = EXPLAIN.matcher(text);
    if (explain.matches()) {
      ExplainKind kind =
          switch (explain.group(1).toLowerCase(Locale.ROOT)) {
            case "physical" -> ExplainKind.PHYSICAL;
            case "fragments" -> ExplainKind.FRAGMENTS;
            default -> ExplainKind.ALL;
          };
      return Optional.of(StatementReader.explain(kind, parse(explain.group(2))));
    }
    Matcher refresh = REFRESH.matcher(text);
    if (refresh.matches()) {
      Optional<String> database =
          Optional.ofNullable(refresh.group(1)).map(name -> name.toLowerCase(Locale.ROOT));
      return Optional.of(
          new DefinitionStatement.RefreshTable(
              new QualifiedName(
                  Location.NONE, database, refresh.group(2).toLowerCase(Locale.ROOT))));
    }
    return Optional.empty();
  }

  private static boolean isRole(String rest) {
    return rest != null && SET_ROLE.matcher(rest.strip()).matches();
  }

  private static Statement set(String rest) {
    String text = rest == null ? "" : rest.strip();
    if (text.isEmpty()) {
      return new ShowSettings(false);
    }
    if (text.equals("-v")) {
      return new ShowSettings(true);
    }
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new ShowSetting(text);
    }
    String key = text.substring(0, equals).strip();
    if (key.isEmpty()) {
      throw new NyalaException(
          ErrorCode.INVALID_SETTING, "SET needs a key before '=': SET key=value");
    }
    return new SetSetting(key, text.substring(equals + 1).strip());
  }

  private static String skipComments(String text) {
    int i = 0;
    while (i < text.length()) {
      if (Character.isWhitespace(text.charAt(i))) {
        i++;
      } else if (text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end + 1;
      } else if (text.startsWith("/*", i) && !text.startsWith("/*+", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? text.length() : end + 2;
      } else {
        break;
      }
    }
    return text.substring(i);
  }

  private static NyalaException translate(GrammarException e) {
    return switch (e.reason()) {
      case SYNTAX ->
          new NyalaException(ErrorCode.PARSE_ERROR, "ParseException " + e.getMessage(), e);
      case TOO_LARGE -> new NyalaException(ErrorCode.STATEMENT_TOO_LARGE, e.getMessage(), e);
    };
  }

  private static NyalaException tooDeep(StackOverflowError e) {
    return new NyalaException(
        ErrorCode.STATEMENT_TOO_LARGE,
        "The statement is nested too deep; simplify it or use a list instead of nested expressions",
        e);
  }
}
