package io.nyala.engine.operator.exchange;

import io.nyala.engine.column.ColumnHash;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.RowPartitions;
import io.nyala.engine.exchange.OutputBuffer;
import io.nyala.engine.exchange.PageCodec;
import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.VectorBatch;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Chooses the consumers of rows and adds them, encoded, to the output buffer. One per driver. */
final class RowRouter {
  private final OutputRouting routing;
  private final OutputBuffer buffer;
  private final int[] columns;
  private final @Nullable ColumnEvaluator bucketHash;
  private int next;

  RowRouter(OutputRouting routing, OutputBuffer buffer, @Nullable ColumnEvaluator bucketHash) {
    this.bucketHash = bucketHash;
    this.routing = routing;
    this.buffer = buffer;
    this.columns = routing.columns().stream().mapToInt(Integer::intValue).toArray();
  }

  void route(VectorBatch batch) {
    int consumers = buffer.partitionCount();
    if (consumers == 1) {
      buffer.add(0, PageCodec.encode(batch));
      return;
    }
    switch (routing.kind()) {
      case GATHER -> buffer.add(0, PageCodec.encode(batch));
      case BROADCAST -> buffer.addToAll(PageCodec.encode(batch));
      case ROUND_ROBIN -> {
        buffer.add(next, PageCodec.encode(batch));
        next = (next + 1) % consumers;
      }
      case HASH -> {
        long[] hashes = new long[batch.size()];
        ColumnHash.rows(DecodedColumn.of(batch, columns), batch.size(), hashes);
        add(batch, RowPartitions.byHash(hashes, batch.size(), consumers), consumers);
      }
      case BUCKET -> {
        int[] consumersOfRows = buckets(batch, Objects.requireNonNull(bucketHash));
        for (int i = 0; i < consumersOfRows.length; i++) {
          consumersOfRows[i] %= consumers;
        }
        add(batch, RowPartitions.of(consumersOfRows, batch.size(), consumers), consumers);
      }
    }
  }

  /** Hive's rule: the hash without its sign, modulo the number of buckets. */
  private int[] buckets(VectorBatch batch, ColumnEvaluator hash) {
    DecodedColumn hashes = DecodedColumn.of(hash.evaluate(batch));
    long[] values = ((LongVector) hashes.base()).values();
    int[] buckets = new int[batch.size()];
    for (int i = 0; i < buckets.length; i++) {
      buckets[i] = ((int) values[hashes.basePosition(i)] & Integer.MAX_VALUE) % routing.buckets();
    }
    return buckets;
  }

  private void add(VectorBatch batch, RowPartitions rows, int consumers) {
    for (int i = 0; i < consumers; i++) {
      if (rows.count(i) > 0) {
        buffer.add(i, PageCodec.encode(rows.select(batch, i)));
      }
    }
  }
}
