package io.nyala.planner.grammar.hive;

/** Stands where the generated lexer names commons-lang. */
public final class StringUtils {
  private StringUtils() {}

  /** Replaces every occurrence; called by the generated lexer for doubled back quotes. */
  public static String replace(String text, String search, String replacement) {
    return text.replace(search, replacement);
  }
}
