package io.nyala.spi.catalog;

import java.util.Map;
import java.util.OptionalLong;

/** Size of a table or of some of its partitions, as far as known; columns by lower-case name. */
public record TableStatistics(
    OptionalLong rows, OptionalLong bytes, Map<String, ColumnStatistics> columns) {
  public static final TableStatistics UNKNOWN =
      new TableStatistics(OptionalLong.empty(), OptionalLong.empty(), Map.of());

  public TableStatistics {
    columns = Map.copyOf(columns);
  }
}
