package io.nyala.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement cut at its parameters: question marks outside of quotes and comments. Quotes are
 * HiveQL's: single and double with backslash escapes, backticks doubled. Immutable.
 */
final class ParameterizedSql {
  private final List<String> pieces;

  private ParameterizedSql(List<String> pieces) {
    this.pieces = List.copyOf(pieces);
  }

  static ParameterizedSql parse(String sql) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '?') {
        pieces.add(sql.substring(start, at));
        at++;
        start = at;
      } else if (c == '\'' || c == '"' || c == '`') {
        at = afterQuote(sql, at, c);
      } else if (sql.startsWith("--", at)) {
        at = after(sql, at, "\n");
      } else if (sql.startsWith("/*", at)) {
        at = after(sql, at + 2, "*/");
      } else {
        at++;
      }
    }
    pieces.add(sql.substring(start));
    return new ParameterizedSql(pieces);
  }

  private static int afterQuote(String sql, int open, char quote) {
    int at = open + 1;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\\' && quote != '`') {
        at += 2;
      } else if (c == quote) {
        return at + 1;
      } else {
        at++;
      }
    }
    return sql.length();
  }

  private static int after(String sql, int from, String end) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  int parameters() {
    return pieces.size() - 1;
  }

  /**
   * @param literals one for each parameter, null for those not set
   */
  String with(String[] literals) throws SQLException {
    StringBuilder sql = new StringBuilder(pieces.get(0));
    for (int i = 0; i < literals.length; i++) {
      if (literals[i] == null) {
        throw new SQLException("Parameter " + (i + 1) + " is not set", "07002");
      }
      // Blanks around keep "-?" with a negative number from becoming a comment.
      sql.append(' ').append(literals[i]).append(' ').append(pieces.get(i + 1));
    }
    return sql.toString();
  }
}
