package io.nyala.engine.column;

import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;

/** Longs whose signed order is the order of values, as far as 64 bits go. */
final class SortPrefix {
  private SortPrefix() {}

  static long of(double value) {
    long bits = ColumnHash.bits(value);
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  /** Saturates: a value that does not fit a long is only known to be very small or very large. */
  static long of(long high, long low) {
    if (high == low >> 63) {
      return low;
    }
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  static long of(byte[] data, int start, int length) {
    long prefix = 0;
    int bytes = Math.min(8, length);
    for (int i = 0; i < bytes; i++) {
      prefix |= (data[start + i] & 0xffL) << (56 - 8 * i);
    }
    return prefix ^ Long.MIN_VALUE;
  }

  static void of(DecodedColumn column, int count, long[] prefixes) {
    int[] ids = column.ids();
    switch (column.base().kind()) {
      case LONG -> {
        long[] values = ((LongVector) column.base()).values();
        for (int i = 0; i < count; i++) {
          prefixes[i] = values[ids == null ? i : ids[i]];
        }
      }
      case DOUBLE -> {
        double[] values = ((DoubleVector) column.base()).values();
        for (int i = 0; i < count; i++) {
          prefixes[i] = of(values[ids == null ? i : ids[i]]);
        }
      }
      case DECIMAL128 -> {
        Decimal128Vector vector = (Decimal128Vector) column.base();
        for (int i = 0; i < count; i++) {
          int p = ids == null ? i : ids[i];
          prefixes[i] = of(vector.high()[p], vector.low()[p]);
        }
      }
      case TIMESTAMP -> {
        long[] seconds = ((TimestampVector) column.base()).seconds();
        for (int i = 0; i < count; i++) {
          prefixes[i] = seconds[ids == null ? i : ids[i]];
        }
      }
      case BYTES -> {
        BytesVector vector = (BytesVector) column.base();
        for (int i = 0; i < count; i++) {
          int p = ids == null ? i : ids[i];
          prefixes[i] = of(vector.data(), vector.starts()[p], vector.lengths()[p]);
        }
      }
    }
  }
}
