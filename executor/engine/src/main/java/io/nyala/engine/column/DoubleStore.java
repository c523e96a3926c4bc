package io.nyala.engine.column;

import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.Vector;

/**
 * {@link io.nyala.spi.type.PhysicalKind#DOUBLE}, kept as bits. NaN equals NaN and is the largest;
 * both zeros are equal.
 */
final class DoubleStore extends ColumnStore {
  private final LongPages bits = new LongPages();

  @Override
  void appendValues(DecodedColumn column, int count) {
    bits.ensure(size + count);
    double[] source = ((DoubleVector) column.base()).values();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      bits.set(size + i, Double.doubleToRawLongBits(source[ids == null ? i : ids[i]]));
    }
  }

  @Override
  void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches) {
    double[] source = ((DoubleVector) column.base()).values();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      double left = Double.longBitsToDouble(bits.get(storeRows[i]));
      double right = source[ids == null ? positions[i] : ids[positions[i]]];
      matches[i] &= left == right || (Double.isNaN(left) && Double.isNaN(right));
    }
  }

  @Override
  public Vector gather(int[] rows, int count) {
    double[] result = new double[count];
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        result[i] = Double.longBitsToDouble(bits.get(row));
      } else {
        missing = true;
      }
    }
    return new DoubleVector(count, nulls.gather(rows, count, missing), result);
  }

  @Override
  public int compare(int leftRow, int rightRow) {
    return compare(
        Double.longBitsToDouble(bits.get(leftRow)), Double.longBitsToDouble(bits.get(rightRow)));
  }

  @Override
  public int compare(int row, DecodedColumn column, int position) {
    return compare(
        Double.longBitsToDouble(bits.get(row)),
        ((DoubleVector) column.base()).values()[column.basePosition(position)]);
  }

  private static int compare(double left, double right) {
    return Double.compare(left + 0.0, right + 0.0);
  }

  @Override
  public void prefixes(int from, int count, long[] prefixes) {
    bits.copyTo(from, prefixes, count);
    for (int i = 0; i < count; i++) {
      prefixes[i] = SortPrefix.of(Double.longBitsToDouble(prefixes[i]));
    }
  }

  @Override
  public long growthFor(DecodedColumn column, int count) {
    return bits.growth(size + count);
  }

  @Override
  public long bytes() {
    return bits.bytes() + nulls.bytes();
  }
}
