package io.nyala.spi.catalog;

/** The metastore's table types. */
public enum TableKind {
  MANAGED_TABLE,
  EXTERNAL_TABLE,
  VIRTUAL_VIEW,
  MATERIALIZED_VIEW
}
