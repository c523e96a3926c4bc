package io.nyala.engine.pipeline;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one driver going on the worker pool: queued, running, waiting, and queued again. A wake-up
 * is never lost and at most one thread runs the driver. Thread-safe.
 */
public final class DriverRunner {
  private enum State {
    QUEUED,
    RUNNING,
    /** Woken while running: runs again at once. */
    RUNNING_WOKEN,
    WAITING,
    /** Terminal. */
    DONE
  }

  private final Driver driver;
  private final WorkerPool pool;
  private final QueryShare share;
  private final long sliceNanos;
  private final Consumer<@Nullable Throwable> onDone;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

  /**
   * @param onDone called once, on a worker thread, after the driver is closed; with the failure or
   *     null
   */
  public DriverRunner(
      Driver driver,
      WorkerPool pool,
      QueryShare share,
      long sliceNanos,
      Consumer<@Nullable Throwable> onDone) {
    this.driver = driver;
    this.pool = pool;
    this.share = share;
    this.sliceNanos = sliceNanos;
    this.onDone = onDone;
  }

  /**
   * Starts it, or lets it look again: what it waited for may have come, or the query was cancelled.
   */
  public void wake() {
    while (true) {
      State now = state.get();
      switch (now) {
        case WAITING -> {
          if (state.compareAndSet(now, State.QUEUED)) {
            pool.submit(share.nanos(), this::run);
            return;
          }
        }
        case RUNNING -> {
          if (state.compareAndSet(now, State.RUNNING_WOKEN)) {
            return;
          }
        }
        case QUEUED, RUNNING_WOKEN, DONE -> {
          return;
        }
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is waited for never fails
  private void run() {
    state.set(State.RUNNING);
    long start = System.nanoTime();
    try {
      CompletableFuture<Void> wait = driver.process(sliceNanos);
      share.add(System.nanoTime() - start);
      if (driver.isFinished()) {
        done(null);
      } else if (wait.isDone()) {
        state.set(State.QUEUED);
        pool.submit(share.nanos(), this::run);
      } else {
        if (!state.compareAndSet(State.RUNNING, State.WAITING)) {
          state.set(State.QUEUED);
          pool.submit(share.nanos(), this::run);
          return;
        }
        wait.whenComplete((nothing, failure) -> wake());
      }
    } catch (RuntimeException | Error failure) {
      done(failure);
      if (failure instanceof VirtualMachineError error) {
        throw error;
      }
    }
  }

  private void done(@Nullable Throwable failure) {
    state.set(State.DONE);
    Throwable result = failure;
    try {
      driver.close();
    } catch (RuntimeException e) {
      if (result == null) {
        result = e;
      } else {
        result.addSuppressed(e);
      }
    }
    onDone.accept(result);
  }
}
