package io.nyala.planner.parser;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a task on a thread of its own whose stack is large enough for statements at the limits: the
 * generated parser, the analyzer and Calcite's visitors are recursive. The stack is reserved, not
 * touched, until it is used. The caller waits; interrupting it interrupts the task.
 */
public final class DeepStack {
  private static final long STACK_BYTES = 256L << 20;

  private DeepStack() {}

  /**
   * Runs the task and hands on what it returns or throws; a stack that still overflows is
   * STATEMENT_TOO_LARGE.
   */
  public static <T> T call(String name, Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, name, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      return future.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new NyalaException(
          ErrorCode.CANCELED, "The statement was cancelled while it was planned", e);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private static RuntimeException rethrow(Throwable cause) {
    if (cause instanceof StackOverflowError) {
      return new NyalaException(
          ErrorCode.STATEMENT_TOO_LARGE,
          "The statement is nested too deep; simplify it or use a list instead of nested expressions",
          cause);
    }
    if (cause instanceof RuntimeException e) {
      return e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return new NyalaException(ErrorCode.INTERNAL_ERROR, "Planning failed", cause);
  }
}
