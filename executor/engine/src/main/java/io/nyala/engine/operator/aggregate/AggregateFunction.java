package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.ColumnStore;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.hash.DistinctRows;
import io.nyala.engine.hash.GroupTable;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of an aggregation: chooses the rows (FILTER, DISTINCT) and feeds its accumulator. One
 * thread.
 */
final class AggregateFunction {
  private final AggregateStep step;
  private final int[] arguments;
  private final int filter;
  private final Accumulator accumulator;
  private final @Nullable GroupTable seen;

  AggregateFunction(AggregateCall call, AggregateStep step) {
    this.step = step;
    this.arguments = call.arguments().stream().mapToInt(Integer::intValue).toArray();
    this.filter = step == AggregateStep.FINAL ? -1 : call.filter().orElse(-1);
    this.accumulator = Accumulators.create(call);
    if (call.distinct() && step == AggregateStep.SINGLE) {
      List<PhysicalKind> kinds = new ArrayList<>();
      kinds.add(PhysicalKind.LONG);
      call.argumentTypes().forEach(type -> kinds.add(type.physical()));
      seen = GroupTable.create(kinds);
    } else {
      seen = null;
    }
  }

  void add(VectorBatch batch, int[] groups, int count, int groupCount) {
    accumulator.ensure(groupCount);
    DecodedColumn[] columns = DecodedColumn.of(batch, arguments);
    if (step == AggregateStep.FINAL) {
      accumulator.merge(groups, count, columns);
      return;
    }
    int[] rowGroups = groups;
    int rows = count;
    if (filter >= 0) {
      int[] positions = new int[count];
      rows = trueRows(DecodedColumn.of(batch.column(filter)), count, positions);
      columns = select(columns, positions, rows);
      rowGroups = select(rowGroups, positions, rows);
    }
    if (seen != null && rows > 0) {
      int[] positions = new int[rows];
      int before = rows;
      rows = firstSeen(seen, columns, rowGroups, rows, positions);
      if (rows < before) {
        columns = select(columns, positions, rows);
        rowGroups = select(rowGroups, positions, rows);
      }
    }
    if (rows > 0) {
      accumulator.add(rowGroups, rows, columns);
    }
  }

  private static int trueRows(DecodedColumn column, int count, int[] positions) {
    long[] values = ((LongVector) column.base()).values();
    int rows = 0;
    for (int i = 0; i < count; i++) {
      if (!column.isNull(i) && values[column.basePosition(i)] != 0) {
        positions[rows++] = i;
      }
    }
    return rows;
  }

  /** Positions of the rows whose (group, arguments) were not seen before. */
  private static int firstSeen(
      GroupTable seen, DecodedColumn[] columns, int[] groups, int count, int[] positions) {
    DecodedColumn[] keys = new DecodedColumn[columns.length + 1];
    long[] groupKeys = new long[count];
    for (int i = 0; i < count; i++) {
      groupKeys[i] = groups[i];
    }
    keys[0] = DecodedColumn.of(new LongVector(count, null, groupKeys));
    System.arraycopy(columns, 0, keys, 1, columns.length);
    return DistinctRows.firstSeen(seen, keys, count, positions);
  }

  private static DecodedColumn[] select(DecodedColumn[] columns, int[] positions, int count) {
    DecodedColumn[] selected = new DecodedColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      selected[i] = columns[i].select(positions, count);
    }
    return selected;
  }

  private static int[] select(int[] groups, int[] positions, int count) {
    int[] selected = new int[count];
    for (int i = 0; i < count; i++) {
      selected[i] = groups[positions[i]];
    }
    return selected;
  }

  /** Makes groups exist that no row has touched, for the one row of an aggregation without keys. */
  void ensure(int groups) {
    accumulator.ensure(groups);
  }

  void write(int from, int count, List<Vector> output) {
    if (step == AggregateStep.PARTIAL) {
      output.addAll(List.of(accumulator.state(from, count)));
    } else {
      output.add(accumulator.result(from, count));
    }
  }

  long growthFor(VectorBatch batch, int groups) {
    DecodedColumn[] columns = DecodedColumn.of(batch, arguments);
    long bytes = accumulator.growthFor(columns, groups, batch.size());
    if (seen != null) {
      bytes += 64L * batch.size();
      for (DecodedColumn column : columns) {
        bytes += ColumnStore.create(column.base().kind()).growthFor(column, batch.size());
      }
    }
    return bytes;
  }

  long bytes() {
    return accumulator.bytes() + (seen == null ? 0 : seen.bytes());
  }
}
