package io.nyala.engine.column;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorSizes;
import java.util.Arrays;

/**
 * {@link io.nyala.spi.type.PhysicalKind#BYTES}: contents in pages, an address and a length per row.
 */
final class BytesStore extends ColumnStore {
  private static final int PAGE = 1 << 18;
  private static final int FIRST = 1 << 10;

  /** Page number in the high half, offset in the low half. */
  private final LongPages addresses = new LongPages();

  private final IntPages lengths = new IntPages();
  private byte[][] pages = new byte[1][];
  private int pageCount;
  private int used;
  private long pageBytes;

  @Override
  void appendValues(DecodedColumn column, int count) {
    addresses.ensure(size + count);
    lengths.ensure(size + count);
    BytesVector source = (BytesVector) column.base();
    boolean[] sourceNulls = source.nulls();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      int p = ids == null ? i : ids[i];
      int length = sourceNulls != null && sourceNulls[p] ? 0 : source.lengths()[p];
      long address = allocate(length);
      System.arraycopy(
          source.data(),
          length == 0 ? 0 : source.starts()[p],
          pages[(int) (address >>> 32)],
          (int) address,
          length);
      addresses.set(size + i, address);
      lengths.set(size + i, length);
    }
  }

  private long allocate(int length) {
    if (pageCount == 0) {
      addPage(Math.max(FIRST, length));
    }
    byte[] page = pages[pageCount - 1];
    if (used + (long) length > page.length) {
      if (page.length < PAGE && used + (long) length <= PAGE) {
        byte[] grown =
            Arrays.copyOf(page, Math.min(PAGE, Math.max(used + length, 2 * page.length)));
        pageBytes += grown.length - page.length;
        pages[pageCount - 1] = grown;
      } else {
        addPage(Math.max(PAGE, length));
      }
    }
    long address = ((long) (pageCount - 1) << 32) | used;
    used += length;
    return address;
  }

  private void addPage(int bytes) {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, pages.length * 2);
    }
    byte[] page = new byte[bytes];
    pages[pageCount++] = page;
    pageBytes += VectorSizes.of(page);
    used = 0;
  }

  @Override
  void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches) {
    BytesVector source = (BytesVector) column.base();
    byte[] data = source.data();
    int[] starts = source.starts();
    int[] sourceLengths = source.lengths();
    int[] ids = column.ids();
    for (int i = 0; i < count; i++) {
      if (matches[i]) {
        int p = ids == null ? positions[i] : ids[positions[i]];
        int row = storeRows[i];
        int length = lengths.get(row);
        long address = addresses.get(row);
        int offset = (int) address;
        matches[i] =
            length == sourceLengths[p]
                && Arrays.equals(
                    pages[(int) (address >>> 32)],
                    offset,
                    offset + length,
                    data,
                    starts[p],
                    starts[p] + length);
      }
    }
  }

  @Override
  public Vector gather(int[] rows, int count) {
    long total = 0;
    boolean missing = false;
    for (int i = 0; i < count; i++) {
      if (rows[i] >= 0) {
        total += lengths.get(rows[i]);
      } else {
        missing = true;
      }
    }
    if (total > Integer.MAX_VALUE - 16) {
      throw new NyalaException(
          ErrorCode.MEMORY_LIMIT,
          "A batch of " + count + " strings is " + total + " bytes long; use shorter values.");
    }
    byte[] data = new byte[(int) total];
    int[] starts = new int[count];
    int[] resultLengths = new int[count];
    int at = 0;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (row >= 0) {
        int length = lengths.get(row);
        long address = addresses.get(row);
        if (length > 0) {
          System.arraycopy(pages[(int) (address >>> 32)], (int) address, data, at, length);
          starts[i] = at;
          resultLengths[i] = length;
          at += length;
        }
      }
    }
    return new BytesVector(count, nulls.gather(rows, count, missing), data, starts, resultLengths);
  }

  @Override
  public int compare(int leftRow, int rightRow) {
    long left = addresses.get(leftRow);
    long right = addresses.get(rightRow);
    int leftOffset = (int) left;
    int rightOffset = (int) right;
    return Arrays.compareUnsigned(
        pages[(int) (left >>> 32)],
        leftOffset,
        leftOffset + lengths.get(leftRow),
        pages[(int) (right >>> 32)],
        rightOffset,
        rightOffset + lengths.get(rightRow));
  }

  @Override
  public int compare(int row, DecodedColumn column, int position) {
    BytesVector vector = (BytesVector) column.base();
    int p = column.basePosition(position);
    long address = addresses.get(row);
    int offset = (int) address;
    return Arrays.compareUnsigned(
        pages[(int) (address >>> 32)],
        offset,
        offset + lengths.get(row),
        vector.data(),
        vector.starts()[p],
        vector.starts()[p] + vector.lengths()[p]);
  }

  @Override
  public void prefixes(int from, int count, long[] prefixes) {
    for (int i = 0; i < count; i++) {
      long address = addresses.get(from + i);
      prefixes[i] =
          SortPrefix.of(pages[(int) (address >>> 32)], (int) address, lengths.get(from + i));
    }
  }

  @Override
  public long growthFor(DecodedColumn column, int count) {
    BytesVector source = (BytesVector) column.base();
    int[] ids = column.ids();
    long total = 0;
    for (int i = 0; i < count; i++) {
      total += source.lengths()[ids == null ? i : ids[i]];
    }
    return addresses.growth(size + count) + lengths.growth(size + count) + total + PAGE;
  }

  @Override
  public long bytes() {
    return addresses.bytes() + lengths.bytes() + pageBytes + nulls.bytes();
  }
}
