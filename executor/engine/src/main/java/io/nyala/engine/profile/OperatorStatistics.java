package io.nyala.engine.profile;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Live counters of one operator of one task, shared by its drivers; touched once per batch.
 * Thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // counters are an array by Counter
public final class OperatorStatistics {
  private static final int COUNTERS = Counter.values().length;

  private final int planNodeId;
  private final String name;
  private final AtomicLongArray values = new AtomicLongArray(COUNTERS);

  public OperatorStatistics(int planNodeId, String name) {
    this.planNodeId = planNodeId;
    this.name = name;
  }

  public void add(Counter counter, long amount) {
    values.addAndGet(counter.ordinal(), amount);
  }

  public long get(Counter counter) {
    return values.get(counter.ordinal());
  }

  public OperatorProfile snapshot() {
    long[] copy = new long[COUNTERS];
    for (int i = 0; i < COUNTERS; i++) {
      copy[i] = values.get(i);
    }
    return new OperatorProfile(planNodeId, name, copy);
  }
}
