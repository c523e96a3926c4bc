package io.nyala.spi.source;

import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;

/** What a reader or writer gets from the task it works for. */
public record SourceContext(
    QueryConstants constants,
    int batchSize,
    MemoryContext memory,
    CancellationToken cancellation,
    FaultPoints faults) {}
