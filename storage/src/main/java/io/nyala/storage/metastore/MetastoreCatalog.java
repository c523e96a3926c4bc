package io.nyala.storage.metastore;

import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.StorageConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.GetPartitionsByNamesRequest;
import org.apache.hadoop.hive.metastore.api.GetTableRequest;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.NotificationEvent;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.hadoop.hive.metastore.api.TableMeta;

/**
 * The metastore behind a cache. Cached tables are used while the metastore's events say nothing
 * against them, or, without events, while they are younger than the configured freshness. Queries
 * do not use this class directly but one {@code snapshot.QuerySnapshot} each. Thread-safe; methods
 * block on the metastore and throw METASTORE_ERROR if it does not answer.
 */
public final class MetastoreCatalog implements AutoCloseable {
  /**
   * What we tell the metastore that we can read and write; without these it hides or alters tables.
   */
  static final List<String> CAPABILITIES =
      List.of(
          "EXTREAD",
          "EXTWRITE",
          "HIVEBUCKET2",
          "HIVEFULLACIDREAD",
          "HIVEMANAGEDINSERTREAD",
          "HIVEMANAGEDINSERTWRITE",
          "HIVESQL",
          "CONNECTORREAD");

  static final String PROCESSOR = "nyala";

  private static final int MAX_CACHED_TABLES = 10_000;
  private static final int PARTITION_BATCH = 1_000;

  private final MetastoreClient client;
  private final StorageConfig config;
  private final EventFollower events;
  private final ScheduledExecutorService poller;
  private final AtomicLong nextSnapshotId = new AtomicLong(1);
  private final Object lock = new Object();

