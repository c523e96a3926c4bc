package io.nyala.engine.pipeline;

import io.nyala.engine.operator.Operator;
import io.nyala.engine.profile.Counter;
import io.nyala.engine.profile.OperatorStatistics;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.vector.VectorBatch;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Moves batches through a chain of operators, the first a source, the last a sink. Not thread-safe:
 * the runner sees to it that one thread at a time works here.
 */
public final class Driver implements AutoCloseable {
  /** Named point passed for every batch that moves. */
  public static final String BATCH_FAULT = "task.batch";

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final List<DriverOperator> operators;
  private final CancellationToken cancellation;
  private final FaultPoints faults;

  /** Operators before this one are closed. */
  private int first;

  private long blockedSince;
  private List<DriverOperator> blockers = List.of();

  public Driver(
      List<DriverOperator> operators, CancellationToken cancellation, FaultPoints faults) {
    this.operators = List.copyOf(operators);
    this.cancellation = cancellation;
    this.faults = faults;
  }

  public boolean isFinished() {
    return first == operators.size();
  }

  /**
   * Works for about the given time.
   *
   * @return complete if it may go on or is finished, else what it waits for
   * @throws io.nyala.spi.error.NyalaException of an operator, or the reason of the cancellation
   */
  public CompletableFuture<Void> process(long nanos) {
    long start = System.nanoTime();
    bookBlocked(start);
    long cpuStart = THREADS.getCurrentThreadCpuTime();
    long[] busy = new long[operators.size()];
    try {
      while (!isFinished()) {
        cancellation.check();
        boolean moved = step(busy);
        if (isFinished()) {
          break;
        }
        if (!moved) {
          CompletableFuture<Void> wait = findBlockers();
          if (!wait.isDone()) {
            blockedSince = System.nanoTime();
            return wait;
          }
          if (blockers.isEmpty()) {
            break;
          }
        }
        if (System.nanoTime() - start > nanos) {
          break;
        }
      }
      return Operator.NOT_BLOCKED;
    } finally {
      book(busy, THREADS.getCurrentThreadCpuTime() - cpuStart);
    }
  }

  /** One pass over all neighbours. */
  private boolean step(long[] busy) {
    boolean moved = closeFinished();
    for (int i = first; i + 1 < operators.size(); i++) {
      DriverOperator current = operators.get(i);
      DriverOperator next = operators.get(i + 1);
      if (current.isBlocked() || next.isBlocked()) {
        continue;
      }
      long before = System.nanoTime();
      if (next.operator().needsInput() && !current.operator().isFinished()) {
        VectorBatch batch = current.operator().getOutput();
        long between = System.nanoTime();
        busy[i] += between - before;
        if (batch != null && batch.size() > 0) {
          faults.reach(BATCH_FAULT);
          current.statistics().add(Counter.OUTPUT_ROWS, batch.size());
          current.statistics().add(Counter.OUTPUT_BYTES, batch.retainedBytes());
          next.statistics().add(Counter.INPUT_ROWS, batch.size());
          next.operator().addInput(batch);
          moved = true;
        }
        before = System.nanoTime();
        busy[i + 1] += before - between;
      }
      if (current.operator().isFinished() && !next.finishing()) {
        next.finish();
        busy[i + 1] += System.nanoTime() - before;
        moved = true;
      }
    }
    return closeFinished() || moved;
  }

  /** Closes everything up to the last finished operator: nobody wants its output any more. */
  private boolean closeFinished() {
    for (int i = operators.size() - 1; i >= first; i--) {
      if (operators.get(i).operator().isFinished()) {
        for (int j = first; j <= i; j++) {
          operators.get(j).close();
        }
        first = i + 1;
        if (first < operators.size()) {
          operators.get(first).finish();
        }
        return true;
      }
    }
    return false;
  }

  private CompletableFuture<Void> findBlockers() {
    List<DriverOperator> found = new ArrayList<>();
    List<CompletableFuture<Void>> waits = new ArrayList<>();
    for (int i = first; i < operators.size(); i++) {
      CompletableFuture<Void> wait = operators.get(i).operator().blocked();
      if (!wait.isDone()) {
        found.add(operators.get(i));
        waits.add(wait);
      }
    }
    blockers = found;
    if (waits.size() <= 1) {
      return waits.isEmpty() ? Operator.NOT_BLOCKED : waits.get(0);
    }
    return CompletableFuture.anyOf(waits.toArray(CompletableFuture[]::new)).thenAccept(any -> {});
  }

  private void bookBlocked(long now) {
    if (blockedSince != 0) {
      for (DriverOperator blocker : blockers) {
        blocker.statistics().add(Counter.BLOCKED_NANOS, now - blockedSince);
      }
      blockedSince = 0;
      blockers = List.of();
    }
  }

  /** Books the slice; processor time is shared out by time spent. */
  private void book(long[] busy, long cpu) {
    long total = 0;
    for (long nanos : busy) {
      total += nanos;
    }
    for (int i = 0; i < busy.length; i++) {
      if (busy[i] > 0) {
        OperatorStatistics statistics = operators.get(i).statistics();
        statistics.add(Counter.WALL_NANOS, busy[i]);
        statistics.add(Counter.CPU_NANOS, (long) ((double) cpu * busy[i] / total));
      }
    }
  }

  @Override
  public void close() {
    for (DriverOperator operator : operators) {
      operator.close();
    }
    first = operators.size();
  }
}
