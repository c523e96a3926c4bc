package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG over decimals, in 128 bits. A sum of more than 38 digits makes the group's result
 * NULL for good, as in Hive. AVG divides once per group.
 */
final class DecimalSumAccumulator implements Accumulator {
  private final DecimalType sumType;
  private final @Nullable DecimalType averageType;
  private final LongPages high = new LongPages();
  private final LongPages low = new LongPages();

  /** Rows seen, or a negative number once the sum has overflowed. */
  private final LongPages counts = new LongPages();

  private DecimalSumAccumulator(DecimalType sumType, @Nullable DecimalType averageType) {
    this.sumType = sumType;
    this.averageType = averageType;
  }

  static DecimalSumAccumulator sum(DataType resultType) {
    return new DecimalSumAccumulator((DecimalType) resultType, null);
  }

  static DecimalSumAccumulator average(DataType argumentType, DataType resultType) {
    DecimalType argument = (DecimalType) argumentType;
    DecimalType sum = new DecimalType(Math.min(38, argument.precision() + 10), argument.scale());
    return new DecimalSumAccumulator(sum, (DecimalType) resultType);
  }

  @Override
  public void ensure(int groups) {
    high.ensure(groups);
    low.ensure(groups);
    counts.ensure(groups);
  }

  @Override
  public void add(int[] groups, int count, DecodedColumn[] arguments) {
    DecodedColumn column = arguments[0];
    boolean[] nulls = column.nulls();
    int[] ids = column.ids();
    if (column.base() instanceof LongVector vector) {
      long[] values = vector.values();
      for (int i = 0; i < count; i++) {
        int p = ids == null ? i : ids[i];
        if (nulls == null || !nulls[p]) {
          addOne(groups[i], values[p] >> 63, values[p]);
          countRows(groups[i], 1);
        }
      }
    } else {
      Decimal128Vector vector = (Decimal128Vector) column.base();
      for (int i = 0; i < count; i++) {
        int p = ids == null ? i : ids[i];
        if (nulls == null || !nulls[p]) {
          addWide(groups[i], vector.high()[p], vector.low()[p]);
          countRows(groups[i], 1);
        }
      }
    }
  }

  private void countRows(int group, long rows) {
    long present = counts.get(group);
    if (present >= 0) {
      counts.set(group, present + rows);
    }
  }

  /** Cannot overflow 128 bits before 2⁶⁴ rows. */
  private void addOne(int group, long valueHigh, long valueLow) {
    long before = low.get(group);
    long sum = before + valueLow;
    low.set(group, sum);
    long carry = Long.compareUnsigned(sum, before) < 0 ? 1 : 0;
    high.add(group, valueHigh + carry);
  }

  private void addWide(int group, long valueHigh, long valueLow) {
    addOne(group, valueHigh, valueLow);
    if (!Decimals.fits(high.get(group), low.get(group), 38)) {
      overflow(group);
    }
  }

  private void overflow(int group) {
    counts.set(group, -1);
    high.set(group, 0);
    low.set(group, 0);
  }

  @Override
  public void merge(int[] groups, int count, DecodedColumn[] state) {
    DecodedColumn sums = state[0];
    for (int i = 0; i < count; i++) {
      int group = groups[i];
      long rows =
          averageType == null
              ? 1
              : ((LongVector) state[1].base()).values()[state[1].basePosition(i)];
      if (sums.isNull(i)) {
        if (averageType != null && rows > 0) {
          overflow(group);
        }
        continue;
      }
      int p = sums.basePosition(i);
      if (sums.base() instanceof LongVector vector) {
        addOne(group, vector.values()[p] >> 63, vector.values()[p]);
      } else {
        Decimal128Vector vector = (Decimal128Vector) sums.base();
        addWide(group, vector.high()[p], vector.low()[p]);
      }
      countRows(group, rows);
    }
  }

  @Override
  public Vector[] state(int from, int count) {
    Vector sums = sums(from, count);
    if (averageType == null) {
      return new Vector[] {sums};
    }
    long[] rows = new long[count];
    for (int i = 0; i < count; i++) {
      rows[i] = Math.abs(counts.get(from + i));
    }
    return new Vector[] {sums, new LongVector(count, null, rows)};
  }

  private Vector sums(int from, int count) {
    boolean[] nulls = new boolean[count];
    long[] resultHigh = new long[count];
    long[] resultLow = new long[count];
    boolean found = false;
    for (int i = 0; i < count; i++) {
      long valueHigh = high.get(from + i);
      long valueLow = low.get(from + i);
      nulls[i] =
          counts.get(from + i) < 1 || !Decimals.fits(valueHigh, valueLow, sumType.precision());
      found |= nulls[i];
      resultHigh[i] = nulls[i] ? 0 : valueHigh;
      resultLow[i] = nulls[i] ? 0 : valueLow;
    }
    return vector(sumType, found ? nulls : null, resultHigh, resultLow);
  }

  private static Vector vector(
      DecimalType type, boolean @Nullable [] nulls, long[] high, long[] low) {
    return type.physical() == PhysicalKind.LONG
        ? new LongVector(low.length, nulls, low)
        : new Decimal128Vector(low.length, nulls, high, low);
  }

  @Override
  public Vector result(int from, int count) {
    if (averageType == null) {
      return sums(from, count);
    }
    boolean[] nulls = new boolean[count];
    long[] resultHigh = new long[count];
    long[] resultLow = new long[count];
    long[] quotient = new long[2];
    int shift = averageType.scale() - sumType.scale();
    for (int i = 0; i < count; i++) {
      long rows = counts.get(from + i);
      nulls[i] =
          rows < 1
              || !Decimals.divide(
                  high.get(from + i),
                  low.get(from + i),
                  shift,
                  rows,
                  averageType.precision(),
                  quotient);
      if (!nulls[i]) {
        resultHigh[i] = quotient[0];
        resultLow[i] = quotient[1];
      }
    }
    return vector(averageType, nulls, resultHigh, resultLow);
  }

  @Override
  public long growthFor(DecodedColumn[] arguments, int groups, int count) {
    return 3 * low.growth(groups + count);
  }

  @Override
  public long bytes() {
    return high.bytes() + low.bytes() + counts.bytes();
  }
}
