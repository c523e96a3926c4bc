package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.hash.GroupTable;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hash aggregation. A PARTIAL step that has grown past its bound emits what it has and starts
 * afresh: the final step merges. Without keys there is one group, which exists without rows too,
 * except in the PARTIAL step, where an empty state is of no use but harmless.
 */
public final class AggregationOperator implements Operator {
  private final OperatorContext context;
  private final AggregateStep step;
  private final int[] keyColumns;
  private final List<PhysicalKind> keyKinds;
  private final List<AggregateCall> calls;
  private final long partialLimit;

  private @Nullable GroupTable table;
  private List<AggregateFunction> functions = List.of();
  private int groupCount;
  private boolean finishing;
  private boolean emitting;
  private int emitted;
  private boolean closed;

  /**
   * @param keyKinds kinds of the key columns
   * @param partialLimit bytes after which a PARTIAL step emits
   */
  public AggregationOperator(
      OperatorContext context,
      AggregateStep step,
      List<Integer> groupKeys,
      List<PhysicalKind> keyKinds,
      List<AggregateCall> calls,
      long partialLimit) {
    this.context = context;
    this.step = step;
    this.keyColumns = groupKeys.stream().mapToInt(Integer::intValue).toArray();
    this.keyKinds = keyKinds;
    this.calls = calls;
    this.partialLimit = partialLimit;
    reset();
  }

  private void reset() {
    table = keyColumns.length == 0 ? null : GroupTable.create(keyKinds);
    functions = calls.stream().map(call -> new AggregateFunction(call, step)).toList();
    groupCount = 0;
    emitted = 0;
    emitting = false;
  }

  @Override
  public boolean needsInput() {
    return !finishing && !emitting && !closed;
  }

  @Override
  public void addInput(VectorBatch batch) {
    int count = batch.size();
    DecodedColumn[] keys = DecodedColumn.of(batch, keyColumns);
    long growth = table == null ? 0 : table.growthFor(keys, count);
    for (AggregateFunction function : functions) {
      growth += function.growthFor(batch, groupCount);
    }
    context.memory().set(bytes() + growth);
    int[] groups = new int[count];
    if (table == null) {
      groupCount = 1;
    } else {
      table.assign(keys, count, groups);
      groupCount = table.size();
    }
    for (AggregateFunction function : functions) {
      function.add(batch, groups, count, groupCount);
    }
    long held = bytes();
    context.memory().set(held);
    if (step == AggregateStep.PARTIAL && held > partialLimit) {
      emitting = true;
    }
  }

  private long bytes() {
    long bytes = table == null ? 0 : table.bytes();
    for (AggregateFunction function : functions) {
      bytes += function.bytes();
    }
    return bytes;
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    if (!emitting || closed || emitted == groupCount) {
      return null;
    }
    int count = Math.min(context.batchRows(), groupCount - emitted);
    List<Vector> columns = new ArrayList<>();
    if (table != null) {
      columns.addAll(List.of(table.keys(emitted, count)));
    }
    for (AggregateFunction function : functions) {
      function.write(emitted, count, columns);
    }
    emitted += count;
    if (emitted == groupCount && !finishing) {
      reset();
      context.memory().set(0);
    }
    return new VectorBatch(count, columns.toArray(Vector[]::new));
  }

  @Override
  public void finish() {
    if (finishing) {
      return;
    }
    finishing = true;
    if (table == null && step != AggregateStep.PARTIAL && groupCount == 0) {
      groupCount = 1;
      functions.forEach(function -> function.ensure(1));
    }
    emitting = true;
  }

  @Override
  public boolean isFinished() {
    return closed || (finishing && emitted == groupCount);
  }

  @Override
  public void close() {
    closed = true;
    table = null;
    functions = List.of();
  }
}
