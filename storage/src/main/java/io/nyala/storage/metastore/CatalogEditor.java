package io.nyala.storage.metastore;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.hive.metastore.api.AddPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.DropPartitionsRequest;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Order;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.apache.hadoop.hive.metastore.api.RequestPartsSpec;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.jspecify.annotations.Nullable;

/**
 * Changes of the catalog, as the metastore keeps it. Callers have authorized them. Each forgets
 * what the cache holds of the table. Thread-safe; blocks on the metastore.
 */
public final class CatalogEditor {
  private static final String EXTERNAL = "EXTERNAL";
  private static final int ASCENDING = 1;
  private static final int PARTITION_BATCH = 500;

  private final MetastoreClient client;
  private final MetastoreCatalog catalog;

  public CatalogEditor(MetastoreClient client, MetastoreCatalog catalog) {
    this.client = client;
    this.catalog = catalog;
  }

  /** Empty locations are chosen by the metastore. */
  public void createDatabase(DatabaseInfo info) {
    Database database = new Database();
    database.setName(info.name());
    database.setDescription(info.comment());
    if (!info.location().isEmpty()) {
      database.setLocationUri(info.location());
    }
    database.setOwnerName(info.owner());
    database.setOwnerType(PrincipalType.valueOf(info.ownerType()));
    database.setParameters(new HashMap<>(info.parameters()));
    database.setCatalogName("hive");
    client.change(
        "create database " + info.name(),
        c -> {
          c.create_database(database);
          return true;
        });
  }

  /**
   * Drops a database with its directory.
   *
   * @throws NyalaException DDL_FAILED if it holds tables and {@code cascade} is false
   */
  public void dropDatabase(String name, boolean cascade) {
    client.change(
        "drop database " + name,
        c -> {
          c.drop_database(name, true, cascade);
          return true;
        });
    catalog.invalidateAll();
  }

  /**
   * Creates a table as Hive 4 does: external in any case, with {@code external.table.purge} where
   * EXTERNAL was not said.
   *
   * @return false if it exists already and {@code ifNotExists}
   * @throws NyalaException TABLE_EXISTS
   */
  public boolean createTable(NewTable created, boolean ifNotExists) {
    Map<String, String> parameters = new HashMap<>(created.parameters());
    parameters.putIfAbsent("bucketing_version", "2");
    parameters.put(EXTERNAL, "TRUE");
    if (!created.external()) {
      parameters.putIfAbsent("external.table.purge", "TRUE");
      parameters.put("TRANSLATED_TO_EXTERNAL", "TRUE");
    }
    StorageDescriptor storage = StorageFormats.descriptor(created.storage());
    storage.setCols(fields(created.columns()));
    created.location().ifPresent(storage::setLocation);
    created
        .buckets()
        .ifPresent(
            buckets -> {
              storage.setNumBuckets(buckets.count());
              storage.setBucketCols(new ArrayList<>(buckets.columns()));
              List<Order> orders = new ArrayList<>();
              buckets.sortColumns().forEach(column -> orders.add(new Order(column, ASCENDING)));
              storage.setSortCols(orders);
            });
    Table table =
        table(
            created.name(),
            created.owner(),
            TableKind.EXTERNAL_TABLE,
            storage,
            fields(created.partitionColumns()),
            parameters);
    boolean done = create(table, ifNotExists);
    catalog.invalidate(created.name());
    return done;
  }

  /**
   * Creates or replaces a view.
   *
   * @param originalText the query as written
   * @param expandedText the query with all names qualified
   */
  public void createView(
      TableName name,
      String owner,
      List<Column> columns,
      String originalText,
      String expandedText,
      Map<String, String> parameters,
      boolean replace) {
    StorageDescriptor storage = StorageFormats.descriptor(StorageFormats.text(Map.of()));
    storage.getSerdeInfo().setSerializationLib(null);
    storage.setCols(fields(columns));
    Map<String, String> all = new HashMap<>(parameters);
    all.putIfAbsent("bucketing_version", "2");
    Table view = table(name, owner, TableKind.VIRTUAL_VIEW, storage, new ArrayList<>(), all);
    view.setViewOriginalText(originalText);
    view.setViewExpandedText(expandedText);
    if (replace) {
      client.change(
          "replace view " + name,
          c -> {
            c.alter_table(name.database(), name.table(), view);
            return true;
          });
    } else {
      create(view, false);
    }
    catalog.invalidate(name);
  }

