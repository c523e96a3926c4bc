/**
 * Everything Nyala keeps outside its own processes: files in HDFS and objects in the Hive
 * Metastore. Nothing here knows SQL text, plans or policies. Read {@link
 * io.nyala.storage.StorageConfig} for what can be set, {@code metastore.MetastoreCatalog} for the
 * way in from a coordinator and {@code sink.HdfsBatchSinkFactory} / {@code
 * split.HdfsBatchSourceFactory} for the way in from an executor.
 */
@NullMarked
package io.nyala.storage;

import org.jspecify.annotations.NullMarked;
