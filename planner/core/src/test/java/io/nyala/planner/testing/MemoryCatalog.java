package io.nyala.planner.testing;

import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.catalog.TableStatistics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables with pinned partitions and statistics. */
public class MemoryCatalog implements CatalogSnapshot {
  private final Map<TableName, TableSnapshot> tables = new HashMap<>();
  private final Map<TableName, List<PartitionSnapshot>> partitions = new HashMap<>();
  private final Map<TableName, TableStatistics> statistics = new HashMap<>();

  public MemoryCatalog add(
      TableSnapshot table, List<PartitionSnapshot> parts, TableStatistics statisticsOfAll) {
    tables.put(table.name(), table);
    partitions.put(table.name(), parts);
    statistics.put(table.name(), statisticsOfAll);
    return this;
  }

  @Override
  public boolean databaseExists(String database) {
    return tables.keySet().stream().anyMatch(name -> name.database().equals(database));
  }

  @Override
  public Optional<TableSnapshot> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  @Override
  public List<PartitionSnapshot> partitions(TableSnapshot table) {
    return partitions.getOrDefault(table.name(), List.of());
  }

  @Override
  public TableStatistics statistics(
      TableSnapshot table, Collection<PartitionSnapshot> parts, List<String> columns) {
    return statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
  }

  @Override
  public List<String> tableNames(String database) {
    List<String> names = new ArrayList<>();
    tables.keySet().forEach(name -> names.add(name.table()));
    return names;
  }
}
