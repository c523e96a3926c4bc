package io.nyala.engine.pipeline;

import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.profile.Counter;
import io.nyala.engine.profile.OperatorStatistics;

/** An operator in a driver, with its account and its statistics. */
public final class DriverOperator {
  private final Operator operator;
  private final MemoryPool memory;
  private final OperatorStatistics statistics;
  private boolean finishing;
  private boolean closed;

  public DriverOperator(Operator operator, MemoryPool memory, OperatorStatistics statistics) {
    this.operator = operator;
    this.memory = memory;
    this.statistics = statistics;
  }

  Operator operator() {
    return operator;
  }

  OperatorStatistics statistics() {
    return statistics;
  }

  boolean isBlocked() {
    return !operator.blocked().isDone();
  }

  boolean finishing() {
    return finishing;
  }

  void finish() {
    if (!finishing) {
      finishing = true;
      operator.finish();
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      try {
        operator.close();
      } finally {
        statistics.add(Counter.PEAK_MEMORY_BYTES, memory.peakBytes());
        memory.close();
      }
    }
  }
}
