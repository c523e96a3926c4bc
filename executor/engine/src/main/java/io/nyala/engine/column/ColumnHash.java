package io.nyala.engine.column;

import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The engine's own hash of rows: the same on every executor and for every encoding of a column. It
 * places rows in hash tables and exchanges; Hive's bucket hash is another one and lives in {@code
 * semantics}.
 */
public final class ColumnHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final long NULL_HASH = 0x2545F4914F6CDD1DL;

  private ColumnHash() {}

  /** One hash per row into {@code hashes[0…count-1]}. */
  public static void rows(DecodedColumn[] columns, int count, long[] hashes) {
    Arrays.fill(hashes, 0, count, 0);
    for (DecodedColumn column : columns) {
      add(column, count, hashes);
    }
  }

  /**
   * Other hashes of the same rows, for partitioning again what one partition of the first hash
   * holds.
   */
  public static void again(long[] hashes, int count) {
    for (int i = 0; i < count; i++) {
      hashes[i] = mix(hashes[i]);
    }
  }

  private static void add(DecodedColumn column, int count, long[] hashes) {
    int[] ids = column.ids();
    if (ids != null && column.base().size() <= count / 2) {
      long[] dictionary = new long[column.base().size()];
      hashBase(column, null, dictionary.length, dictionary);
      for (int i = 0; i < count; i++) {
        hashes[i] = combine(hashes[i], dictionary[ids[i]]);
      }
    } else {
      long[] values = new long[count];
      hashBase(column, ids, count, values);
      for (int i = 0; i < count; i++) {
        hashes[i] = combine(hashes[i], values[i]);
      }
    }
  }

  private static void hashBase(DecodedColumn column, int @Nullable [] ids, int count, long[] out) {
    switch (column.base().kind()) {
      case LONG -> {
        LongVector vector = (LongVector) column.base();
        long[] values = vector.values();
        for (int i = 0; i < count; i++) {
          out[i] = mix(values[ids == null ? i : ids[i]]);
        }
      }
      case DOUBLE -> {
        DoubleVector vector = (DoubleVector) column.base();
        double[] values = vector.values();
        for (int i = 0; i < count; i++) {
          out[i] = mix(bits(values[ids == null ? i : ids[i]]));
        }
      }
      case DECIMAL128 -> {
        Decimal128Vector vector = (Decimal128Vector) column.base();
        long[] high = vector.high();
        long[] low = vector.low();
        for (int i = 0; i < count; i++) {
          int p = ids == null ? i : ids[i];
          out[i] = mix(low[p] ^ mix(high[p]));
        }
      }
      case TIMESTAMP -> {
        TimestampVector vector = (TimestampVector) column.base();
        long[] seconds = vector.seconds();
        int[] nanos = vector.nanos();
        for (int i = 0; i < count; i++) {
          int p = ids == null ? i : ids[i];
          out[i] = mix(seconds[p] ^ mix(nanos[p]));
        }
      }
      case BYTES -> {
        BytesVector vector = (BytesVector) column.base();
        byte[] data = vector.data();
        int[] starts = vector.starts();
        int[] lengths = vector.lengths();
        for (int i = 0; i < count; i++) {
          int p = ids == null ? i : ids[i];
          out[i] = bytes(data, starts[p], lengths[p]);
        }
      }
    }
    boolean[] nulls = column.nulls();
    if (nulls != null) {
      for (int i = 0; i < count; i++) {
        if (nulls[ids == null ? i : ids[i]]) {
          out[i] = NULL_HASH;
        }
      }
    }
  }

  /** Bits that are equal for equal values: one NaN, one zero. */
  static long bits(double value) {
    return Double.doubleToLongBits(value + 0.0);
  }

  static long mix(long value) {
    long h = value * MULTIPLIER;
    h ^= h >>> 32;
    h *= 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 29);
  }

  private static long combine(long hash, long value) {
    return (hash ^ value) * 0xD6E8FEB86659FD93L + Long.rotateLeft(hash, 27);
  }

  static long bytes(byte[] data, int start, int length) {
    long h = length * MULTIPLIER;
    int at = start;
    int end = start + length;
    for (; at + 8 <= end; at += 8) {
      h = Long.rotateLeft(h ^ mix((long) LONGS.get(data, at)), 27) * MULTIPLIER;
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << 8) | (data[at] & 0xff);
    }
    return mix(h ^ tail);
  }
}
