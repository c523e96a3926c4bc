package io.nyala.server.metadata;

import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import java.util.List;
import java.util.Optional;

/**
 * What metadata calls need of the catalog. Answers everything there is; who may see what is decided
 * by the caller. Thread-safe; may block on the metastore and throw METASTORE_ERROR.
 */
public interface CatalogListing {
  /** All databases, sorted. */
  List<String> databases();

  /**
   * All tables and views of a database, sorted by name, without loading them; empty if there is no
   * such database.
   */
  List<TableSummary> tables(String database);

  /** One table with its columns. */
  Optional<TableSnapshot> table(TableName name);

  /** What is known of a table without loading it. */
  record TableSummary(TableName name, TableKind kind, String comment) {}
}
