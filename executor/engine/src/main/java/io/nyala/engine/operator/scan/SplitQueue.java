package io.nyala.engine.operator.scan;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The splits of one scan in one task, taken by its drivers as they become free. Thread-safe. */
public final class SplitQueue {
  private final Queue<AssignedSplit> waiting;
  private final int total;
  private final AtomicInteger done = new AtomicInteger();

  public SplitQueue(List<AssignedSplit> splits) {
    waiting = new ConcurrentLinkedQueue<>(splits);
    total = splits.size();
  }

  @Nullable AssignedSplit next() {
    return waiting.poll();
  }

  void finished() {
    done.incrementAndGet();
  }

  public int total() {
    return total;
  }

  public int done() {
    return done.get();
  }
}
