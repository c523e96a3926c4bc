package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/** SUM and AVG over doubles; AVG also over integers, added as doubles. */
final class DoubleSumAccumulator implements Accumulator {
  private final boolean average;
  private final LongPages sumBits = new LongPages();
  private final LongPages counts = new LongPages();

  DoubleSumAccumulator(boolean average) {
    this.average = average;
  }

  @Override
  public void ensure(int groups) {
    sumBits.ensure(groups);
    counts.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    if (column.base() instanceof DoubleVector vector) {
      double[] values = vector.values();
      for (int i = 0; i < count; i++) {
        int p = ids == null ? i : ids[i];
        if (nulls == null || !nulls[p]) {
          addOne(groups[i], values[p], 1);
        }
      }
    } else {
      long[] values = ((LongVector) column.base()).values();
      for (int i = 0; i < count; i++) {
        int p = ids == null ? i : ids[i];
        if (nulls == null || !nulls[p]) {
          addOne(groups[i], (double) values[p], 1);
        }
      }
    }
  }

  private void addOne(int group, double value, long rows) {
    sumBits.set(
        group, Double.doubleToRawLongBits(Double.longBitsToDouble(sumBits.get(group)) + value));
    counts.add(group, rows);
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    double[] sums = ((DoubleVector) state[0].base()).values();
    for (int i = 0; i < count; i++) {
      if (!state[0].isNull(i)) {
        long rows = average ? ((LongVector) state[1].base()).values()[state[1].basePosition(i)] : 1;
        addOne(groups[i], sums[state[0].basePosition(i)], rows);
      }
    }
  }

  @Override
  public Vector[] state(int from, int count) {
    Vector sums = sums(from, count);
    if (!average) {
      return new Vector[] {sums};
    }
    long[] rows = new long[count];
    counts.copyTo(from, rows, count);
    return new Vector[] {sums, new LongVector(count, null, rows)};
  }

  @Override
  public Vector result(int from, int count) {
    DoubleVector sums = sums(from, count);
    if (average) {
      for (int i = 0; i < count; i++) {
        sums.values()[i] /= counts.get(from + i);
      }
    }
    return sums;
  }

  private DoubleVector sums(int from, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = Double.longBitsToDouble(sumBits.get(from + i));
    }
    return new DoubleVector(count, GroupCounts.emptyGroups(counts, from, count), values);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return 2 * sumBits.growth(groups + count);
  }

  @Override
  public long bytes() {
    return sumBits.bytes() + counts.bytes();
  }
}
