package io.nyala.engine.column;

import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;

/** {@link io.nyala.spi.type.PhysicalKind#LONG}. */
final class LongStore extends ColumnStore {
  private final LongPages values = new LongPages();

  @Override
  void appendValues(DecodedColumn column, int count) {
    values.ensure(size + count);
    long[] source = ((LongVector) column.base()).values();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      values.set(size + i, source[ids == null ? i : ids[i]]);
    }
  }

  @Override
  void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches) {
    long[] source = ((LongVector) column.base()).values();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? positions[i] : ids[positions[i]];
      matches[i] &= values.get(storeRows[i]) == source[p];
    }
  }

  @Override
  public Vector gather(int[] rows, int count) {
    long[] result = new long[count];
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        result[i] = values.get(row);
      } else {
        missing = true;
      }
    }
    return new LongVector(count, nulls.gather(rows, count, missing), result);
  }

  @Override
  public int compare(int leftRow, int rightRow) {
    return Long.compare(values.get(leftRow), values.get(rightRow));
  }

  @Override
  public int compare(int row, DecodedColumn column, int position) {
    return Long.compare(
        values.get(row), ((LongVector) column.base()).values()[column.basePosition(position)]);
  }

  @Override
  public void prefixes(int from, int count, long[] prefixes) {
    values.copyTo(from, prefixes, count);
  }

  @Override
  public long growthFor(DecodedColumn column, int count) {
    return values.growth(size + count);
  }

  @Override
  public long bytes() {
    return values.bytes() + nulls.bytes();
  }
}
