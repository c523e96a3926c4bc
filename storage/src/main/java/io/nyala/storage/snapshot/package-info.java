/**
 * What one query sees: tables from the metastore's cache, files from validated listings, both
 * pinned at the first look. Read {@link io.nyala.storage.snapshot.QuerySnapshot} first.
 */
@NullMarked
package io.nyala.storage.snapshot;

import org.jspecify.annotations.NullMarked;
