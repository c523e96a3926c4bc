/**
 * Statements about the catalog and the session: one task per statement, authorized when it is
 * compiled and carried out when it runs. Layouts of SHOW and DESCRIBE are Hive's to the space.
 * Queries and INSERT are in {@code server.query}. Read {@link
 * io.nyala.server.ddl.CatalogStatements} first.
 */
@NullMarked
package io.nyala.server.ddl;

import org.jspecify.annotations.NullMarked;
