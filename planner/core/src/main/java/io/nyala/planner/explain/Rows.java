package io.nyala.planner.explain;

import java.util.Locale;

/** Estimated row counts, short. */
final class Rows {
  private Rows() {}

  static String text(double rows) {
    return rows < 1e15
        ? String.valueOf(Math.round(rows))
        : String.format(Locale.ROOT, "%.1e", rows);
  }
}
