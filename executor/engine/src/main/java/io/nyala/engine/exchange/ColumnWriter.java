package io.nyala.engine.exchange;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes one column of a page: kind and encoding in a byte, flags of NULLs as bits, then the
 * values.
 */
final class ColumnWriter {
  static final int FLAT = 0;
  static final int CONSTANT = 1;
  static final int DICTIONARY = 2;

  private ColumnWriter() {}

  static void write(WireWriter out, Vector vector) {
    if (vector instanceof ConstantVector constant) {
      out.writeByte(CONSTANT);
      writeFlat(out, DecodedColumn.of(constant.value()), 1);
    } else if (vector instanceof DictionaryVector dictionary
        && dictionary.dictionary().size() <= dictionary.size() / 2) {
      out.writeByte(DICTIONARY);
      out.writeCount(dictionary.dictionary().size());
      writeFlat(out, DecodedColumn.of(dictionary.dictionary()), dictionary.dictionary().size());
      long[] ids = new long[dictionary.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = dictionary.ids()[i];
      }
      writeNumbers(out, ids, ids.length);
    } else {
      out.writeByte(FLAT);
      writeFlat(out, DecodedColumn.of(vector), vector.size());
    }
  }

  private static void writeFlat(WireWriter out, DecodedColumn column, int count) {
    out.writeEnum(column.base().kind());
    boolean[] nulls = writeNulls(out, column, count);
    int[] ids = column.ids();
    switch (column.base().kind()) {
      case LONG ->
          writeNumbers(
              out, select(((LongVector) column.base()).values(), ids, nulls, count), count);
      case DOUBLE -> {
        double[] values = ((DoubleVector) column.base()).values();
        out.ensure(8 * count);
        for (int i = 0; i < count; i++) {
          out.writeLong(Double.doubleToRawLongBits(values[ids == null ? i : ids[i]]));
        }
      }
      case DECIMAL128 -> {
        Decimal128Vector vector = (Decimal128Vector) column.base();
        writeNumbers(out, select(vector.high(), ids, nulls, count), count);
        writeNumbers(out, select(vector.low(), ids, nulls, count), count);
      }
      case TIMESTAMP -> {
        TimestampVector vector = (TimestampVector) column.base();
        writeNumbers(out, select(vector.seconds(), ids, nulls, count), count);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
          nanos[i] = nulls != null && nulls[i] ? 0 : vector.nanos()[ids == null ? i : ids[i]];
        }
        writeNumbers(out, nanos, count);
      }
      case BYTES -> writeByteRanges(out, (BytesVector) column.base(), ids, nulls, count);
    }
  }

  private static long[] select(
      long[] values, int @Nullable [] ids, boolean @Nullable [] nulls, int count) {
    if (ids == null && nulls == null) {
      return values;
    }
    long[] selected = new long[count];
    long last = 0;
    for (int i = 0; i < count; i++) {
      if (nulls == null || !nulls[i]) {
        last = values[ids == null ? i : ids[i]];
      }
      selected[i] = last;
    }
    return selected;
  }

  private static void writeByteRanges(
      WireWriter out,
      BytesVector vector,
      int @Nullable [] ids,
      boolean @Nullable [] nulls,
      int count) {
    long[] lengths = new long[count];
    int total = 0;
    for (int i = 0; i < count; i++) {
      lengths[i] = nulls != null && nulls[i] ? 0 : vector.lengths()[ids == null ? i : ids[i]];
      total = Math.addExact(total, (int) lengths[i]);
    }
    writeNumbers(out, lengths, count);
    out.ensure(total);
    for (int i = 0; i < count; i++) {
      if (lengths[i] > 0) {
        out.writeRaw(vector.data(), vector.starts()[ids == null ? i : ids[i]], (int) lengths[i]);
      }
    }
  }

  /** One bit per position behind a flag; returns flags by position, null if none is set. */
  private static boolean @Nullable [] writeNulls(WireWriter out, DecodedColumn column, int count) {
    boolean[] nulls = null;
    if (column.nulls() != null) {
      for (int i = 0; i < count; i++) {
        if (column.isNull(i)) {
          nulls = nulls == null ? new boolean[count] : nulls;
          nulls[i] = true;
        }
      }
    }
    out.writeBoolean(nulls != null);
    if (nulls != null) {
      for (int from = 0; from < count; from += 8) {
        int bits = 0;
        for (int i = from; i < Math.min(count, from + 8); i++) {
          bits |= nulls[i] ? 1 << (i - from) : 0;
        }
        out.writeByte(bits);
      }
    }
    return nulls;
  }

  /** The smallest number, then the differences to it in 0, 1, 2, 4 or 8 bytes. */
  private static void writeNumbers(WireWriter out, long[] values, int count) {
    long min = count == 0 ? 0 : Long.MAX_VALUE;
    long max = count == 0 ? 0 : Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    long range = max - min;
    int width;
    if (range < 0 || range > 0xffff_ffffL) {
      width = 8;
      min = 0;
    } else if (range > 0xffff) {
      width = 4;
    } else if (range > 0xff) {
      width = 2;
    } else {
      width = range == 0 ? 0 : 1;
    }
    out.writeByte(width);
    out.writeLong(min);
    out.writeAll(values, count, min, width);
  }
}
