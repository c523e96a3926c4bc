package io.nyala.server.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state of one operation with the reason of its failure and its times. Thread-safe. */
final class OperationStateMachine {
  private final Clock clock;
  private final long startedAtMillis;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private OperationState state = OperationState.COMPILING;

  @GuardedBy("lock")
  private long endedAtMillis;

  @GuardedBy("lock")
  private @Nullable NyalaException failure;

  OperationStateMachine(Clock clock) {
    this.clock = clock;
    this.startedAtMillis = clock.millis();
  }

  OperationState state() {
    synchronized (lock) {
      return state;
    }
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  /** 0 while it is not over. */
  long endedAtMillis() {
    synchronized (lock) {
      return endedAtMillis;
    }
  }

  Optional<NyalaException> failure() {
    synchronized (lock) {
      return Optional.ofNullable(failure);
    }
  }

  /** Moves on; returns false and changes nothing after a terminal state, except to CLOSED. */
  boolean advance(OperationState next) {
    synchronized (lock) {
      if (state == OperationState.CLOSED
          || (state.isTerminal() && next != OperationState.CLOSED)
          || next.compareTo(state) <= 0) {
        return false;
      }
      enter(next);
      return true;
    }
  }

  /**
   * Ends with a reason; the code decides between FAILED, CANCELED and TIMED_OUT. The first end
   * wins.
   */
  boolean fail(NyalaException reason) {
    synchronized (lock) {
      if (state.isTerminal()) {
        return false;
      }
      failure = reason;
      enter(
          reason.code() == ErrorCode.CANCELED
              ? OperationState.CANCELED
              : reason.code() == ErrorCode.TIMED_OUT
                  ? OperationState.TIMED_OUT
                  : OperationState.FAILED);
      return true;
    }
  }

  @GuardedBy("lock")
  private void enter(OperationState next) {
    if (next.isTerminal() && endedAtMillis == 0) {
      endedAtMillis = clock.millis();
    }
    state = next;
    lock.notifyAll();
  }

  /** Waits until rows can be fetched or it is over, at most for {@code timeout}. */
  OperationState awaitSettled(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (lock) {
      while (!state.isTerminal() && !state.isFetchable()) {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          break;
        }
        lock.wait(left / 1_000_000 + 1);
      }
      return state;
    }
  }
}
