package io.nyala.storage.metastore;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.api.ColumnStatistics;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsData;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsDesc;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsObj;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;

/**
 * Stores statistics in the metastore, for commits and for ANALYZE. Every method may be repeated.
 * Thread-safe; blocks on the metastore.
 */
public final class StatisticsWriter {
  private static final int PARTITION_BATCH = 500;

  private final MetastoreClient client;
  private final MetastoreCatalog catalog;
  private final CatalogEditor editor;

  public StatisticsWriter(MetastoreClient client, MetastoreCatalog catalog, CatalogEditor editor) {
    this.client = client;
    this.catalog = catalog;
    this.editor = editor;
  }

  /** Sets basic statistics of an unpartitioned table; a row count of -1 is unknown. */
  public void updateTableStatistics(TableName name, long rows, long files, long bytes) {
    editor.alter(
        name,
        table -> table.setParameters(withStatistics(table.getParameters(), rows, files, bytes)));
  }

  /** Basic statistics of one partition; a row count of -1 is unknown. */
  public record PartitionStatistics(String name, long rows, long files, long bytes) {}

  /** Sets basic statistics of existing partitions; those that do not exist are skipped. */
  public void updatePartitionStatistics(TableName name, List<PartitionStatistics> statistics) {
    EnvironmentContext environment = CatalogEditor.keepStatistics();
    try {
      for (int from = 0; from < statistics.size(); from += PARTITION_BATCH) {
        Map<String, PartitionStatistics> batch = new HashMap<>();
        statistics
            .subList(from, Math.min(statistics.size(), from + PARTITION_BATCH))
            .forEach(s -> batch.put(s.name(), s));
        List<Partition> altered = new ArrayList<>();
        Table table = catalog.load(name);
        if (table == null) {
          return;
        }
        List<String> keys = table.getPartitionKeys().stream().map(FieldSchema::getName).toList();
        for (Partition partition : catalog.partitionsByNames(name, List.copyOf(batch.keySet()))) {
          PartitionStatistics s = batch.get(PartitionNames.name(keys, partition.getValues()));
          if (s != null) {
            partition.setParameters(
                withStatistics(partition.getParameters(), s.rows(), s.files(), s.bytes()));
            altered.add(partition);
          }
        }
        client.read(
            "alter partitions of " + name,
            c -> {
              c.alter_partitions_with_environment_context(
                  name.database(), name.table(), altered, environment);
              return true;
            });
      }
    } finally {
      catalog.invalidate(name);
    }
  }

  private static Map<String, String> withStatistics(
      Map<String, String> parameters, long rows, long files, long bytes) {
    Map<String, String> changed = new HashMap<>(parameters);
    changed.put(StatisticsStore.FILE_COUNT, Long.toString(files));
    changed.put(StatisticsStore.TOTAL_SIZE, Long.toString(bytes));
    if (rows < 0) {
      changed.remove(StatisticsStore.ROW_COUNT);
      changed.remove(StatisticsStore.ACCURATE);
    } else {
      changed.put(StatisticsStore.ROW_COUNT, Long.toString(rows));
      changed.put(StatisticsStore.ACCURATE, "{\"BASIC_STATS\":\"true\"}");
    }
    return changed;
  }

  /**
   * Stores column statistics of a table or of one partition, as ANALYZE … FOR COLUMNS computed
   * them.
   *
   * @param partition the partition, or for an unpartitioned table its one with an empty name
   */
  public void updateColumnStatistics(
      TableSnapshot table, PartitionSnapshot partition, List<ComputedColumn> columns) {
    Map<String, Column> types = new HashMap<>();
    table.columns().forEach(column -> types.put(column.name(), column));
    List<ColumnStatisticsObj> objects = new ArrayList<>();
    for (ComputedColumn computed : columns) {
      Column column = types.get(computed.name());
      ColumnStatisticsData data =
          column == null
              ? null
              : ColumnStatisticsCodec.encode(column.type(), computed.statistics(), computed);
      if (column != null && data != null) {
        objects.add(new ColumnStatisticsObj(column.name(), column.type().hiveName(), data));
      }
    }
    if (objects.isEmpty()) {
      return;
    }
    boolean wholeTable = partition.name().isEmpty();
    ColumnStatisticsDesc description =
        new ColumnStatisticsDesc(wholeTable, table.name().database(), table.name().table());
    if (!wholeTable) {
      description.setPartName(partition.name());
    }
    ColumnStatistics statistics = new ColumnStatistics(description, objects);
    statistics.setEngine(StatisticsStore.ENGINE);
    // set_aggr_stats_for writes through direct SQL for partitions, which fails on some databases
    client.read(
        "column statistics of " + table.name(),
        c ->
            wholeTable
                ? c.update_table_column_statistics(statistics)
                : c.update_partition_column_statistics(statistics));
    catalog.invalidate(table.name());
  }
}
