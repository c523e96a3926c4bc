package io.nyala.storage.metastore;

import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.catalog.TableStatistics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.hadoop.hive.metastore.api.AggrStats;
import org.apache.hadoop.hive.metastore.api.ColumnStatisticsObj;
import org.apache.hadoop.hive.metastore.api.PartitionsStatsRequest;
import org.apache.hadoop.hive.metastore.api.TableStatsRequest;

/**
 * Statistics as the metastore keeps them: row counts and sizes in the parameters of tables and
 * partitions, column statistics beside them. Thread-safe; blocks on the metastore.
 */
public final class StatisticsStore {
  public static final String ROW_COUNT = "numRows";
  public static final String TOTAL_SIZE = "totalSize";
  public static final String FILE_COUNT = "numFiles";
  public static final String RAW_DATA_SIZE = "rawDataSize";
  public static final String ACCURATE = "COLUMN_STATS_ACCURATE";

  /** Engine name under which Hive itself stores and looks for column statistics. */
  static final String ENGINE = "hive";

  private final MetastoreClient client;

  public StatisticsStore(MetastoreClient client) {
    this.client = client;
  }

  /**
   * Statistics over some partitions, aggregated; what is not known of one of them is not known of
   * all.
   */
  public TableStatistics read(
      TableSnapshot table, Collection<PartitionSnapshot> partitions, List<String> columns) {
    OptionalLong rows = OptionalLong.of(0);
    OptionalLong bytes = OptionalLong.of(0);
    for (PartitionSnapshot partition : partitions) {
      rows = plus(rows, number(partition.parameters(), ROW_COUNT));
      bytes = plus(bytes, number(partition.parameters(), TOTAL_SIZE));
    }
    return new TableStatistics(rows, bytes, readColumns(table, partitions, columns));
  }

  private static OptionalLong plus(OptionalLong sum, OptionalLong value) {
    return sum.isPresent() && value.isPresent()
        ? OptionalLong.of(sum.getAsLong() + value.getAsLong())
        : OptionalLong.empty();
  }

  private static OptionalLong number(Map<String, String> parameters, String key) {
    String text = parameters.get(key);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      long value = Long.parseLong(text);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private Map<String, ColumnStatistics> readColumns(
      TableSnapshot table, Collection<PartitionSnapshot> partitions, List<String> columns) {
    List<String> stored =
        table.columns().stream().map(column -> column.name()).filter(columns::contains).toList();
    if (stored.isEmpty() || partitions.isEmpty() || table.isView()) {
      return Map.of();
    }
    List<ColumnStatisticsObj> found =
        table.isPartitioned() ? ofPartitions(table, partitions, stored) : ofTable(table, stored);
    Map<String, ColumnStatistics> result = new HashMap<>();
    for (ColumnStatisticsObj object : found) {
      result.put(object.getColName(), ColumnStatisticsCodec.decode(object.getStatsData()));
    }
    return result;
  }

  private List<ColumnStatisticsObj> ofTable(TableSnapshot table, List<String> columns) {
    TableStatsRequest request =
        new TableStatsRequest(table.name().database(), table.name().table(), columns);
    request.setEngine(ENGINE);
    return client.read(
        "column statistics of " + table.name(),
        c -> c.get_table_statistics_req(request).getTableStats());
  }

  private List<ColumnStatisticsObj> ofPartitions(
      TableSnapshot table, Collection<PartitionSnapshot> partitions, List<String> columns) {
    PartitionsStatsRequest request =
        new PartitionsStatsRequest(
            table.name().database(),
            table.name().table(),
            columns,
            partitions.stream().map(PartitionSnapshot::name).toList());
    request.setEngine(ENGINE);
    AggrStats stats =
        client.read("column statistics of " + table.name(), c -> c.get_aggr_stats_for(request));
    return stats.getColStats() == null || stats.getPartsFound() < partitions.size()
        ? List.of()
        : stats.getColStats();
  }
}
