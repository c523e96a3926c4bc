/**
 * Writes batches into staging files: by partition and bucket, as ORC or delimited text. Nothing
 * here makes a file visible; that is {@code commit}'s. Read {@link
 * io.nyala.storage.sink.HdfsBatchSinkFactory} first.
 */
@NullMarked
package io.nyala.storage.sink;

import org.jspecify.annotations.NullMarked;
