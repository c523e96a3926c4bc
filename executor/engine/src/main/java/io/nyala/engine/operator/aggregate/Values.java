package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import java.util.Arrays;

/** Orders two positions of one column, neither NULL. */
final class Values {
  private Values() {}

  static int compare(DecodedColumn column, int left, int right) {
    int l = column.basePosition(left);
    int r = column.basePosition(right);
    return switch (column.base().kind()) {
      case LONG -> {
        long[] values = ((LongVector) column.base()).values();
        yield Long.compare(values[l], values[r]);
      }
      case DOUBLE -> {
        double[] values = ((DoubleVector) column.base()).values();
        yield Double.compare(values[l] + 0.0, values[r] + 0.0);
      }
      case DECIMAL128 -> {
        Decimal128Vector vector = (Decimal128Vector) column.base();
        int byHigh = Long.compare(vector.high()[l], vector.high()[r]);
        yield byHigh != 0 ? byHigh : Long.compareUnsigned(vector.low()[l], vector.low()[r]);
      }
      case TIMESTAMP -> {
        TimestampVector vector = (TimestampVector) column.base();
        int bySeconds = Long.compare(vector.seconds()[l], vector.seconds()[r]);
        yield bySeconds != 0 ? bySeconds : Integer.compare(vector.nanos()[l], vector.nanos()[r]);
      }
      case BYTES -> {
        BytesVector vector = (BytesVector) column.base();
        int leftStart = vector.starts()[l];
        int rightStart = vector.starts()[r];
        yield Arrays.compareUnsigned(
            vector.data(),
            leftStart,
            leftStart + vector.lengths()[l],
            vector.data(),
            rightStart,
            rightStart + vector.lengths()[r]);
      }
    };
  }
}
