package io.nyala.spi.session;

import io.nyala.spi.error.NyalaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One per query and process. Cancelling is final and happens once; blocking calls register an
 * interrupter that ends their wait. Thread-safe.
 */
public final class CancellationToken {
  private final Object lock = new Object();
  private final List<Runnable> interrupters = new ArrayList<>();
  private volatile @Nullable NyalaException reason;

  /** Cancels with a reason; the first one wins. Runs the interrupters on the caller's thread. */
  public void cancel(NyalaException why) {
    List<Runnable> toRun;
    synchronized (lock) {
      if (reason != null) {
        return;
      }
      reason = why;
      toRun = List.copyOf(interrupters);
      interrupters.clear();
    }
    toRun.forEach(Runnable::run);
  }

  public boolean isCancelled() {
    return reason != null;
  }

  public Optional<NyalaException> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * @throws NyalaException with the code and message given to {@link #cancel}
   */
  public void check() {
    NyalaException why = reason;
    if (why != null) {
      throw new NyalaException(why.code(), String.valueOf(why.getMessage()), why);
    }
  }

  /**
   * Runs {@code interrupter} on cancellation, at once if that has happened already. Close the
   * registration when the wait is over.
   */
  public Registration onCancel(Runnable interrupter) {
    synchronized (lock) {
      if (reason == null) {
        interrupters.add(interrupter);
        return () -> {
          synchronized (lock) {
            interrupters.remove(interrupter);
          }
        };
      }
    }
    interrupter.run();
    return () -> {};
  }

  /** Ends a registration. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
