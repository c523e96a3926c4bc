package io.nyala.engine.coordinator;

import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, for the server's spool. Never blocks. One thread at a time. {@code while
 * (!isFinished()) { batch = poll(); if (batch == null) wait for blocked(); }}
 */
public interface ResultStream extends AutoCloseable {
  /**
   * The next batch, or null if none is there now or all were taken.
   *
   * @throws io.nyala.spi.error.NyalaException what the query failed with, or CANCELED
   */
  @Nullable VectorBatch poll();

  /** Completes, never exceptionally, when {@link #poll} is worth calling. */
  CompletableFuture<Void> blocked();

  /** All rows were taken. False for a query that failed: {@link #poll} throws then. */
  boolean isFinished();

  /** The rest is not wanted: cancels a query that still runs. Idempotent. */
  @Override
  void close();
}
