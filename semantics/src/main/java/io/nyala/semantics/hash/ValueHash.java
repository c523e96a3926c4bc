package io.nyala.semantics.hash;

import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The engine's own 64-bit hash for joins, aggregations and exchanges: fast, and equal for equal
 * values of one type whatever the encoding of the vector and the machine. NULLs are equal to each
 * other, and so are 0.0 and −0.0, and all NaNs. Not stored anywhere: it may change with a version.
 * Stateless; any thread.
 */
public final class ValueHash {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long K1 = 0x9E3779B97F4A7C15L;
  private static final long K2 = 0xBF58476D1CE4E5B9L;
  private static final long K3 = 0x94D049BB133111EBL;
  private static final long NULL = 0x5851F42D4C957F2DL;

  private ValueHash() {}

  /** Spreads the bits (the finalizer of SplitMix64). */
  public static long mix(long value) {
    long x = (value ^ value >>> 30) * K2;
    x = (x ^ x >>> 27) * K3;
    return x ^ x >>> 31;
  }

  public static long hashLong(long value) {
    return mix(value + K1);
  }

  public static long hashDouble(double value) {
    return hashLong(value == 0 ? 0 : Double.doubleToLongBits(value));
  }

  public static long hashPair(long high, long low) {
    return mix(mix(high + K1) + low);
  }

  public static long hashBytes(byte[] data, int start, int length) {
    long hash = length * K1;
    int i = start;
    int end = start + length;
    for (; i <= end - 8; i += 8) {
      hash = mix(hash ^ (long) LONGS.get(data, i)) + K1;
    }
    if (i < end) {
      long tail = 0;
      for (int k = end - 1; k >= i; k--) {
        tail = tail << 8 | data[k] & 0xFF;
      }
      hash ^= tail;
    }
    return mix(hash);
  }

  /**
   * Hashes rows.
   *
   * @param seed chooses one of many independent hashes, so that an exchange and a hash table below
   *     it do not see the same bits
   * @param out receives one hash per row
   */
  public static void hash(Vector[] columns, int size, long seed, long[] out) {
    Arrays.fill(out, 0, size, seed);
    for (Vector column : columns) {
      VectorView view = VectorView.of(column);
      FlatVector flat = view.flat();
      if (flat == column) {
        addFlat(flat, size, out);
      } else {
        for (int i = 0; i < size; i++) {
          out[i] = combine(out[i], hashOne(flat, view.index(i)));
        }
      }
    }
  }

  private static long combine(long hash, long next) {
    return mix(hash * 31 + next);
  }

  private static void addFlat(FlatVector vector, int size, long[] out) {
    boolean[] nulls = vector.nulls();
    if (nulls == null && vector instanceof LongVector longs) {
      long[] values = longs.values();
      for (int i = 0; i < size; i++) {
        out[i] = combine(out[i], hashLong(values[i]));
      }
    } else if (nulls == null && vector instanceof BytesVector bytes) {
      byte[] data = bytes.data();
      int[] starts = bytes.starts();
      int[] lengths = bytes.lengths();
      for (int i = 0; i < size; i++) {
        out[i] = combine(out[i], hashBytes(data, starts[i], lengths[i]));
      }
    } else {
      for (int i = 0; i < size; i++) {
        out[i] = combine(out[i], hashOne(vector, i));
      }
    }
  }

  private static long hashOne(FlatVector vector, int index) {
    if (vector.isNull(index)) {
      return NULL;
    }
    if (vector instanceof LongVector longs) {
      return hashLong(longs.values()[index]);
    }
    if (vector instanceof DoubleVector doubles) {
      return hashDouble(doubles.values()[index]);
    }
    if (vector instanceof Decimal128Vector decimals) {
      return hashPair(decimals.high()[index], decimals.low()[index]);
    }
    if (vector instanceof TimestampVector timestamps) {
      return hashPair(timestamps.seconds()[index], timestamps.nanos()[index]);
    }
    BytesVector bytes = (BytesVector) vector;
    return hashBytes(bytes.data(), bytes.starts()[index], bytes.lengths()[index]);
  }
}
