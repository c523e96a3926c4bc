package io.nyala.storage.snapshot;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.storage.commit.CommitLog;
import io.nyala.storage.metastore.MetastoreCatalog;
import io.nyala.storage.metastore.StatisticsStore;
import java.util.concurrent.Executor;

/**
 * What all queries of a coordinator share: the metastore's cache, cached file listings, the commit
 * log. Thread-safe.
 *
 * @param executor runs listings of many directories in parallel
 */
public record Catalog(
    MetastoreCatalog metastore,
    StatisticsStore statistics,
    FileListings listings,
    CommitLog commits,
    Executor executor) {

  /** A new, empty snapshot for one query. */
  public QuerySnapshot openSnapshot() {
    return new QuerySnapshot(this);
  }

  /**
   * Forgets cached metadata and listings of a table: after changes of our own, for REFRESH, before
   * replanning.
   */
  public void invalidate(TableSnapshot table) {
    metastore.invalidate(table.name());
    if (!table.location().isEmpty()) {
      listings.invalidate(table.location());
    }
  }

  /** Forgets cached metadata and listings of a table by name. */
  public void invalidate(TableName name) {
    metastore.table(name).ifPresent(this::invalidate);
    metastore.invalidate(name);
  }
}
