package io.nyala.storage.metastore;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table to be created.
 *
 * @param external whether EXTERNAL was said; without it Hive 4 makes an external table too, but one
 *     whose data go with it
 * @param location empty for the database's default
 */
public record NewTable(
    TableName name,
    boolean external,
    String owner,
    Optional<String> location,
    StorageFormat storage,
    List<Column> columns,
    List<Column> partitionColumns,
    Optional<BucketSpec> buckets,
    Map<String, String> parameters) {
  public NewTable {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    parameters = Map.copyOf(parameters);
  }
}