  private boolean create(Table table, boolean ifNotExists) {
    return client.change(
        "create table " + table.getDbName() + "." + table.getTableName(),
        c -> {
          try {
            c.create_table(table);
            return true;
          } catch (AlreadyExistsException e) {
            if (ifNotExists) {
              return false;
            }
            throw e;
          }
        });
  }

  private static Table table(
      TableName name,
      String owner,
      TableKind kind,
      StorageDescriptor storage,
      List<FieldSchema> partitionColumns,
      Map<String, String> parameters) {
    Table table = new Table();
    table.setCatName("hive");
    table.setDbName(name.database());
    table.setTableName(name.table());
    table.setOwner(owner);
    table.setOwnerType(PrincipalType.USER);
    table.setTableType(kind.name());
    table.setSd(storage);
    table.setPartitionKeys(partitionColumns);
    table.setParameters(parameters);
    return table;
  }

  private static List<FieldSchema> fields(List<Column> columns) {
    List<FieldSchema> fields = new ArrayList<>();
    for (Column column : columns) {
      String comment = column.comment().isEmpty() ? null : column.comment();
      fields.add(new FieldSchema(column.name(), column.type().hiveName(), comment));
    }
    return fields;
  }

  /** Drops a table or view; data go with it where Hive would remove them. */
  public void dropTable(TableName name, boolean purge) {
    EnvironmentContext context = new EnvironmentContext();
    context.setProperties(new HashMap<>());
    if (purge) {
      context.putToProperties("ifPurge", "TRUE");
    }
    client.change(
        "drop table " + name,
        c -> {
          c.drop_table_with_environment_context(name.database(), name.table(), true, context);
          return true;
        });
    catalog.invalidate(name);
  }

  /**
   * A partition to be added.
   *
   * @param values raw value per partition column; null is the default partition
   * @param location empty for the directory below the table's
   */
  public record NewPartition(List<@Nullable String> values, Optional<String> location) {}

  /**
   * @throws NyalaException TABLE_EXISTS if one exists already and {@code ifNotExists} is false;
   *     none of its batch of 500 is added then
   */
  public void addPartitions(TableSnapshot table, List<NewPartition> added, boolean ifNotExists) {
    Table stored = requireStored(table.name());
    List<Partition> partitions = new ArrayList<>();
    for (NewPartition one : added) {
      partitions.add(partition(table, stored, one));
    }
    try {
      for (int from = 0; from < partitions.size(); from += PARTITION_BATCH) {
        List<Partition> batch =
            partitions.subList(from, Math.min(partitions.size(), from + PARTITION_BATCH));
        AddPartitionsRequest request =
            new AddPartitionsRequest(
                table.name().database(), table.name().table(), batch, ifNotExists);
        request.setNeedResult(false);
        client.change("add partitions to " + table.name(), c -> c.add_partitions_req(request));
      }
    } finally {
      catalog.invalidate(table.name());
    }
  }

  private static Partition partition(TableSnapshot table, Table stored, NewPartition added) {
    List<String> keys = table.partitionColumns().stream().map(Column::name).toList();
    List<String> values = new ArrayList<>();
    for (String value : added.values()) {
      values.add(value == null ? PartitionNames.DEFAULT_PARTITION : value);
    }
    StorageDescriptor storage = stored.getSd().deepCopy();
    storage.setLocation(
        added
            .location()
            .orElse(table.location() + "/" + PartitionNames.name(keys, added.values())));
    Partition partition = new Partition();
    partition.setCatName("hive");
    partition.setDbName(table.name().database());
    partition.setTableName(table.name().table());
    partition.setValues(values);
    partition.setSd(storage);
    partition.setParameters(new HashMap<>());
    return partition;
  }

