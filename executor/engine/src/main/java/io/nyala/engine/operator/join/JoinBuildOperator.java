package io.nyala.engine.operator.join;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.engine.column.RowStore;
import io.nyala.engine.hash.DistinctRows;
import io.nyala.engine.hash.GroupTable;
import io.nyala.engine.operator.Operator;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the build side. Joins that only ask whether a match exists, without a further condition,
 * keep one row per key. The operator is the end of its pipeline.
 */
public final class JoinBuildOperator implements Operator {
  private final JoinBridge bridge;
  private final JoinShape shape;
  private final int[] allColumns;
  private final MemoryContext memory;

  private @Nullable RowStore rows;
  private final LongPages hashes = new LongPages();
  private @Nullable GroupTable distinct;
  private boolean finished;
  private boolean closed;

  public JoinBuildOperator(JoinBridge bridge, JoinShape shape) {
    this.bridge = bridge;
    this.shape = shape;
    this.memory = bridge.memory();
    List<PhysicalKind> kinds = shape.buildKinds();
    this.allColumns = IntStream.range(0, kinds.size()).toArray();
    this.rows = new RowStore(kinds);
    if (shape.distinctBuild()) {
      this.distinct =
          GroupTable.create(Arrays.stream(shape.buildKeys()).mapToObj(kinds::get).toList());
    }
  }

  @Override
  public boolean needsInput() {
    return !finished;
  }

  @Override
  public void addInput(VectorBatch batch) {
    RowStore store = rows;
    if (store == null) {
      return;
    }
    int count = batch.size();
    DecodedColumn[] columns = DecodedColumn.of(batch, allColumns);
    DecodedColumn[] keys = new DecodedColumn[shape.buildKeys().length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = columns[shape.buildKeys()[i]];
    }
    GroupTable keysSeen = distinct;
    long growth = store.growthFor(columns, count) + hashes.growth(store.size() + count);
    growth += keysSeen == null ? 0 : keysSeen.growthFor(keys, count);
    memory.set(bytes(store) + growth);

    int[] positions = null;
    int added = count;
    if (keysSeen != null) {
      positions = new int[count];
      added = DistinctRows.firstSeen(keysSeen, keys, count, positions);
    }
    int from = store.size();
    store.append(columns, positions, added);
    long[] batchHashes = new long[count];
    JoinTable.hash(keys, count, batchHashes);
    hashes.ensure(from + added);
    for (int i = 0; i < added; i++) {
      hashes.set(from + i, batchHashes[positions == null ? i : positions[i]]);
    }
    memory.set(bytes(store));
  }

  private long bytes(RowStore store) {
    GroupTable keysSeen = distinct;
    return store.bytes() + hashes.bytes() + (keysSeen == null ? 0 : keysSeen.bytes());
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    return null;
  }

  @Override
  public void finish() {
    RowStore store = rows;
    if (finished || store == null) {
      return;
    }
    finished = true;
    distinct = null;
    memory.set(bytes(store) + JoinTable.buildBytes(store.size()));
    bridge.publish(
        JoinTable.build(
            store, hashes, shape.buildKeys(), shape.nullSafe(), shape.emitsUnmatchedBuild()));
    rows = null;
  }

  @Override
  public boolean isFinished() {
    return finished || bridge.isAbandoned();
  }

  @Override
  public void close() {
    finished = true;
    rows = null;
    distinct = null;
    if (!closed) {
      closed = true;
      bridge.buildClosed();
    }
  }
}
