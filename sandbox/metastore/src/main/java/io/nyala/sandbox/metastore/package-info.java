/**
 * The Hive Metastore of the sandbox: Hive's own server in a JVM of its own, on Derby, with a
 * notification log. Read {@link io.nyala.sandbox.metastore.MetastoreMain} first.
 */
@NullMarked
package io.nyala.sandbox.metastore;

import org.jspecify.annotations.NullMarked;
