package io.nyala.spi.catalog;

import java.util.List;

/**
 * CLUSTERED BY of a table.
 *
 * @param version the table's {@code bucketing_version}; 2 is Murmur3, and only then are buckets
 *     pruned
 */
public record BucketSpec(List<String> columns, List<String> sortColumns, int count, int version) {
  public BucketSpec {
    columns = List.copyOf(columns);
    sortColumns = List.copyOf(sortColumns);
  }
}
