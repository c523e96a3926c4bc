/**
 * Tables as a query sees them, pinned. Changing the catalog is the business of {@code storage}.
 * Read {@link io.nyala.spi.catalog.CatalogSnapshot} first.
 */
@NullMarked
package io.nyala.spi.catalog;

import org.jspecify.annotations.NullMarked;
