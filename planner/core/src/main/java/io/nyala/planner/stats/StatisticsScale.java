package io.nyala.planner.stats;

import io.nyala.spi.catalog.ColumnStatistics;

/** The metastore's column statistics on the numeric scale of estimates. */
public final class StatisticsScale {
  private StatisticsScale() {}

  /**
   * @param rows rows of the table or of the chosen partitions
   * @param defaultWidth bytes of a value if its average length is unknown
   */
  public static ColumnEstimate column(
      ColumnStatistics statistics, double rows, double defaultWidth) {
    double distinct =
        statistics.distinctValues().isPresent()
            ? Math.max(1, statistics.distinctValues().getAsLong())
            : Double.NaN;
    double nulls =
        statistics.nulls().isPresent() && rows > 0
            ? Math.min(1, statistics.nulls().getAsLong() / rows)
            : 0;
    double width =
        statistics.averageLength().isPresent()
            ? statistics.averageLength().getAsDouble() + 4
            : defaultWidth;
    return new ColumnEstimate(
        distinct,
        nulls,
        statistics.low().map(Selectivity::number).orElse(Double.NaN),
        statistics.high().map(Selectivity::number).orElse(Double.NaN),
        width);
  }
}
