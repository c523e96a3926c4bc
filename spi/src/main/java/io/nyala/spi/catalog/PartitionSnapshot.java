package io.nyala.spi.catalog;

import io.nyala.spi.expression.Expression.Literal;
import java.util.List;
import java.util.Map;

/**
 * One partition of a pinned table.
 *
 * @param name {@code key=value/key=value}, percent-escaped as in the directory and the metastore
 * @param values one literal per partition column, typed as the column; {@code
 *     __HIVE_DEFAULT_PARTITION__} is a NULL literal
 */
public record PartitionSnapshot(
    String name,
    List<Literal> values,
    String location,
    StorageFormat storage,
    Map<String, String> parameters) {
  public PartitionSnapshot {
    values = List.copyOf(values);
    parameters = Map.copyOf(parameters);
  }
}
