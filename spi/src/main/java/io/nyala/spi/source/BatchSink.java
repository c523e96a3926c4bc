package io.nyala.spi.source;

import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes rows of one task attempt to staging files. File system calls run on I/O pools. Called by
 * one thread at a time.
 *
 * <p>Call order: {@code append}* (each after the former's future), then {@code finish} once; or
 * {@code abort} at any time, idempotent, which removes what was staged.
 */
public interface BatchSink {
  /**
   * The batch is kept until the future completes. Completes exceptionally with a NyalaException.
   */
  CompletableFuture<Void> append(VectorBatch batch);

  /** Closes all files; they are durable when the future completes. */
  CompletableFuture<List<WrittenFile>> finish();

  void abort();
}
