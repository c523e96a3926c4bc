package io.nyala.engine.operator.exchange;

import io.nyala.engine.column.Selection;
import io.nyala.engine.exchange.OutputBuffer;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The end of a fragment. */
public final class OutputOperator implements Operator {
  private final OutputBuffer buffer;
  private final RowRouter router;
  private final AtomicInteger openDrivers;
  private boolean finished;

  /**
   * @param bucketHash Hive's bucket hash over the routing columns, for BUCKET only
   * @param openDrivers number of drivers that share the buffer; the last one to finish says that
   *     there is no more
   */
  public OutputOperator(
      OutputRouting routing,
      OutputBuffer buffer,
      @Nullable ColumnEvaluator bucketHash,
      AtomicInteger openDrivers) {
    this.buffer = buffer;
    this.router = new RowRouter(routing, buffer, bucketHash);
    this.openDrivers = openDrivers;
  }

  @Override
  public boolean needsInput() {
    return !finished && buffer.room().isDone();
  }

  @Override
  public CompletableFuture<Void> blocked() {
    return finished ? NOT_BLOCKED : buffer.room();
  }

  @Override
  public void addInput(VectorBatch batch) {
    router.route(Selection.loaded(batch));
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    return null;
  }

  @Override
  public void finish() {
    if (!finished) {
      finished = true;
      if (openDrivers.decrementAndGet() == 0) {
        buffer.noMorePages();
      }
    }
  }

  @Override
  public boolean isFinished() {
    return finished || buffer.isAbandoned();
  }

  @Override
  public void close() {
    finished = true;
  }
}
