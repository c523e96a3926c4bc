package io.nyala.semantics.hash;

import io.nyala.semantics.function.NullAware;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.spi.type.DataType;
import java.math.BigDecimal;

/**
 * Hive's hashes of one value, 0 for NULL: {@code murmur…} as bucketing version 2 and murmur_hash(),
 * {@code java…} as hash(). A row of several values has 31·h + next.
 */
public final class HiveHashes {
  private HiveHashes() {}

  /** Suffix of the methods for a type. */
  public static String suffix(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, VOID -> "Small";
      case SMALLINT -> "Short";
      case INT -> "Int";
      case DATE, INTERVAL_YEAR_MONTH -> "Date";
      case BIGINT -> "Long";
      case FLOAT -> "Float";
      case DOUBLE -> "Double";
      case DECIMAL -> "Decimal";
      case STRING, VARCHAR -> "Text";
      case CHAR -> "Char";
      case BINARY -> "Binary";
      case TIMESTAMP, INTERVAL_DAY_TIME -> "Timestamp";
      case UNSUPPORTED -> throw new IllegalStateException("no hash for " + type.hiveName());
    };
  }

  public static int ofSmall(long value) {
    return (int) value;
  }

  /** The bits of a float are written as a number converted to float, as Hive does. */
  public static int ofFloat(double value) {
    return Murmur3.hashInt(Float.floatToRawIntBits((float) Float.floatToIntBits((float) value)));
  }

  /** The bits of a double are written as a number converted to double, as Hive does. */
  public static int ofDouble(double value) {
    double positive = value == 0 ? 0 : value;
    return Murmur3.hashLong(Double.doubleToRawLongBits((double) Double.doubleToLongBits(positive)));
  }

  public static int ofText(byte[] data, int start, int length) {
    return Murmur3.hash(data, start, length);
  }

  /**
   * Of the shortest big-endian two's complement form of the unscaled value without trailing zeros.
   */
  public static int ofDecimal(long high, long low, int scale, HashScratch scratch) {
    Int128 value = scratch.value;
    value.set(high, low);
    strip(value, scale, scratch.quotient);
    long h = value.high;
    long l = value.low;
    int length = 16;
    byte[] bytes = scratch.bytes;
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (h >> 56 - 8 * i);
      bytes[8 + i] = (byte) (l >> 56 - 8 * i);
    }
    int start = 0;
    byte sign = (byte) (h >> 63);
    while (length > 1 && bytes[start] == sign && (bytes[start + 1] ^ sign) >= 0) {
      start++;
      length--;
    }
    return Murmur3.hash(bytes, start, length);
  }

  /** Divides by 10 while that is exact, at most {@code scale} times. */
  private static void strip(Int128 value, int scale, Int128 quotient) {
    for (int left = scale; left > 0 && !value.isZero(); left--) {
      quotient.set(value);
      quotient.divideTruncated(0, 10);
      long low = quotient.low * 10;
      if (low != value.low) {
        break;
      }
      value.set(quotient);
    }
  }

  /**
   * Of Hive's binary form of a timestamp: 31 bits of the seconds, nanoseconds reversed as a
   * variable-length number, then further seconds.
   */
  public static int ofTimestamp(long seconds, int nanos, HashScratch scratch) {
    byte[] bytes = scratch.bytes;
    boolean hasNanos = nanos != 0;
    boolean wide = seconds < 0 || seconds > Integer.MAX_VALUE;
    int first = (int) seconds & Integer.MAX_VALUE;
    if (hasNanos || wide) {
      first |= Integer.MIN_VALUE;
    }
    for (int i = 0; i < 4; i++) {
      bytes[i] = (byte) (first >> 24 - 8 * i);
    }
    int length = 4;
    if (hasNanos || wide) {
      int reversed = 0;
      int rest = nanos;
      for (int i = 0; i < 9; i++) {
        reversed = reversed * 10 + rest % 10;
        rest /= 10;
      }
      length = writeVariable(bytes, length, wide ? -1L - reversed : reversed);
      if (wide) {
        length = writeVariable(bytes, length, seconds >> 31);
      }
    }
    return Murmur3.hash(bytes, 0, length);
  }

  /**
   * Hadoop's variable-length form: one byte for −112…127, else a byte of sign and length and the
   * magnitude.
   */
  private static int writeVariable(byte[] bytes, int at, long number) {
    int next = at;
    if (number >= -112 && number <= 127) {
      bytes[next++] = (byte) number;
      return next;
    }
    long magnitude = number < 0 ? ~number : number;
    int size = (71 - Long.numberOfLeadingZeros(magnitude)) / 8;
    bytes[next++] = (byte) (number < 0 ? -120 - size : -112 - size);
    for (int i = size - 1; i >= 0; i--) {
      bytes[next++] = (byte) (magnitude >> 8 * i);
    }
    return next;
  }

  @NullAware
  public static long murmurSmall(boolean value, boolean isNull) {
    return isNull || !value ? 0 : 1;
  }

  @NullAware
  public static long murmurSmall(long value, boolean isNull) {
    return isNull ? 0 : value;
  }

  @NullAware
  public static long murmurShort(long value, boolean isNull) {
    return isNull ? 0 : Murmur3.hashShort(value);
  }

  @NullAware
  public static long murmurInt(long value, boolean isNull) {
    return isNull ? 0 : Murmur3.hashInt(value);
  }

  @NullAware
  public static long murmurDate(long value, boolean isNull) {
    return isNull ? 0 : Murmur3.hashInt(value);
  }

  @NullAware
  public static long murmurLong(long value, boolean isNull) {
    return isNull ? 0 : Murmur3.hashLong(value);
  }

  @NullAware
  public static long murmurFloat(double value, boolean isNull) {
    return isNull ? 0 : ofFloat(value);
  }

  @NullAware
  public static long murmurDouble(double value, boolean isNull) {
    return isNull ? 0 : ofDouble(value);
  }

  @NullAware
  public static long murmurDecimal(Int128 value, boolean isNull, int scale, HashScratch scratch) {
    return isNull ? 0 : ofDecimal(value.high, value.low, scale, scratch);
  }

  @NullAware
  public static long murmurText(ByteRange value, boolean isNull) {
    return isNull ? 0 : Murmur3.hash(value.data, value.start, value.length);
  }

  @NullAware
  public static long murmurChar(ByteRange value, boolean isNull) {
    return murmurText(value, isNull);
  }

  @NullAware
  public static long murmurBinary(ByteRange value, boolean isNull) {
    return murmurText(value, isNull);
  }

  @NullAware
  public static long murmurTimestamp(TimestampHolder value, boolean isNull, HashScratch scratch) {
    return isNull ? 0 : ofTimestamp(value.seconds, value.nanos, scratch);
  }

  @NullAware
  public static long javaSmall(boolean value, boolean isNull) {
    return isNull || !value ? 0 : 1;
  }

  @NullAware
  public static long javaSmall(long value, boolean isNull) {
    return isNull ? 0 : value;
  }

  @NullAware
  public static long javaShort(long value, boolean isNull) {
    return isNull ? 0 : value;
  }

  @NullAware
  public static long javaInt(long value, boolean isNull) {
    return isNull ? 0 : value;
  }

  @NullAware
  public static long javaDate(long value, boolean isNull) {
    return isNull ? 0 : value;
  }

  @NullAware
  public static long javaLong(long value, boolean isNull) {
    return isNull ? 0 : Long.hashCode(value);
  }

  @NullAware
  public static long javaFloat(double value, boolean isNull) {
    return isNull ? 0 : Float.floatToIntBits((float) value);
  }

  @NullAware
  public static long javaDouble(double value, boolean isNull) {
    return isNull ? 0 : Double.hashCode(value == 0 ? 0 : value);
  }

  @NullAware
  public static long javaDecimal(Int128 value, boolean isNull, int scale) {
    if (isNull) {
      return 0;
    }
    BigDecimal decimal = new BigDecimal(value.toBigInteger(), scale).stripTrailingZeros();
    return (decimal.scale() < 0 ? decimal.setScale(0) : decimal).hashCode();
  }

  private static int bytesHash(ByteRange value, int first) {
    int hash = first;
    for (int i = 0; i < value.length; i++) {
      hash = 31 * hash + value.at(i);
    }
    return hash;
  }

  @NullAware
  public static long javaText(ByteRange value, boolean isNull) {
    return isNull ? 0 : bytesHash(value, 0);
  }

  @NullAware
  public static long javaChar(ByteRange value, boolean isNull) {
    return isNull ? 0 : bytesHash(value, 1);
  }

  @NullAware
  public static long javaBinary(ByteRange value, boolean isNull) {
    return isNull ? 0 : bytesHash(value, 1);
  }

  @NullAware
  public static long javaTimestamp(TimestampHolder value, boolean isNull) {
    return isNull ? 0 : Long.hashCode(value.seconds << 30 | value.nanos);
  }
}
