package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/** COUNT: rows in which no argument is NULL. */
final class CountAccumulator implements Accumulator {
  private final LongPages counts = new LongPages();

  @Override
  public void ensure(int groups) {
    counts.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    boolean nulls = false;
    for (DecodedColumn argument : arguments) {
      nulls |= argument.nulls() != null;
    }
    if (nulls) {
      addNonNull(groups, count, arguments);
      return;
    }
    for (int i = 0; i < count; i++) {
      counts.add(groups[i], 1);
    }
  }

  private void addNonNull(int[] groups, int count, DecodedColumn[] arguments) {
    for (int i = 0; i < count; i++) {
      boolean counted = true;
      for (DecodedColumn argument : arguments) {
        counted &= !argument.isNull(i);
      }
      if (counted) {
        counts.add(groups[i], 1);
      }
    }
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    long[] values = ((LongVector) state[0].base()).values();
    for (int i = 0; i < count; i++) {
      counts.add(groups[i], values[state[0].basePosition(i)]);
    }
  }

  @Override
  public Vector[] state(int from, int count) {
    return new Vector[] {result(from, count)};
  }

  @Override
  public Vector result(int from, int count) {
    long[] values = new long[count];
    counts.copyTo(from, values, count);
    return new LongVector(count, null, values);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return counts.growth(groups + count);
  }

  @Override
  public long bytes() {
    return counts.bytes();
  }
}
