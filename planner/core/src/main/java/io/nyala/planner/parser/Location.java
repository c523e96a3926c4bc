package io.nyala.planner.parser;

/**
 * Where in the statement's text something stands.
 *
 * @param line counts from 1
 * @param column counts from 0, as in Hive's messages
 * @param start offset of the first character, -1 if the text has none
 * @param end offset after the last character, -1 if the text has none
 */
public record Location(int line, int column, int start, int end) {
  /** For what no text stands for. */
  public static final Location NONE = new Location(0, -1, -1, -1);

  /** {@code line:column}, as Hive prints it. */
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