  private Table requireStored(TableName name) {
    Table table = catalog.load(name);
    if (table == null) {
      throw new NyalaException(
          ErrorCode.TABLE_NOT_FOUND, "SemanticException [Error 10001]: Table not found " + name);
    }
    return table;
  }

  /** Drops partitions by name, with their data where the table's data would go with it. */
  public void dropPartitions(TableSnapshot table, List<String> names) {
    boolean deleteData = ownsData(table);
    for (int from = 0; from < names.size(); from += 1000) {
      DropPartitionsRequest request =
          new DropPartitionsRequest(
              table.name().database(),
              table.name().table(),
              RequestPartsSpec.names(
                  new ArrayList<>(names.subList(from, Math.min(names.size(), from + 1000)))));
      request.setDeleteData(deleteData);
      request.setIfExists(true);
      request.setNeedResult(false);
      client.change("drop partitions of " + table.name(), c -> c.drop_partitions_req(request));
    }
    catalog.invalidate(table.name());
  }

  /** Replaces comment, owner, parameters and location of a database. */
  public void alterDatabase(DatabaseInfo info) {
    client.change(
        "alter database " + info.name(),
        c -> {
          Database database = c.get_database(info.name());
          database.setDescription(info.comment());
          database.setLocationUri(info.location());
          database.setOwnerName(info.owner());
          database.setOwnerType(PrincipalType.valueOf(info.ownerType()));
          database.setParameters(new HashMap<>(info.parameters()));
          c.alter_database(info.name(), database);
          return true;
        });
  }

  /** Sets table parameters and removes those whose value is null. */
  public void alterParameters(TableName name, Map<String, ? extends @Nullable String> changes) {
    alter(
        name,
        table -> {
          Map<String, String> parameters = new HashMap<>(table.getParameters());
          changes.forEach(
              (key, value) -> {
                if (value == null) {
                  parameters.remove(key);
                } else {
                  parameters.put(key, value);
                }
              });
          table.setParameters(parameters);
        });
  }

  /** Appends columns behind the stored ones; existing partitions read them as NULL. */
  public void addColumns(TableName name, List<Column> added) {
    alter(
        name,
        table -> {
          List<FieldSchema> all = new ArrayList<>(table.getSd().getCols());
          all.addAll(fields(added));
          table.getSd().setCols(all);
        });
  }

  /** Renames a table or view, within or across databases. */
  public void renameTable(TableName from, TableName to) {
    alter(
        from,
        table -> {
          table.setDbName(to.database());
          table.setTableName(to.table());
        });
    catalog.invalidate(to);
  }

  /** Changes a stored table in place, its statistics kept as they are. */
  void alter(TableName name, Consumer<Table> change) {
    Table table = requireStored(name);
    change.accept(table);
    EnvironmentContext environment = keepStatistics();
    try {
      client.change(
          "alter " + name,
          c -> {
            c.alter_table_with_environment_context(
                name.database(), name.table(), table, environment);
            return true;
          });
    } finally {
      catalog.invalidate(name);
    }
  }

  /** Tells the metastore not to touch statistics while it alters. */
  static EnvironmentContext keepStatistics() {
    EnvironmentContext environment = new EnvironmentContext();
    environment.setProperties(new HashMap<>(Map.of("DO_NOT_UPDATE_STATS", "true")));
    return environment;
  }

  /** True if dropping the table drops its data. */
  public static boolean ownsData(TableSnapshot table) {
    return table.kind() == TableKind.MANAGED_TABLE
        || "true".equalsIgnoreCase(table.parameters().get("external.table.purge"));
  }
}
