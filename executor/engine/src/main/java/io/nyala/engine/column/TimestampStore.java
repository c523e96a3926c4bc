package io.nyala.engine.column;

import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;

/** {@link io.nyala.spi.type.PhysicalKind#TIMESTAMP}. */
final class TimestampStore extends ColumnStore {
  private final LongPages seconds = new LongPages();
  private final IntPages nanos = new IntPages();

  @Override
  void appendValues(DecodedColumn column, int count) {
    seconds.ensure(size + count);
    nanos.ensure(size + count);
    TimestampVector source = (TimestampVector) column.base();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      seconds.set(size + i, source.seconds()[p]);
      nanos.set(size + i, source.nanos()[p]);
    }
  }

  @Override
  void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches) {
    long[] sourceSeconds = ((TimestampVector) column.base()).seconds();
    int[] sourceNanos = ((TimestampVector) column.base()).nanos();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? positions[i] : ids[positions[i]];
      int row = storeRows[i];
      matches[i] &= seconds.get(row) == sourceSeconds[p] && nanos.get(row) == sourceNanos[p];
    }
  }

  @Override
  public Vector gather(int[] rows, int count) {
    long[] resultSeconds = new long[count];
    int[] resultNanos = new int[count];
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        resultSeconds[i] = seconds.get(row);
        resultNanos[i] = nanos.get(row);
      } else {
        missing = true;
      }
    }
    return new TimestampVector(
        count, nulls.gather(rows, count, missing), resultSeconds, resultNanos);
  }

  @Override
  public int compare(int leftRow, int rightRow) {
    int bySeconds = Long.compare(seconds.get(leftRow), seconds.get(rightRow));
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos.get(leftRow), nanos.get(rightRow));
  }

  @Override
  public int compare(int row, DecodedColumn column, int position) {
    TimestampVector vector = (TimestampVector) column.base();
    int p = column.basePosition(position);
    int bySeconds = Long.compare(seconds.get(row), vector.seconds()[p]);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos.get(row), vector.nanos()[p]);
  }

  @Override
  public void prefixes(int from, int count, long[] prefixes) {
    seconds.copyTo(from, prefixes, count);
  }

  @Override
  public long growthFor(DecodedColumn column, int count) {
    return seconds.growth(size + count) + nanos.growth(size + count);
  }

  @Override
  public long bytes() {
    return seconds.bytes() + nanos.bytes() + nulls.bytes();
  }
}
