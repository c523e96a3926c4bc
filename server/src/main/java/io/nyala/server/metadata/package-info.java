/**
 * Metadata calls of the protocol: type info, schemas, tables, columns and so on, with Hive's column
 * names and types. Belongs here: patterns, layouts, what of the catalog a user may see. Does not
 * belong here: SHOW and DESCRIBE, which are statements. Read {@link
 * io.nyala.server.metadata.MetadataService} first.
 */
@NullMarked
package io.nyala.server.metadata;

import org.jspecify.annotations.NullMarked;
