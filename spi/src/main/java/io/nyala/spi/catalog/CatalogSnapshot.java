package io.nyala.spi.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The catalog as one query sees it. The first look-up of a table pins it. Not authorized here:
 * callers ask {@link io.nyala.spi.security.AccessControl} on the name before they look up. Used by
 * one thread at a time; may block on the metastore.
 *
 * <p>All methods throw {@link io.nyala.spi.error.NyalaException} METASTORE_ERROR if the metastore
 * does not answer.
 */
public interface CatalogSnapshot {
  boolean databaseExists(String database);

  /** Empty if there is no such table or view. */
  Optional<TableSnapshot> table(TableName name);

  /**
   * All partitions in the order of their names; an unpartitioned table has exactly one, with an
   * empty name and no values.
   */
  List<PartitionSnapshot> partitions(TableSnapshot table);

  /** Statistics over the given partitions of the table, aggregated; unknown parts stay empty. */
  TableStatistics statistics(
      TableSnapshot table, Collection<PartitionSnapshot> partitions, List<String> columns);

  /** Names for "did you mean"; the caller filters by visibility. */
  List<String> tableNames(String database);
}
