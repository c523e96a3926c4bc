package io.nyala.engine.task;

import io.nyala.engine.config.EngineConfig;
import io.nyala.engine.exchange.PageFetcher;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.filter.ExpressionCompiler;
import io.nyala.engine.operator.filter.InterpretedExpressions;
import io.nyala.engine.operator.scan.ScanAuthorization;
import io.nyala.engine.pipeline.WorkerPool;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.source.BatchSinkFactory;
import io.nyala.spi.source.BatchSourceFactory;

/** What all tasks of a process share. */
public record EngineServices(
    EngineConfig config,
    MemoryPool memory,
    WorkerPool workers,
    ExpressionCompiler expressions,
    BatchSourceFactory sources,
    BatchSinkFactory sinks,
    ScanAuthorization authorization,
    PageFetcher pages,
    FaultPoints faults) {
  /** The same with a query's own choices. */
  EngineServices forQuery(QueryRequest request) {
    return new EngineServices(
        request.batchRows() == 0 ? config : config.withBatchRows(request.batchRows()),
        memory,
        workers,
        request.compiledExpressions() ? expressions : new InterpretedExpressions(),
        sources,
        sinks,
        authorization,
        pages,
        faults);
  }
}
