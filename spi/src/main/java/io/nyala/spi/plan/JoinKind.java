package io.nyala.spi.plan;

/** Left is the probe side, right the build side. */
public enum JoinKind {
  INNER,
  LEFT,
  RIGHT,
  FULL,
  /** Left rows with at least one match; output is the left columns. */
  LEFT_SEMI,
  /** Left rows without a match (NOT EXISTS); output is the left columns. */
  LEFT_ANTI,
  /**
   * All left rows and one more BOOLEAN column: true if a match exists, else NULL if some comparison
   * was unknown, else false (IN's three values).
   */
  LEFT_MARK
}
