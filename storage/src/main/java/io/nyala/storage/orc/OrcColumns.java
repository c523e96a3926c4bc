package io.nyala.storage.orc;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.storage.split.LiteralVectors;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.jspecify.annotations.Nullable;

/**
 * Turns the columns of one orc-core batch into vectors. Arrays that orc-core filled are handed over
 * and replaced by new ones, not copied. One per reader; not thread-safe.
 */
final class OrcColumns {
  private final DecimalHalves halves = new DecimalHalves();

  Vector take(DataType type, ColumnVector column, int size) {
    if (column.isRepeating && !column.noNulls && column.isNull[0]) {
      return LiteralVectors.constant(type, null, size);
    }
    column.flatten(false, null, size);
    boolean[] nulls = takeNulls(column, size);
    return switch (type.physical()) {
      case LONG -> longs(type, column, nulls, size);
      case DOUBLE -> {
        DoubleColumnVector doubles = (DoubleColumnVector) column;
        double[] values = doubles.vector;
        doubles.vector = new double[values.length];
        yield new DoubleVector(size, nulls, values);
      }
      case DECIMAL128 -> decimals((DecimalType) type, column, nulls, size);
      case TIMESTAMP -> timestamps((TimestampColumnVector) column, nulls, size);
      case BYTES -> bytes((BytesColumnVector) column, nulls, size);
    };
  }

  private static boolean @Nullable [] takeNulls(ColumnVector column, int size) {
    if (column.noNulls) {
      return null;
    }
    boolean[] nulls = column.isNull;
    for (int i = 0; i < size; i++) {
      if (nulls[i]) {
        column.isNull = new boolean[nulls.length];
        return nulls;
      }
    }
    return null;
  }

  private static Vector longs(
      DataType type, ColumnVector column, boolean @Nullable [] nulls, int size) {
    if (type instanceof DecimalType decimal && column instanceof DecimalColumnVector wide) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        if (nulls == null || !nulls[i]) {
          values[i] = wide.vector[i].serialize64(decimal.scale());
        }
      }
      return new LongVector(size, nulls, values);
    }
    LongColumnVector longs = (LongColumnVector) column;
    long[] values = longs.vector;
    longs.vector = new long[values.length];
    return new LongVector(size, nulls, values);
  }

  private Vector decimals(
      DecimalType type, ColumnVector column, boolean @Nullable [] nulls, int size) {
    long[] high = new long[size];
    long[] low = new long[size];
    if (column instanceof Decimal64ColumnVector narrow) {
      for (int i = 0; i < size; i++) {
        low[i] = narrow.vector[i];
        high[i] = low[i] >> 63;
      }
      return new Decimal128Vector(size, nulls, high, low);
    }
    HiveDecimalWritable[] values = ((DecimalColumnVector) column).vector;
    for (int i = 0; i < size; i++) {
      if (nulls == null || !nulls[i]) {
        halves.store(values[i], type.scale(), high, low, i);
      }
    }
    return new Decimal128Vector(size, nulls, high, low);
  }

  private static Vector timestamps(
      TimestampColumnVector column, boolean @Nullable [] nulls, int size) {
    long[] seconds = column.time;
    int[] nanos = column.nanos;
    column.time = new long[seconds.length];
    column.nanos = new int[nanos.length];
    for (int i = 0; i < size; i++) {
      seconds[i] = Math.floorDiv(seconds[i], 1_000L);
    }
    return new TimestampVector(size, nulls, seconds, nanos);
  }

  private static Vector bytes(BytesColumnVector column, boolean @Nullable [] nulls, int size) {
    byte[] shared = null;
    boolean one = true;
    int total = 0;
    for (int i = 0; i < size; i++) {
      if (nulls != null && nulls[i]) {
        column.start[i] = 0;
        column.length[i] = 0;
        continue;
      }
      total += column.length[i];
      if (shared == null) {
        shared = column.vector[i];
      } else {
        one &= shared == column.vector[i];
      }
    }
    int[] starts = column.start;
    int[] lengths = column.length;
    column.start = new int[starts.length];
    column.length = new int[lengths.length];
    if (one) {
      return new BytesVector(size, nulls, shared == null ? new byte[0] : shared, starts, lengths);
    }
    byte[] data = new byte[total];
    int used = 0;
    for (int i = 0; i < size; i++) {
      if (lengths[i] > 0) {
        System.arraycopy(column.vector[i], starts[i], data, used, lengths[i]);
        starts[i] = used;
        used += lengths[i];
      }
    }
    return new BytesVector(size, nulls, data, starts, lengths);
  }
}
