package io.nyala.engine.operator;

import io.nyala.engine.profile.OperatorStatistics;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;

/**
 * What one operator of one driver works with.
 *
 * @param memory the operator's own account, closed by the driver after the operator
 * @param batchRows rows of a full batch
 * @param taskAttempt names task and driver; unique within the query
 */
public record OperatorContext(
    QueryConstants constants,
    String taskAttempt,
    MemoryContext memory,
    CancellationToken cancellation,
    FaultPoints faults,
    OperatorStatistics statistics,
    int batchRows) {}
