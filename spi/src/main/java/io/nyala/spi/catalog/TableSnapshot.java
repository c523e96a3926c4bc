package io.nyala.spi.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table as one query sees it: pinned when first looked up, the same for every reference in the
 * query.
 *
 * @param snapshotId identifies this state of the table within the catalog cache; part of the
 *     plan-cache key
 * @param columns the columns stored in files, in order, without the partition columns
 * @param viewText the expanded HiveQL text for the view kinds
 */
public record TableSnapshot(
    TableName name,
    TableKind kind,
    String owner,
    String location,
    StorageFormat storage,
    List<Column> columns,
    List<Column> partitionColumns,
    Optional<BucketSpec> buckets,
    Map<String, String> parameters,
    Optional<String> viewText,
    long snapshotId) {
  public TableSnapshot {
    columns = List.copyOf(columns);
    partitionColumns = List.copyOf(partitionColumns);
    parameters = Map.copyOf(parameters);
  }

  public boolean isView() {
    return kind == TableKind.VIRTUAL_VIEW || kind == TableKind.MATERIALIZED_VIEW;
  }

  public boolean isPartitioned() {
    return !partitionColumns.isEmpty();
  }

  /** Stored columns, then partition columns: the order of {@code SELECT *}. */
  public List<Column> allColumns() {
    List<Column> all = new ArrayList<>(columns);
    all.addAll(partitionColumns);
    return all;
  }
}
