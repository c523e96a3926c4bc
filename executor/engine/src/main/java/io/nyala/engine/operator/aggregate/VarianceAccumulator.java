package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/**
 * The families of VARIANCE and STDDEV: count, sum, and sum of squared differences from the mean, by
 * Youngs and Cramer's updates.
 */
final class VarianceAccumulator implements Accumulator {
  private final boolean sample;
  private final boolean root;
  private final double unit;
  private final LongPages counts = new LongPages();
  private final LongPages sums = new LongPages();
  private final LongPages squares = new LongPages();

  VarianceAccumulator(boolean sample, boolean root, DataType argumentType) {
    this.sample = sample;
    this.root = root;
    this.unit = argumentType instanceof DecimalType decimal ? Math.pow(10, decimal.scale()) : 1;
  }

  @Override
  public void ensure(int groups) {
    counts.ensure(groups);
    sums.ensure(groups);
    squares.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    for (int i = 0; i < count; i++) {
      if (!column.isNull(i)) {
        addOne(groups[i], value(column, column.basePosition(i)));
      }
    }
  }

  private double value(DecodedColumn column, int position) {
    if (column.base() instanceof DoubleVector vector) {
      return vector.values()[position];
    }
    if (column.base() instanceof LongVector vector) {
      return vector.values()[position] / unit;
    }
    Decimal128Vector vector = (Decimal128Vector) column.base();
    long low = vector.low()[position];
    double unsigned = (low >>> 1) * 2.0 + (low & 1);
    return (vector.high()[position] * 0x1p64 + unsigned) / unit;
  }

  private void addOne(int group, double value) {
    long n = counts.get(group) + 1;
    double sum = get(sums, group) + value;
    counts.set(group, n);
    put(sums, group, sum);
    if (n > 1) {
      double difference = n * value - sum;
      put(squares, group, get(squares, group) + difference * difference / ((double) n * (n - 1)));
    }
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    for (int i = 0; i < count; i++) {
      long n = ((LongVector) state[0].base()).values()[state[0].basePosition(i)];
      if (n > 0) {
        double sum = ((DoubleVector) state[1].base()).values()[state[1].basePosition(i)];
        double square = ((DoubleVector) state[2].base()).values()[state[2].basePosition(i)];
        mergeOne(groups[i], n, sum, square);
      }
    }
  }

  private void mergeOne(int group, long n, double sum, double square) {
    long present = counts.get(group);
    if (present == 0) {
      counts.set(group, n);
      put(sums, group, sum);
      put(squares, group, square);
      return;
    }
    double presentSum = get(sums, group);
    double difference = (double) present / n * sum - presentSum;
    double merged =
        get(squares, group)
            + square
            + difference * difference * (n / ((double) present * (present + n)));
    counts.set(group, present + n);
    put(sums, group, presentSum + sum);
    put(squares, group, merged);
  }

  private static double get(LongPages pages, int group) {
    return Double.longBitsToDouble(pages.get(group));
  }

  private static void put(LongPages pages, int group, double value) {
    pages.set(group, Double.doubleToRawLongBits(value));
  }

  @Override
  public Vector[] state(int from, int count) {
    long[] rows = new long[count];
    counts.copyTo(from, rows, count);
    double[] sum = new double[count];
    double[] square = new double[count];
    for (int i = 0; i < count; i++) {
      sum[i] = get(sums, from + i);
      square[i] = get(squares, from + i);
    }
    return new Vector[] {
      new LongVector(count, null, rows),
      new DoubleVector(count, null, sum),
      new DoubleVector(count, null, square)
    };
  }

  @Override
  public Vector result(int from, int count) {
    boolean[] nulls = new boolean[count];
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      long divisor = counts.get(from + i) - (sample ? 1 : 0);
      nulls[i] = divisor < 1;
      if (!nulls[i]) {
        double variance = get(squares, from + i) / divisor;
        values[i] = root ? Math.sqrt(variance) : variance;
      }
    }
    return new DoubleVector(count, nulls, values);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return 3 * counts.growth(groups + count);
  }

  @Override
  public long bytes() {
    return 3 * counts.bytes();
  }
}
