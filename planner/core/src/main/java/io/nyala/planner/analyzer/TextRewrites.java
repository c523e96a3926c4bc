package io.nyala.planner.analyzer;

import io.nyala.planner.parser.Location;
import java.util.Map;
import java.util.TreeMap;

/**
 * Replacements that make the text of a view independent of the current database and of later
 * columns. Filled during analysis.
 */
final class TextRewrites {
  private final TreeMap<Integer, Replacement> replacements = new TreeMap<>();

  private record Replacement(int end, String text) {}

  void replace(Location location, String text) {
    if (location.start() >= 0) {
      replacements.put(location.start(), new Replacement(location.end(), text));
    }
  }

  static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /**
   * @param text part of the statement's text
   * @param start where it begins in the statement
   */
  String apply(String text, int start) {
    StringBuilder result = new StringBuilder();
    int position = 0;
    for (Map.Entry<Integer, Replacement> entry : replacements.entrySet()) {
      int from = entry.getKey() - start;
      int to = entry.getValue().end() - start;
      if (from < position || to > text.length()) {
        continue;
      }
      result.append(text, position, from).append(entry.getValue().text());
      position = to;
    }
    return result.append(text.substring(position)).toString();
  }
}
