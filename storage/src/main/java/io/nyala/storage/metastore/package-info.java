/**
 * The Hive Metastore: connections, translation between its objects and {@code
 * io.nyala.spi.catalog}, and every change to the catalog. Files are not looked at here. Read {@link
 * io.nyala.storage.metastore.MetastoreCatalog} first for reading, {@link
 * io.nyala.storage.metastore.CatalogEditor} for DDL.
 */
@NullMarked
package io.nyala.storage.metastore;

import org.jspecify.annotations.NullMarked;
