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

/**
 * Keeps the first N rows in order: collects up to about 2 N, then cuts back to N and from then on
 * takes only rows that come before the last of them.
 */
public final class TopNOperator implements Operator {
  private final OperatorContext context;
  private final RowOrder order;
  private final boolean ordered;
  private final List<PhysicalKind> kinds;
  private final int[] allColumns;
  private final int count;
  private @Nullable RowStore rows;
  private int worst = -1;
  private long worstPrefix;
  private int @Nullable [] sorted;
  private int emitted;

  public TopNOperator(
      OperatorContext context, List<PhysicalKind> kinds, List<SortKey> keys, long count) {
    this.context = context;
    this.order = new RowOrder(keys);
    this.ordered = !keys.isEmpty();
    this.kinds = kinds;
    this.allColumns = IntStream.range(0, kinds.size()).toArray();
    this.count = (int) Math.min(count, Integer.MAX_VALUE / 4);
    this.rows = new RowStore(kinds);
  }

  @Override
  public boolean needsInput() {
    return sorted == null && rows != null && count > 0;
  }

  @Override
  public void addInput(VectorBatch batch) {
    RowStore store = rows;
    if (store == null) {
      return;
    }
    DecodedColumn[] columns = DecodedColumn.of(batch, allColumns);
    int size = batch.size();
    int[] positions = null;
    if (worst >= 0) {
      positions = new int[size];
      size = before(store, columns, size, positions);
      if (size == 0) {
        return;
      }
    }
    context.memory().set(store.bytes() + store.growthFor(columns, batch.size()));
    store.append(columns, positions, size);
    if (store.size() >= 2L * count + 4L * context.batchRows()) {
      store = cut(store);
      rows = store;
    }
    context.memory().set(store.bytes());
  }

  /** Positions of the rows that come before the last row kept. */
  private int before(RowStore store, DecodedColumn[] columns, int size, int[] positions) {
    if (!ordered) {
      return 0;
    }
    long[] prefixes = new long[size];
    order.prefixes(columns, size, prefixes);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (prefixes[i] < worstPrefix
          || (prefixes[i] == worstPrefix && order.compare(store, worst, columns, i) > 0)) {
        positions[kept++] = i;
      }
    }
    return kept;
  }

  private RowStore cut(RowStore store) {
    context.memory().set(2 * store.bytes() + RowOrder.sortBytes(store.size()));
    int[] all = order.sort(store);
    RowStore smaller = new RowStore(kinds);
    for (int from = 0; from < count; from += context.batchRows()) {
      int part = Math.min(context.batchRows(), count - from);
      VectorBatch batch = store.gather(Arrays.copyOfRange(all, from, from + part), part);
      DecodedColumn[] columns = DecodedColumn.of(batch, allColumns);
      smaller.append(columns, null, part);
      if (ordered && from + part == count) {
        long[] prefixes = new long[part];
        order.prefixes(columns, part, prefixes);
        worstPrefix = prefixes[part - 1];
      }
    }
    worst = count - 1;
    return smaller;
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
    if (store == null || inOrder == null) {
      return null;
    }
    int part = Math.min(context.batchRows(), Math.min(count, inOrder.length) - emitted);
    if (part == 0) {
      return null;
    }
    int[] next = Arrays.copyOfRange(inOrder, emitted, emitted + part);
    emitted += part;
    return store.gather(next, part);
  }

  @Override
  public boolean isFinished() {
    int[] inOrder = sorted;
    return rows == null
        || count == 0
        || (inOrder != null && emitted == Math.min(count, inOrder.length));
  }

  @Override
  public void close() {
    rows = null;
    sorted = null;
  }
}
