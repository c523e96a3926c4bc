package io.nyala.engine.column;

/** What a comparison with a NULL on either side comes to. */
public enum NullMatch {
  /** {@code =}: no match. */
  NEVER,
  /** {@code <=>} and grouping: NULL matches NULL only. */
  EQUAL,
  /** Not definitely different: NULL matches everything. For three-valued IN. */
  POSSIBLE
}
