package io.nyala.engine.admission;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Lets a number of queries run and a number wait, in order of arrival. Thread-safe. */
public final class AdmissionQueue {
  /** A place among the running queries; closing it lets the next one in. Idempotent. */
  public final class Permit implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();

    private Permit() {}

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release();
      }
    }
  }

  private final Object lock = new Object();
  private final int limit;
  private final int queueLimit;
  private final ArrayDeque<CompletableFuture<Permit>> waiting = new ArrayDeque<>();
  private int running;

  public AdmissionQueue(int limit, int queueLimit) {
    this.limit = limit;
    this.queueLimit = queueLimit;
  }

  /**
   * Completes when the query may run. A caller that gives up cancels the future.
   *
   * @throws NyalaException QUEUE_FULL
   */
  public CompletableFuture<Permit> enter() {
    synchronized (lock) {
      if (running < limit) {
        running++;
        return CompletableFuture.completedFuture(new Permit());
      }
      waiting.removeIf(CompletableFuture::isDone);
      if (waiting.size() >= queueLimit) {
        throw new NyalaException(
            ErrorCode.QUEUE_FULL,
            limit
                + " queries run and "
                + queueLimit
                + " wait, which is the limit (nyala.engine.queries.concurrent,"
                + " nyala.engine.queries.queued). Try again later.");
      }
      CompletableFuture<Permit> future = new CompletableFuture<>();
      waiting.add(future);
      return future;
    }
  }

  private void release() {
    Permit permit = new Permit();
    while (true) {
      CompletableFuture<Permit> next;
      synchronized (lock) {
        next = nextWaiting();
        if (next == null) {
          running--;
          return;
        }
      }
      if (next.complete(permit)) {
        return;
      }
    }
  }

  private @Nullable CompletableFuture<Permit> nextWaiting() {
    return waiting.poll();
  }

  public int running() {
    synchronized (lock) {
      return running;
    }
  }
}
