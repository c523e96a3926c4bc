package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/** SUM of integers, which wraps as Hive's does. */
final class LongSumAccumulator implements Accumulator {
  private final LongPages sums = new LongPages();
  private final LongPages counts = new LongPages();

  @Override
  public void ensure(int groups) {
    sums.ensure(groups);
    counts.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    long[] values = ((LongVector) column.base()).values();
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      if (nulls == null || !nulls[p]) {
        sums.add(groups[i], values[p]);
        counts.add(groups[i], 1);
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
    long[] values = new long[count];
    sums.copyTo(from, values, count);
    return new LongVector(count, GroupCounts.emptyGroups(counts, from, count), values);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return 2 * sums.growth(groups + count);
  }

  @Override
  public long bytes() {
    return sums.bytes() + counts.bytes();
  }
}
