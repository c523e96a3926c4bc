package io.nyala.spi.source;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to write into one table. The rows given to the sink are the stored columns in order, then
 * the dynamic partition columns.
 *
 * @param tableLocation base directory of the table
 * @param stagingLocation directory of this query's staging files, beside the table's data and
 *     invisible to readers
 * @param columns stored columns
 * @param staticPartition leading partition columns with fixed values, as {@code key=value}
 *     directory text; empty if none
 * @param dynamicPartitionColumns the remaining partition columns
 * @param maxPartitionsPerTask limit on partitions that one task may write, {@code
 *     hive.exec.max.dynamic.partitions.pernode}
 */
public record WriteSpec(
    TableName table,
    String tableLocation,
    String stagingLocation,
    StorageFormat storage,
    List<Column> columns,
    String staticPartition,
    List<Column> dynamicPartitionColumns,
    Optional<BucketSpec> buckets,
    Map<String, String> tableParameters,
    int maxPartitionsPerTask,
    boolean overwrite) {
  public WriteSpec {
    columns = List.copyOf(columns);
    dynamicPartitionColumns = List.copyOf(dynamicPartitionColumns);
    tableParameters = Map.copyOf(tableParameters);
  }
}
