package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/** MIN and MAX of values that are one long. */
final class LongExtremeAccumulator implements Accumulator {
  private final boolean max;
  private final LongPages values = new LongPages();
  private final LongPages counts = new LongPages();

  LongExtremeAccumulator(boolean max) {
    this.max = max;
  }

  @Override
  public void ensure(int groups) {
    values.ensure(groups);
    counts.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    long[] source = ((LongVector) column.base()).values();
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      if (nulls == null || !nulls[p]) {
        int group = groups[i];
        long value = source[p];
        long present = values.get(group);
        if (counts.get(group) == 0 || (max ? value > present : value < present)) {
          values.set(group, value);
          counts.set(group, 1);
        }
      }
    }
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    add(groups, count, state);
  }

  @Override
  public Vector[] state(int from, int count) {
    return new Vector[] {result(from, count)};
  }

  @Override
  public Vector result(int from, int count) {
    long[] result = new long[count];
    values.copyTo(from, result, count);
    return new LongVector(count, GroupCounts.emptyGroups(counts, from, count), result);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return 2 * values.growth(groups + count);
  }

  @Override
  public long bytes() {
    return values.bytes() + counts.bytes();
  }
}
