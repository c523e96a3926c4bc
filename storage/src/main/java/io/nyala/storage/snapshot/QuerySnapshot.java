package io.nyala.storage.snapshot;

import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.catalog.TableStatistics;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.metastore.MetastoreCatalog.CachedTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The catalog and the files as one query sees them. Tables are pinned when first looked up,
 * directories when their files are first asked for. A query that gets STALE_SNAPSHOT from a reader
 * calls {@link #invalidate} and plans again with a new snapshot. Used by one thread at a time;
 * blocks on metastore and NameNode.
 */
public final class QuerySnapshot implements CatalogSnapshot {
  private static final int MAX_LISTING_ATTEMPTS = 10;
  private static final int SEQUENTIAL_LISTINGS = 4;
  private static final int MAX_SIZED_PARTITIONS = 200;

  private final Catalog catalog;
  private final Map<TableName, Optional<CachedTable>> tables = new HashMap<>();
  private final Map<String, List<DataFile>> files = new HashMap<>();

  QuerySnapshot(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean databaseExists(String database) {
    return catalog.metastore().database(database).isPresent();
  }

  @Override
  public Optional<TableSnapshot> table(TableName name) {
    return tables.computeIfAbsent(name, catalog.metastore()::cached).map(CachedTable::snapshot);
  }

  @Override
  public List<PartitionSnapshot> partitions(TableSnapshot table) {
    table(table.name());
    return tables
        .get(table.name())
        .orElseThrow(
            () ->
                new NyalaException(
                    ErrorCode.TABLE_NOT_FOUND, "Table not found " + table.name().table()))
        .partitions();
  }

  @Override
  public List<String> tableNames(String database) {
    return catalog.metastore().tableNames(database);
  }

  @Override
  public TableStatistics statistics(
      TableSnapshot table, Collection<PartitionSnapshot> partitions, List<String> columns) {
    TableStatistics known = catalog.statistics().read(table, partitions, columns);
    if (known.bytes().isPresent()
        || table.isView()
        || partitions.size() > MAX_SIZED_PARTITIONS
        || table.location().isEmpty()) {
      return known;
    }
    long bytes = 0;
    for (List<DataFile> ofPartition : files(table, List.copyOf(partitions))) {
      for (DataFile file : ofPartition) {
        bytes += file.length();
      }
    }
    return new TableStatistics(known.rows(), java.util.OptionalLong.of(bytes), known.columns());
  }

  /**
   * The visible files of each partition, parallel to {@code partitions}; pinned from the first call
   * on.
   *
   * @throws NyalaException STALE_SNAPSHOT if commits to the table follow each other too fast for a
   *     consistent look
   */
  public List<List<DataFile>> files(TableSnapshot table, List<PartitionSnapshot> partitions) {
    List<PartitionSnapshot> missing = new ArrayList<>();
    for (PartitionSnapshot partition : partitions) {
      if (!files.containsKey(partition.location())) {
        missing.add(partition);
      }
    }
    if (!missing.isEmpty()) {
      pin(table, missing);
    }
    List<List<DataFile>> result = new ArrayList<>(partitions.size());
    partitions.forEach(partition -> result.add(files.get(partition.location())));
    return result;
  }

  private void pin(TableSnapshot table, List<PartitionSnapshot> partitions) {
    for (int attempt = 0; attempt < MAX_LISTING_ATTEMPTS; attempt++) {
      var before = catalog.commits().view();
      List<CompletableFuture<List<DataFile>>> listings = new ArrayList<>();
      boolean parallel = partitions.size() > SEQUENTIAL_LISTINGS;
      for (PartitionSnapshot partition : partitions) {
        listings.add(
            parallel
                ? CompletableFuture.supplyAsync(
                    () -> catalog.listings().files(table.name(), partition.location(), before),
                    catalog.executor())
                : CompletableFuture.completedFuture(
                    catalog.listings().files(table.name(), partition.location(), before)));
      }
      List<List<DataFile>> found = join(listings);
      if (before.version(table.name()).equals(catalog.commits().view().version(table.name()))) {
        for (int i = 0; i < partitions.size(); i++) {
          files.put(partitions.get(i).location(), found.get(i));
        }
        return;
      }
    }
    throw new NyalaException(
        ErrorCode.STALE_SNAPSHOT,
        "Table " + table.name() + " changes too fast to be listed; try again");
  }

  private static List<List<DataFile>> join(List<CompletableFuture<List<DataFile>>> listings) {
    List<List<DataFile>> found = new ArrayList<>(listings.size());
    for (CompletableFuture<List<DataFile>> listing : listings) {
      try {
        found.add(listing.join());
      } catch (CompletionException e) {
        if (e.getCause() instanceof NyalaException cause) {
          throw cause;
        }
        throw e;
      }
    }
    return found;
  }

  /** Forgets what the caches hold of every table that this query has looked at. */
  public void invalidate() {
    tables.forEach((name, table) -> table.ifPresent(found -> catalog.invalidate(found.snapshot())));
    files.keySet().forEach(catalog.listings()::invalidate);
  }
}
