package io.nyala.storage.metastore;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;

/** Translation of the metastore's tables and partitions into the catalog's terms. */
final class MetastoreObjects {
  private MetastoreObjects() {}

  static TableSnapshot table(Table table, long snapshotId) {
    StorageDescriptor descriptor = table.getSd();
    Map<String, String> parameters =
        table.getParameters() == null ? Map.of() : StorageFormats.nonNull(table.getParameters());
    StorageFormat storage = StorageFormats.of(descriptor, parameters);
    return new TableSnapshot(
        new TableName(table.getDbName(), table.getTableName()),
        kind(table.getTableType()),
        table.getOwner() == null ? "" : table.getOwner(),
        descriptor.getLocation() == null ? "" : descriptor.getLocation(),
        storage,
        columns(descriptor.getCols(), storage.kind() == StorageFormat.Kind.CSV),
        columns(table.getPartitionKeys(), false),
        buckets(descriptor, parameters),
        parameters,
        Optional.ofNullable(table.getViewExpandedText()).filter(text -> !text.isEmpty()),
        snapshotId);
  }

  private static TableKind kind(String type) {
    if (type == null) {
      return TableKind.MANAGED_TABLE;
    }
    return switch (type) {
      case "EXTERNAL_TABLE" -> TableKind.EXTERNAL_TABLE;
      case "VIRTUAL_VIEW" -> TableKind.VIRTUAL_VIEW;
      case "MATERIALIZED_VIEW" -> TableKind.MATERIALIZED_VIEW;
      default -> TableKind.MANAGED_TABLE;
    };
  }

  private static List<Column> columns(List<FieldSchema> fields, boolean allStrings) {
    List<Column> columns = new ArrayList<>();
    if (fields == null) {
      return columns;
    }
    for (FieldSchema field : fields) {
      DataType type = allStrings ? DataType.STRING : HiveTypes.parse(field.getType());
      columns.add(
          new Column(
              field.getName().toLowerCase(Locale.ROOT),
              type,
              field.getComment() == null ? "" : field.getComment()));
    }
    return columns;
  }

  private static Optional<BucketSpec> buckets(
      StorageDescriptor descriptor, Map<String, String> parameters) {
    if (descriptor.getNumBuckets() <= 0
        || descriptor.getBucketCols() == null
        || descriptor.getBucketCols().isEmpty()) {
      return Optional.empty();
    }
    List<String> sortColumns = new ArrayList<>();
    if (descriptor.getSortCols() != null) {
      for (Order order : descriptor.getSortCols()) {
        sortColumns.add(order.getCol().toLowerCase(Locale.ROOT));
      }
    }
    List<String> bucketColumns =
        descriptor.getBucketCols().stream().map(column -> column.toLowerCase(Locale.ROOT)).toList();
    int version;
    try {
      version = Integer.parseInt(parameters.getOrDefault("bucketing_version", "1"));
    } catch (NumberFormatException e) {
      version = 0;
    }
    return Optional.of(
        new BucketSpec(bucketColumns, sortColumns, descriptor.getNumBuckets(), version));
  }

  /** Partition of a table; a storage format equal to the table's is shared. */
  static PartitionSnapshot partition(TableSnapshot table, Partition partition) {
    List<Literal> literals = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < table.partitionColumns().size(); i++) {
      Column key = table.partitionColumns().get(i);
      keys.add(key.name());
      literals.add(PartitionValues.parse(key.type(), partition.getValues().get(i)));
    }
    StorageFormat storage = StorageFormats.of(partition.getSd(), table.parameters());
    return new PartitionSnapshot(
        PartitionNames.name(keys, partition.getValues()),
        literals,
        partition.getSd().getLocation(),
        storage.equals(table.storage()) ? table.storage() : storage,
        partition.getParameters() == null
            ? Map.of()
            : StorageFormats.nonNull(partition.getParameters()));
  }

  /** The one partition of an unpartitioned table. */
  static PartitionSnapshot whole(TableSnapshot table) {
    return new PartitionSnapshot(
        "", List.of(), table.location(), table.storage(), table.parameters());
  }
}
