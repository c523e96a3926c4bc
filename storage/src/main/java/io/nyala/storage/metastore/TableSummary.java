package io.nyala.storage.metastore;

import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;

/** What listings show of a table without loading it. */
public record TableSummary(TableName name, TableKind kind, String comment) {}
