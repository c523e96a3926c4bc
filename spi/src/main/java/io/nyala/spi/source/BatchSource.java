package io.nyala.spi.source;

import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split. A source never blocks its caller: I/O happens on bounded pools. Called by one
 * thread at a time, not always the same.
 *
 * <p>Call order: {@code while (!isFinished()) { batch = poll(); if (batch == null) wait for
 * blocked(); }}, then {@code close}; {@code close} is allowed at any time and idempotent.
 */
public interface BatchSource extends AutoCloseable {
  /**
   * The next batch, never empty, or null if none is ready now or the source is finished. Lazy
   * columns are valid until the next call.
   *
   * @throws io.nyala.spi.error.NyalaException STORAGE_ERROR, CORRUPT_FILE, STALE_SNAPSHOT,
   *     MEMORY_LIMIT
   */
  @Nullable VectorBatch poll();

  /**
   * Completes when {@code poll} is worth calling; already complete if it is now. Never completes
   * exceptionally.
   */
  CompletableFuture<Void> blocked();

  boolean isFinished();

  SourceStatistics statistics();

  @Override
  void close();
}
