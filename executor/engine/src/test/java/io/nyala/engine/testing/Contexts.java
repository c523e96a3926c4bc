package io.nyala.engine.testing;

import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.profile.OperatorStatistics;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;

/** Contexts for operators outside of tasks. */
public final class Contexts {
  public static final QueryConstants CONSTANTS =
      new QueryConstants("query-1", Instant.EPOCH, ZoneOffset.UTC, "alice", Set.of("analysts"), 42);

  private Contexts() {}

  public static OperatorContext context(
      MemoryPool memory, CancellationToken cancellation, int batchRows) {
    return new OperatorContext(
        CONSTANTS,
        "query-1.0.0.0",
        memory.child("operator under test"),
        cancellation,
        FaultPoints.NONE,
        new OperatorStatistics(1, "test"),
        batchRows);
  }
}
