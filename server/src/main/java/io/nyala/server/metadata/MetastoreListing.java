package io.nyala.server.metadata;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.storage.metastore.MetastoreCatalog;
import java.util.List;
import java.util.Optional;

/** The metastore's catalog as metadata calls see it. Thread-safe. */
public final class MetastoreListing implements CatalogListing {
  private final MetastoreCatalog metastore;

  public MetastoreListing(MetastoreCatalog metastore) {
    this.metastore = requireNonNull(metastore);
  }

  @Override
  public List<String> databases() {
    return metastore.databases();
  }

  @Override
  public List<TableSummary> tables(String database) {
    return metastore.tables(database).stream()
        .map(table -> new TableSummary(table.name(), table.kind(), table.comment()))
        .toList();
  }

  @Override
  public Optional<TableSnapshot> table(TableName name) {
    return metastore.table(name);
  }
}
