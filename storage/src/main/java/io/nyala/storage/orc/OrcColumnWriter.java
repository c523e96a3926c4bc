package io.nyala.storage.orc;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.storage.sink.RowColumn;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DateColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;

/**
 * Copies chosen rows of one column into orc-core's vector of the same type. Strings are referred
 * to, not copied. ORC itself reads a fraction of the very second before 1970-01-01 00:00:00 back
 * one second later, in Hive as here: its encoding has no negative zero.
 */
final class OrcColumnWriter {
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final DataType type;
  private final DecimalHalves halves = new DecimalHalves();

  OrcColumnWriter(DataType type) {
    this.type = type;
  }

  /** Copies rows {@code rows[from…from+size)} to positions 0…size. */
  void copy(RowColumn input, int[] rows, int from, int size, ColumnVector target) {
    target.noNulls = true;
    if (input.values().mayHaveNulls()) {
      for (int i = 0; i < size; i++) {
        boolean isNull = input.isNull(rows[from + i]);
        target.isNull[i] = isNull;
        target.noNulls &= !isNull;
      }
    }
    switch (type.physical()) {
      case LONG -> longs(input, rows, from, size, target);
      case DOUBLE -> {
        double[] values = ((DoubleVector) input.values()).values();
        double[] out = ((DoubleColumnVector) target).vector;
        for (int i = 0; i < size; i++) {
          out[i] = values[input.position(rows[from + i])];
        }
      }
      case DECIMAL128 -> decimals(input, rows, from, size, (DecimalColumnVector) target);
      case TIMESTAMP -> timestamps(input, rows, from, size, (TimestampColumnVector) target);
      case BYTES -> bytes(input, rows, from, size, (BytesColumnVector) target);
    }
  }

  private static void longs(RowColumn input, int[] rows, int from, int size, ColumnVector target) {
    long[] values = ((LongVector) input.values()).values();
    long[] out = ((LongColumnVector) target).vector;
    if (target instanceof DateColumnVector dates) {
      dates.changeCalendar(true, false);
    }
    for (int i = 0; i < size; i++) {
      out[i] = values[input.position(rows[from + i])];
    }
  }

  private void decimals(
      RowColumn input, int[] rows, int from, int size, DecimalColumnVector target) {
    Decimal128Vector values = (Decimal128Vector) input.values();
    int scale = ((DecimalType) type).scale();
    for (int i = 0; i < size; i++) {
      if (target.noNulls || !target.isNull[i]) {
        int position = input.position(rows[from + i]);
        halves.load(values.high()[position], values.low()[position], scale, target.vector[i]);
      }
    }
  }

  private static void timestamps(
      RowColumn input, int[] rows, int from, int size, TimestampColumnVector target) {
    TimestampVector values = (TimestampVector) input.values();
    target.setIsUTC(true);
    target.changeCalendar(true, false);
    for (int i = 0; i < size; i++) {
      int position = input.position(rows[from + i]);
      int nanos = values.nanos()[position];
      target.time[i] = values.seconds()[position] * 1_000 + nanos / NANOS_PER_MILLI;
      target.nanos[i] = nanos;
    }
  }

  private static void bytes(
      RowColumn input, int[] rows, int from, int size, BytesColumnVector target) {
    BytesVector values = (BytesVector) input.values();
    byte[] data = values.data();
    for (int i = 0; i < size; i++) {
      int position = input.position(rows[from + i]);
      target.setRef(i, data, values.starts()[position], values.lengths()[position]);
    }
  }
}