  // guarded by lock; in order of use
  private final Map<TableName, CachedTable> tables =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TableName, CachedTable> eldest) {
          return size() > MAX_CACHED_TABLES;
        }
      };

  public MetastoreCatalog(MetastoreClient client, StorageConfig config) {
    this.client = client;
    this.config = config;
    this.events = new EventFollower(client, this::changed, this::invalidateAll);
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "metastore-events");
              thread.setDaemon(true);
              return thread;
            });
    if (config.eventPollMillis() > 0) {
      var unused =
          poller.scheduleWithFixedDelay(
              events::poll, 0, config.eventPollMillis(), TimeUnit.MILLISECONDS);
    }
  }

  MetastoreClient client() {
    return client;
  }

  private void changed(NotificationEvent event) {
    if (event.getDbName() != null && event.getTableName() != null) {
      invalidate(new TableName(event.getDbName(), event.getTableName()));
    } else if (event.getDbName() != null) {
      synchronized (lock) {
        tables
            .keySet()
            .removeIf(name -> name.database().equals(event.getDbName().toLowerCase(Locale.ROOT)));
      }
    }
  }

  /** Forgets what is cached of a table; the next look-up asks the metastore. */
  public void invalidate(TableName name) {
    synchronized (lock) {
      tables.remove(name);
    }
  }

  /** Forgets all cached tables. */
  public void invalidateAll() {
    synchronized (lock) {
      tables.clear();
    }
  }

  /** The table, or empty. */
  public Optional<TableSnapshot> table(TableName name) {
    return cached(name).map(CachedTable::snapshot);
  }

  /** A table and its partitions as of one moment, for a query's snapshot. */
  public Optional<CachedTable> cached(TableName name) {
    CachedTable known;
    synchronized (lock) {
      known = tables.get(name);
    }
    if (known != null && isFresh(known)) {
      return Optional.of(known);
    }
    long asked = System.nanoTime();
    Table table = load(name);
    if (table == null) {
      invalidate(name);
      return Optional.empty();
    }
    boolean same = known != null && !known.snapshot().isPartitioned() && known.table.equals(table);
    long id = same ? known.snapshot().snapshotId() : nextSnapshotId.getAndIncrement();
    CachedTable loaded = new CachedTable(this, table, MetastoreObjects.table(table, id), asked);
    synchronized (lock) {
      tables.put(name, loaded);
    }
    return Optional.of(loaded);
  }

  private boolean isFresh(CachedTable known) {
    long freshNanos = TimeUnit.MILLISECONDS.toNanos(config.catalogFreshnessMillis());
    long age = System.nanoTime() - known.loadedNanos;
    return age <= freshNanos
        || (config.eventPollMillis() > 0
            && events.isCurrent(
                freshNanos + TimeUnit.MILLISECONDS.toNanos(2 * config.eventPollMillis())));
  }

  /** The metastore's own object, uncached, or null. */
  @org.jspecify.annotations.Nullable
  Table load(TableName name) {
    GetTableRequest request = new GetTableRequest(name.database(), name.table());
    request.setProcessorCapabilities(CAPABILITIES);
    request.setProcessorIdentifier(PROCESSOR);
    return client.read(
        "table " + name,
        c -> {
          try {
            return c.get_table_req(request).getTable();
          } catch (NoSuchObjectException e) {
            return null;
          }
        });
  }

  private List<PartitionSnapshot> loadPartitions(TableSnapshot table) {
    List<PartitionSnapshot> partitions = new ArrayList<>();
    List<String> names = partitionNames(table.name());
    for (int from = 0; from < names.size(); from += PARTITION_BATCH) {
      List<String> batch = names.subList(from, Math.min(names.size(), from + PARTITION_BATCH));
      for (Partition partition : partitionsByNames(table.name(), batch)) {
        partitions.add(MetastoreObjects.partition(table, partition));
      }
    }
    partitions.sort(java.util.Comparator.comparing(PartitionSnapshot::name));
    return List.copyOf(partitions);
  }

  /** Names of all partitions in order, uncached. */
  public List<String> partitionNames(TableName name) {
    return client.read(
        "partition names of " + name,
        c -> c.get_partition_names(name.database(), name.table(), (short) -1));
  }

  List<Partition> partitionsByNames(TableName name, List<String> names) {
    GetPartitionsByNamesRequest request =
        new GetPartitionsByNamesRequest(name.database(), name.table());
    request.setNames(names);
    request.setProcessorCapabilities(CAPABILITIES);
    request.setProcessorIdentifier(PROCESSOR);
    return client.read(
        "partitions of " + name, c -> c.get_partitions_by_names_req(request).getPartitions());
  }

  /** Names of all databases, sorted. */
  public List<String> databases() {
    return client.read("databases", c -> c.get_all_databases()).stream().sorted().toList();
  }

  /** The database, or empty. */
  public Optional<DatabaseInfo> database(String name) {
    return client.read(
        "database " + name,
        c -> {
          try {
            return Optional.of(info(c.get_database(name.toLowerCase(Locale.ROOT))));
          } catch (NoSuchObjectException e) {
            return Optional.empty();
          }
        });
  }

  private static DatabaseInfo info(Database database) {
    return new DatabaseInfo(
        database.getName(),
        orEmpty(database.getDescription()),
        orEmpty(database.getLocationUri()),
        orEmpty(database.getManagedLocationUri()),
        orEmpty(database.getOwnerName()),
        database.getOwnerType() == null ? "USER" : database.getOwnerType().name(),
        database.getParameters() == null
            ? Map.of()
            : StorageFormats.nonNull(database.getParameters()));
  }

  private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }

  /** Names of all tables and views of a database, sorted. */
  public List<String> tableNames(String database) {
    return client
        .read("tables of " + database, c -> c.get_all_tables(database.toLowerCase(Locale.ROOT)))
        .stream()
        .sorted()
        .toList();
  }

  /**
   * Tables and views with their kinds, in the order of their names, without loading any.
   *
   * @param database one database, or {@code *} for all
   */
  public List<TableSummary> tables(String database) {
    List<TableMeta> found =
        client.read(
            "table types of " + database,
            c -> c.get_table_meta(database.toLowerCase(Locale.ROOT), "*", List.of()));
    List<TableSummary> summaries = new ArrayList<>();
    for (TableMeta meta : found) {
      summaries.add(
          new TableSummary(
              new TableName(meta.getDbName(), meta.getTableName()),
              kind(meta.getTableType()),
              orEmpty(meta.getComments())));
    }
    summaries.sort(java.util.Comparator.comparing(summary -> summary.name().toString()));
    return summaries;
  }

  private static TableKind kind(String type) {
    try {
      return TableKind.valueOf(type);
    } catch (IllegalArgumentException e) {
      return TableKind.MANAGED_TABLE;
    }
  }

  /** True if the metastore answers now. */
  public boolean isReachable() {
    try {
      databases();
      return true;
    } catch (NyalaException e) {
      return false;
    }
  }

  @Override
  public void close() {
    poller.shutdownNow();
  }

  /** A table as loaded at one moment; its partitions are loaded when first asked for. */
  public static final class CachedTable {
    private final MetastoreCatalog catalog;
    private final Table table;
    private final TableSnapshot snapshot;
    private final long loadedNanos;
    private @org.jspecify.annotations.Nullable List<PartitionSnapshot> partitions;

    CachedTable(MetastoreCatalog catalog, Table table, TableSnapshot snapshot, long loadedNanos) {
      this.catalog = catalog;
      this.table = table;
      this.snapshot = snapshot;
      this.loadedNanos = loadedNanos;
    }

    public TableSnapshot snapshot() {
      return snapshot;
    }

    /**
     * All partitions in the order of their names; exactly one with an empty name if the table is
     * not partitioned.
     */
    public synchronized List<PartitionSnapshot> partitions() {
      List<PartitionSnapshot> known = partitions;
      if (known == null) {
        known =
            snapshot.isPartitioned()
                ? catalog.loadPartitions(snapshot)
                : List.of(MetastoreObjects.whole(snapshot));
        partitions = known;
      }
      return known;
    }
  }
}
