package io.nyala.engine.operator.sort;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.RowStore;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sorts all its input in memory. */
public final class SortOperator implements Operator {
  private final OperatorContext context;
  private final RowOrder order;
  private final int[] allColumns;
  private @Nullable RowStore rows;
  private int @Nullable [] sorted;
  private int emitted;

  public SortOperator(OperatorContext context, List<PhysicalKind> kinds, List<SortKey> keys) {
    this.context = context;
    this.order = new RowOrder(keys);
    this.allColumns = IntStream.range(0, kinds.size()).toArray();
    this.rows = new RowStore(kinds);
  }

  @Override
  public boolean needsInput() {
    return sorted == null && rows != null;
  }

  @Override
  public void addInput(VectorBatch batch) {
    RowStore store = rows;
    if (store == null) {
      return;
    }
    DecodedColumn[] columns = DecodedColumn.of(batch, allColumns);
    context.memory().set(store.bytes() + store.growthFor(columns, batch.size()));
    store.append(columns, null, batch.size());
    context.memory().set(store.bytes());
  }

  @Override
  public void finish() {
    RowStore store = rows;
    if (sorted == null && store != null) {
      context.memory().set(store.bytes() + RowOrder.sortBytes(store.size()));
      sorted = order.sort(store);
    }
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    RowStore store = rows;
    int[] inOrder = sorted;
    if (store == null || inOrder == null || emitted == inOrder.length) {
      return null;
    }
    int count = Math.min(context.batchRows(), inOrder.length - emitted);
    int[] part = Arrays.copyOfRange(inOrder, emitted, emitted + count);
    emitted += count;
    return store.gather(part, count);
  }

  @Override
  public boolean isFinished() {
    int[] inOrder = sorted;
    return rows == null || (inOrder != null && emitted == inOrder.length);
  }

  @Override
  public void close() {
    rows = null;
    sorted = null;
  }
}
