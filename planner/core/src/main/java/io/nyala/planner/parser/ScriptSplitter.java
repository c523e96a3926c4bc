package io.nyala.planner.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text at its semicolons, outside quotes, back quotes and comments. Empty statements vanish.
 */
public final class ScriptSplitter {
  private ScriptSplitter() {}

  /** The statements of a script, without their semicolons; texts are unchanged otherwise. */
  public static List<String> split(String script) {
    List<String> statements = new ArrayList<>();
    int start = 0;
    int i = 0;
    boolean content = false;
    while (i < script.length()) {
      char c = script.charAt(i);
      if (c == '\'' || c == '"' || c == '`') {
        i = skipQuoted(script, i);
        content = true;
      } else if (script.startsWith("--", i)) {
        i = skipLine(script, i);
      } else if (script.startsWith("/*", i)) {
        content |= script.startsWith("/*+", i);
        i = skipBlock(script, i);
      } else {
        if (c == ';') {
          if (content) {
            statements.add(script.substring(start, i));
          }
          start = i + 1;
          content = false;
        } else if (!Character.isWhitespace(c)) {
          content = true;
        }
        i++;
      }
    }
    if (content) {
      statements.add(script.substring(start));
    }
    return statements;
  }

  private static int skipQuoted(String script, int from) {
    char quote = script.charAt(from);
    int i = from + 1;
    while (i < script.length()) {
      char c = script.charAt(i);
      if (c == '\\' && quote != '`') {
        i += 2;
      } else if (c == quote) {
        return i + 1;
      } else {
        i++;
      }
    }
    return script.length();
  }

  private static int skipLine(String script, int from) {
    int end = script.indexOf('\n', from);
    return end < 0 ? script.length() : end + 1;
  }

  private static int skipBlock(String script, int from) {
    int end = script.indexOf("*/", from + 2);
    return end < 0 ? script.length() : end + 2;
  }
}
