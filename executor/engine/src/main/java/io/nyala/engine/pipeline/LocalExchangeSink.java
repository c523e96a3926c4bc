package io.nyala.engine.pipeline;

import io.nyala.engine.column.ColumnHash;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.RowPartitions;
import io.nyala.engine.column.Selection;
import io.nyala.engine.operator.Operator;
import io.nyala.spi.vector.VectorBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The end of a pipeline whose rows another pipeline of the task takes up; spreads them by a hash of
 * columns if there are any.
 */
public final class LocalExchangeSink implements Operator {
  private final LocalExchange exchange;
  private final int[] hashColumns;
  private boolean finished;

  public LocalExchangeSink(LocalExchange exchange, int[] hashColumns) {
    this.exchange = exchange;
    this.hashColumns = hashColumns.clone();
  }

  @Override
  public boolean needsInput() {
    return !finished && exchange.room().isDone();
  }

  @Override
  public CompletableFuture<Void> blocked() {
    return finished ? NOT_BLOCKED : exchange.room();
  }

  @Override
  public void addInput(VectorBatch batch) {
    VectorBatch loaded = Selection.loaded(batch);
    int partitions = exchange.partitions();
    if (partitions == 1) {
      exchange.add(0, loaded);
      return;
    }
    long[] hashes = new long[batch.size()];
    ColumnHash.rows(DecodedColumn.of(loaded, hashColumns), batch.size(), hashes);
    ColumnHash.again(hashes, batch.size());
    RowPartitions rows = RowPartitions.byHash(hashes, batch.size(), partitions);
    for (int i = 0; i < partitions; i++) {
      if (rows.count(i) > 0) {
        exchange.add(i, rows.select(loaded, i));
      }
    }
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    return null;
  }

  @Override
  public void finish() {
    if (!finished) {
      finished = true;
      exchange.sinkFinished();
    }
  }

  @Override
  public boolean isFinished() {
    return finished || exchange.isAbandoned();
  }

  @Override
  public void close() {
    finish();
  }
}
