package io.nyala.planner.stats;

/**
 * What is believed of one column.
 *
 * @param distinct number of distinct values; {@link Double#NaN} if unknown
 * @param nullFraction 0 to 1
 * @param low smallest value on a numeric scale (days, seconds), NaN if unknown or not numeric
 * @param high largest value, likewise
 * @param width average bytes of a value in memory
 */
public record ColumnEstimate(
    double distinct, double nullFraction, double low, double high, double width) {
  public static ColumnEstimate unknown(double width) {
    return new ColumnEstimate(Double.NaN, 0, Double.NaN, Double.NaN, width);
  }

  public boolean hasDistinct() {
    return !Double.isNaN(distinct);
  }

  public boolean hasRange() {
    return !Double.isNaN(low) && !Double.isNaN(high) && high >= low;
  }

  /** The same column in a rel of fewer rows. */
  public ColumnEstimate cappedAt(double rows) {
    return hasDistinct() && distinct > rows
        ? new ColumnEstimate(Math.max(1, rows), nullFraction, low, high, width)
        : this;
  }

  ColumnEstimate withDistinct(double newDistinct) {
    return new ColumnEstimate(newDistinct, nullFraction, low, high, width);
  }

  ColumnEstimate withRange(double newLow, double newHigh) {
    return new ColumnEstimate(distinct, 0, newLow, newHigh, width);
  }
}
