package io.nyala.engine.operator;

import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One step of a pipeline. Called by one worker thread at a time, not always the same.
 *
 * <p>Call order: as long as the operator is not finished, {@code addInput} whenever {@code
 * needsInput}, {@code getOutput} at any time; {@code finish} once when no more input comes; {@code
 * close} at any time, also in the middle. No method blocks: an operator that cannot go on says so
 * by {@link #blocked}. Memory is reserved before it is taken; the driver checks for cancellation
 * between calls, an operator that works long inside one call checks itself.
 */
public interface Operator extends AutoCloseable {
  /** The answer of an operator that can go on. */
  CompletableFuture<Void> NOT_BLOCKED = CompletableFuture.completedFuture(null);

  /**
   * True if {@link #addInput} may be called now. Always false for sources and after {@link
   * #finish}.
   */
  boolean needsInput();

  /** Takes a batch that is never empty. Lazy columns are valid only during the call. */
  void addInput(VectorBatch batch);

  /** The next batch, never empty, or null if none is ready. */
  @Nullable VectorBatch getOutput();

  /** No more input comes; for a source: no more output is wanted. Idempotent. */
  void finish();

  /**
   * True if no output will come and no input is wanted any more. May become true before {@link
   * #finish}.
   */
  boolean isFinished();

  /** Completes when the operator is worth calling again; never exceptionally. */
  default CompletableFuture<Void> blocked() {
    return NOT_BLOCKED;
  }

  /** Bytes that {@link #startRevoke} could free. */
  default long revocableBytes() {
    return 0;
  }

  /**
   * Starts to give memory back; until the future completes nothing else is called but {@code
   * close}.
   */
  default CompletableFuture<Void> startRevoke() {
    return NOT_BLOCKED;
  }

  /** Frees everything. Idempotent. */
  @Override
  void close();
}
