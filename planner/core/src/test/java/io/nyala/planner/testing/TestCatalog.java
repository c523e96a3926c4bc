package io.nyala.planner.testing;

import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.planner.parser.DefinitionStatement.BucketDefinition;
import io.nyala.planner.parser.DefinitionStatement.ColumnDefinition;
import io.nyala.planner.parser.DefinitionStatement.CreateTable;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.StatementParser;
import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.catalog.TableStatistics;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables from CREATE TABLE texts, with partitions and statistics put in by hand. Notes every
 * look-up.
 */
public final class TestCatalog implements CatalogSnapshot {
  private final StatementParser parser = new StatementParser(GrammarLimits.DEFAULT);
  private final Map<TableName, TableSnapshot> tables = new LinkedHashMap<>();
  private final Map<TableName, List<PartitionSnapshot>> partitions = new LinkedHashMap<>();
  private final Map<TableName, TableStatistics> statistics = new LinkedHashMap<>();
  private final Set<TableName> lookedUp = new HashSet<>();

  /** Adds the table of a CREATE TABLE text; without a database it is in {@code default}. */
  public TestCatalog table(String createTable) {
    CreateTable statement = (CreateTable) parser.parse(createTable);
    TableName name = statement.name().resolve("default");
    StorageFormat storage =
        new StorageFormat(
            StorageFormat.Kind.ORC,
            "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat",
            "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
            Map.of());
    put(
        new TableSnapshot(
            name,
            TableKind.EXTERNAL_TABLE,
            "owner",
            "hdfs://nyala/warehouse/" + name.database() + "/" + name.table(),
            storage,
            columns(statement.columns()),
            columns(statement.partitionColumns()),
            statement.buckets().map(TestCatalog::buckets),
            statement.properties(),
            Optional.empty(),
            tables.size() + 1L));
    return this;
  }

  private static List<Column> columns(List<ColumnDefinition> definitions) {
    return definitions.stream()
        .map(column -> new Column(column.name().name(), column.type(), column.comment().orElse("")))
        .toList();
  }

  private static BucketSpec buckets(BucketDefinition buckets) {
    return new BucketSpec(
        buckets.columns().stream().map(Identifier::name).toList(),
        buckets.sortColumns().stream().map(column -> column.column().name()).toList(),
        buckets.count(),
        2);
  }

  /** Adds a view. */
  public TestCatalog view(String name, String text, Column... columns) {
    int dot = name.indexOf('.');
    TableName full =
        dot < 0
            ? new TableName("default", name)
            : new TableName(name.substring(0, dot), name.substring(dot + 1));
    StorageFormat none = new StorageFormat(StorageFormat.Kind.UNSUPPORTED, "", "", "", Map.of());
    put(
        new TableSnapshot(
            full,
            TableKind.VIRTUAL_VIEW,
            "owner",
            "",
            none,
            List.of(columns),
            List.of(),
            Optional.empty(),
            Map.of(),
            Optional.of(text),
            tables.size() + 1L));
    return this;
  }

  /** Adds a column that cannot be read to the end of a table's columns. */
  public TestCatalog unsupportedColumn(String table, String column, String hiveType) {
    TableSnapshot old = tables.get(new TableName("default", table));
    List<Column> columns = new ArrayList<>(old.columns());
    columns.add(new Column(column, new DataType.UnsupportedType(hiveType), ""));
    put(
        new TableSnapshot(
            old.name(),
            old.kind(),
            old.owner(),
            old.location(),
            old.storage(),
            columns,
            old.partitionColumns(),
            old.buckets(),
            old.parameters(),
            old.viewText(),
            old.snapshotId()));
    return this;
  }

  private void put(TableSnapshot table) {
    tables.put(table.name(), table);
    if (!table.isPartitioned() && !table.isView()) {
      partitions.put(
          table.name(),
          List.of(
              new PartitionSnapshot("", List.of(), table.location(), table.storage(), Map.of())));
    }
  }

  /** Adds a partition; values are in the representation of {@link Literal}. */
  public TestCatalog partition(String table, String name, Object... values) {
    TableSnapshot snapshot = get(table);
    List<Literal> literals = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      literals.add(new Literal(snapshot.partitionColumns().get(i).type(), values[i]));
    }
    partitions
        .computeIfAbsent(snapshot.name(), key -> new ArrayList<>())
        .add(
            new PartitionSnapshot(
                name, literals, snapshot.location() + "/" + name, snapshot.storage(), Map.of()));
    return this;
  }

  public TestCatalog statistics(String table, TableStatistics newStatistics) {
    statistics.put(get(table).name(), newStatistics);
    return this;
  }

  /** The table in {@code default}, or {@code database.table}. */
  public TableSnapshot get(String table) {
    int dot = table.indexOf('.');
    TableName name =
        dot < 0
            ? new TableName("default", table)
            : new TableName(table.substring(0, dot), table.substring(dot + 1));
    return Optional.ofNullable(tables.get(name)).orElseThrow();
  }

  /** Whether anybody has asked for the table. */
  public boolean wasLookedUp(String database, String table) {
    return lookedUp.contains(new TableName(database, table));
  }

  @Override
  public boolean databaseExists(String database) {
    return tables.keySet().stream().anyMatch(name -> name.database().equals(database));
  }

  @Override
  public Optional<TableSnapshot> table(TableName name) {
    lookedUp.add(name);
    return Optional.ofNullable(tables.get(name));
  }

  @Override
  public List<PartitionSnapshot> partitions(TableSnapshot table) {
    return List.copyOf(partitions.getOrDefault(table.name(), List.of()));
  }

  @Override
  public TableStatistics statistics(
      TableSnapshot table, Collection<PartitionSnapshot> of, List<String> columns) {
    return statistics.getOrDefault(table.name(), TableStatistics.UNKNOWN);
  }

  @Override
  public List<String> tableNames(String database) {
    return tables.keySet().stream()
        .filter(name -> name.database().equals(database))
        .map(TableName::table)
        .toList();
  }
}
