package io.nyala.engine.column;

import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.Vector;

/** {@link io.nyala.spi.type.PhysicalKind#DECIMAL128}. */
final class Decimal128Store extends ColumnStore {
  private final LongPages high = new LongPages();
  private final LongPages low = new LongPages();

  @Override
  void appendValues(DecodedColumn column, int count) {
    high.ensure(size + count);
    low.ensure(size + count);
    Decimal128Vector source = (Decimal128Vector) column.base();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      high.set(size + i, source.high()[p]);
      low.set(size + i, source.low()[p]);
    }
  }

  @Override
  void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches) {
    long[] sourceHigh = ((Decimal128Vector) column.base()).high();
    long[] sourceLow = ((Decimal128Vector) column.base()).low();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? positions[i] : ids[positions[i]];
      int row = storeRows[i];
      matches[i] &= low.get(row) == sourceLow[p] && high.get(row) == sourceHigh[p];
    }
  }

  @Override
  public Vector gather(int[] rows, int count) {
    long[] resultHigh = new long[count];
    long[] resultLow = new long[count];
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        resultHigh[i] = high.get(row);
        resultLow[i] = low.get(row);
      } else {
        missing = true;
      }
    }
    return new Decimal128Vector(count, nulls.gather(rows, count, missing), resultHigh, resultLow);
  }

  @Override
  public int compare(int leftRow, int rightRow) {
    return compare(high.get(leftRow), low.get(leftRow), high.get(rightRow), low.get(rightRow));
  }

  @Override
  public int compare(int row, DecodedColumn column, int position) {
    Decimal128Vector vector = (Decimal128Vector) column.base();
    int p = column.basePosition(position);
    return compare(high.get(row), low.get(row), vector.high()[p], vector.low()[p]);
  }

  private static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    int byHigh = Long.compare(leftHigh, rightHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(leftLow, rightLow);
  }

  @Override
  public void prefixes(int from, int count, long[] prefixes) {
    for (int i = 0; i < count; i++) {
      prefixes[i] = SortPrefix.of(high.get(from + i), low.get(from + i));
    }
  }

  @Override
  public long growthFor(DecodedColumn column, int count) {
    return 2 * high.growth(size + count);
  }

  @Override
  public long bytes() {
    return high.bytes() + low.bytes() + nulls.bytes();
  }
}
