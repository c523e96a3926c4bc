package io.nyala.storage.split;

import io.nyala.spi.expression.ByteString;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Vectors that repeat one literal: partition keys, columns that a file does not have. */
public final class LiteralVectors {
  private LiteralVectors() {}

  /**
   * A vector of {@code size} times the value, which is of the Java class that {@code
   * Expression.Literal} names for the type.
   */
  public static ConstantVector constant(DataType type, @Nullable Object value, int size) {
    return new ConstantVector(size, single(type, value));
  }

  /** A vector of one position. */
  public static FlatVector single(DataType type, @Nullable Object value) {
    boolean[] nulls = value == null ? new boolean[] {true} : null;
    return switch (type.physical()) {
      case LONG -> new LongVector(1, nulls, new long[] {value == null ? 0 : toLong(value)});
      case DOUBLE -> new DoubleVector(1, nulls, new double[] {value == null ? 0 : (Double) value});
      case DECIMAL128 -> {
        BigInteger unscaled =
            value == null ? BigInteger.ZERO : ((BigDecimal) value).unscaledValue();
        yield new Decimal128Vector(
            1,
            nulls,
            new long[] {unscaled.shiftRight(64).longValue()},
            new long[] {unscaled.longValue()});
      }
      case TIMESTAMP -> {
        TimestampValue time = value == null ? new TimestampValue(0, 0) : (TimestampValue) value;
        yield new TimestampVector(1, nulls, new long[] {time.seconds()}, new int[] {time.nanos()});
      }
      case BYTES -> {
        byte[] bytes = value == null ? new byte[0] : toBytes(value);
        yield new BytesVector(1, nulls, bytes, new int[] {0}, new int[] {bytes.length});
      }
    };
  }

  private static long toLong(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof BigDecimal decimal
        ? decimal.unscaledValue().longValueExact()
        : (Long) value;
  }

  private static byte[] toBytes(Object value) {
    return value instanceof ByteString bytes
        ? bytes.toByteArray()
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }
}
