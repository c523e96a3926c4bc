package io.nyala.planner.analyzer;

/** Whether one name may be a misspelling of another. */
final class Similarity {
  private Similarity() {}

  /** At most two letters inserted, deleted or replaced, and at most a third of the name. */
  static boolean isSimilar(String candidate, String name) {
    int limit = Math.min(2, name.length() / 3);
    return Math.abs(candidate.length() - name.length()) <= limit
        && distance(candidate, name) <= limit;
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
