package io.nyala.engine.operator.sort;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.RowStore;
import io.nyala.engine.exchange.ExchangeClient;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Merges sorted streams of other tasks. Rounds: when every unfinished stream has a batch, all rows
 * up to the smallest of the streams' last rows are certain to come next; they are sorted together
 * and emitted.
 */
public final class MergeSourceOperator implements Operator {
  private static final class Stream {
    private final ExchangeClient client;
    private @Nullable VectorBatch batch;
    private DecodedColumn[] columns = new DecodedColumn[0];
    private int position;

    Stream(ExchangeClient client) {
      this.client = client;
    }
  }

  private final OperatorContext context;
  private final List<PhysicalKind> kinds;
  private final RowOrder order;
  private final int[] allColumns;
  private final List<Stream> streams = new ArrayList<>();
  private @Nullable RowStore round;
  private int[] sorted = new int[0];
  private int emitted;
  private boolean closed;

  public MergeSourceOperator(
      OperatorContext context,
      List<ExchangeClient> clients,
      List<PhysicalKind> kinds,
      List<SortKey> keys) {
    this.context = context;
    this.kinds = kinds;
    this.order = new RowOrder(keys);
    this.allColumns = IntStream.range(0, kinds.size()).toArray();
    clients.forEach(client -> streams.add(new Stream(client)));
  }

  @Override
  public boolean needsInput() {
    return false;
  }

  @Override
  public void addInput(VectorBatch batch) {
    throw new IllegalStateException("a source takes no input");
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    if (closed) {
      return null;
    }
    if (emitted == sorted.length && !nextRound()) {
      return null;
    }
    RowStore rows = round;
    if (rows == null) {
      return null;
    }
    int count = Math.min(context.batchRows(), sorted.length - emitted);
    int[] part = Arrays.copyOfRange(sorted, emitted, emitted + count);
    emitted += count;
    return rows.gather(part, count);
  }

  /** False if some stream has nothing yet, or all are finished. */
  private boolean nextRound() {
    Stream smallest = null;
    RowStore last = null;
    for (Stream stream : streams) {
      if (!fill(stream)) {
        if (!stream.client.isFinished()) {
          return false;
        }
        continue;
      }
      VectorBatch batch = stream.batch;
      if (batch != null
          && (last == null || order.compare(last, 0, stream.columns, batch.size() - 1) > 0)) {
        smallest = stream;
        last = new RowStore(kinds);
        last.append(stream.columns, new int[] {batch.size() - 1}, 1);
      }
    }
    if (smallest == null || last == null) {
      return false;
    }
    RowStore rows = new RowStore(kinds);
    for (Stream stream : streams) {
      take(stream, last, rows);
    }
    context.memory().set(rows.bytes() + RowOrder.sortBytes(rows.size()));
    round = rows;
    sorted = order.sort(rows);
    emitted = 0;
    return true;
  }

  private boolean fill(Stream stream) {
    VectorBatch batch = stream.batch;
    if (batch == null || stream.position == batch.size()) {
      batch = stream.client.poll();
      stream.batch = batch;
      stream.position = 0;
      stream.columns = batch == null ? new DecodedColumn[0] : DecodedColumn.of(batch, allColumns);
    }
    return batch != null;
  }

  /**
   * Moves the rows that do not come after {@code last}; a binary search, as the batch is sorted.
   */
  private void take(Stream stream, RowStore last, RowStore rows) {
    VectorBatch batch = stream.batch;
    if (batch == null) {
      return;
    }
    int low = stream.position;
    int high = batch.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(last, 0, stream.columns, middle) >= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    int count = low - stream.position;
    if (count > 0) {
      int from = stream.position;
      int[] positions = IntStream.range(from, low).toArray();
      context.memory().set(rows.bytes() + rows.growthFor(stream.columns, batch.size()));
      rows.append(stream.columns, positions, count);
      stream.position = low;
    }
  }

  @Override
  public CompletableFuture<Void> blocked() {
    if (closed || emitted < sorted.length) {
      return NOT_BLOCKED;
    }
    for (Stream stream : streams) {
      VectorBatch batch = stream.batch;
      if ((batch == null || stream.position == batch.size()) && !stream.client.news().isDone()) {
        return stream.client.news();
      }
    }
    return NOT_BLOCKED;
  }

  @Override
  public void finish() {
    close();
  }

  @Override
  public boolean isFinished() {
    if (closed) {
      return true;
    }
    if (emitted < sorted.length) {
      return false;
    }
    for (Stream stream : streams) {
      VectorBatch batch = stream.batch;
      if (!stream.client.isFinished() || (batch != null && stream.position < batch.size())) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      round = null;
      streams.forEach(
          stream -> {
            stream.batch = null;
            stream.client.close();
          });
    }
  }
}
