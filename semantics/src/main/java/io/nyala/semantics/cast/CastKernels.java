package io.nyala.semantics.cast;

import io.nyala.semantics.kernel.CivilCalendar;
import io.nyala.semantics.kernel.DecimalKernels;
import io.nyala.semantics.kernel.Utf8;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import io.nyala.semantics.value.TimestampHolder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The conversions, one method per pair of kinds. */
public final class CastKernels {
  private static final byte[] TRUE = {'T', 'R', 'U', 'E'};
  private static final byte[] FALSE = {'F', 'A', 'L', 'S', 'E'};

  private CastKernels() {}

  public static boolean toBoolean(long value) {
    return value != 0;
  }

  public static boolean toBoolean(double value) {
    return value != 0;
  }

  public static boolean toBoolean(Int128 value) {
    return !value.isZero();
  }

  /** The empty text and false, no, off, 0 in any case are false, all else is true. */
  public static boolean toBoolean(ByteRange text) {
    return switch (text.length) {
      case 0 -> false;
      case 1 -> text.at(0) != '0';
      case 2 -> !NumberText.equalsIgnoringCase(text, "no");
      case 3 -> !NumberText.equalsIgnoringCase(text, "off");
      case 5 -> !NumberText.equalsIgnoringCase(text, "false");
      default -> true;
    };
  }

  public static long booleanToLong(boolean value) {
    return value ? 1 : 0;
  }

  public static long narrow(long value, int bits) {
    int shift = 64 - bits;
    return value << shift >> shift;
  }

  /** As Java narrows: saturated at INT or BIGINT, then the low bits. */
  public static long toInteger(double value, int bits) {
    return bits == 64 ? (long) value : narrow((int) value, bits);
  }

  public static long toInteger(ByteRange text, int bits, NullFlag nulls) {
    long value = NumberText.parseLong(text, nulls);
    if (narrow(value, bits) != value) {
      nulls.isNull = true;
    }
    return value;
  }

  public static long decimalToInteger(long value, int scale, int bits, NullFlag nulls) {
    long whole = value / DecimalKernels.power(scale);
    if (narrow(whole, bits) != whole) {
      nulls.isNull = true;
    }
    return whole;
  }

  public static long decimalToInteger(
      Int128 value, int scale, int bits, CastScratch scratch, NullFlag nulls) {
    Int128 whole = scratch.value;
    whole.set(value);
    scratch.power.setPowerOfTen(scale);
    whole.divideTruncated(scratch.power.high, scratch.power.low);
    if (!whole.fitsLong() || narrow(whole.low, bits) != whole.low) {
      nulls.isNull = true;
    }
    return whole.low;
  }

  public static double toSingle(double value) {
    return (float) value;
  }

  public static double toFloating(boolean value, int width) {
    return value ? 1 : 0;
  }

  public static double toFloating(long value, int width) {
    return width == 32 ? (float) value : (double) value;
  }

  public static double toFloating(ByteRange text, int width, NullFlag nulls) {
    double value = NumberText.parseDouble(text, nulls);
    return width == 32 ? (float) value : value;
  }

  public static double decimalToFloating(long value, int scale, int width) {
    double result = NumberText.toDouble(value, scale);
    return width == 32 ? (float) result : result;
  }

  public static double decimalToFloating(Int128 value, int scale, int width) {
    double result =
        value.fitsLong()
            ? NumberText.toDouble(value.low, scale)
            : new BigDecimal(value.toBigInteger(), scale).doubleValue();
    return width == 32 ? (float) result : result;
  }

  public static void rescale(
      Int128 value, int from, int precision, int scale, Int128 result, NullFlag nulls) {
    result.set(value);
    if (from > scale) {
      result.scaleDown(from - scale);
    } else if (!result.scaleUp(scale - from)) {
      nulls.isNull = true;
      return;
    }
    if (!result.fitsPrecision(precision)) {
      nulls.isNull = true;
    }
  }

  public static long rescale(long value, int from, int precision, int scale, NullFlag nulls) {
    long result = value;
    if (from > scale) {
      long divisor = DecimalKernels.power(from - scale);
      result = value / divisor;
      long rest = Math.abs(value - result * divisor);
      if (rest >= divisor - rest) {
        result += value < 0 ? -1 : 1;
      }
    } else if (from < scale) {
      long factor = DecimalKernels.power(scale - from);
      if (Math.multiplyHigh(value, factor) != value * factor >> 63) {
        nulls.isNull = true;
        return 0;
      }
      result = value * factor;
    }
    if (Math.abs(result) >= DecimalKernels.power(precision)) {
      nulls.isNull = true;
    }
    return result;
  }

  public static void integerToDecimal(
      long value, int precision, int scale, Int128 result, NullFlag nulls) {
    result.set(value);
    if (!result.scaleUp(scale) || !result.fitsPrecision(precision)) {
      nulls.isNull = true;
    }
  }

  public static long integerToDecimal(long value, int precision, int scale, NullFlag nulls) {
    return value == Long.MIN_VALUE ? setNull(nulls) : rescale(value, 0, precision, scale, nulls);
  }

  private static long setNull(NullFlag nulls) {
    nulls.isNull = true;
    return 0;
  }

  public static void toDecimal(
      boolean value, int precision, int scale, Int128 result, NullFlag nulls) {
    integerToDecimal(value ? 1 : 0, precision, scale, result, nulls);
  }

  public static void toDecimal(
      double value, int precision, int scale, Int128 result, NullFlag nulls) {
    if (Double.isFinite(value)) {
      set(new BigDecimal(Double.toString(value)), precision, scale, result, nulls);
    } else {
      nulls.isNull = true;
    }
  }

  /** A FLOAT converts by its shortest decimal form. */
  public static void singleToDecimal(
      double value, int precision, int scale, Int128 result, NullFlag nulls) {
    if (Double.isFinite(value)) {
      set(new BigDecimal(Float.toString((float) value)), precision, scale, result, nulls);
    } else {
      nulls.isNull = true;
    }
  }

  public static void toDecimal(
      ByteRange text, int precision, int scale, Int128 result, NullFlag nulls) {
    NumberText.parseDecimal(text, precision, scale, result, nulls);
  }

  static void set(BigDecimal value, int precision, int scale, Int128 result, NullFlag nulls) {
    // guards setScale against an absurd exponent
    if (value.signum() != 0 && value.precision() - (long) value.scale() > precision - scale + 1L) {
      nulls.isNull = true;
      return;
    }
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      nulls.isNull = true;
    } else {
      result.set(rounded.unscaledValue());
    }
  }

  public static void toText(boolean value, BytesBuilder result) {
    byte[] text = value ? TRUE : FALSE;
    result.append(text, 0, text.length);
  }

  public static void toText(long value, BytesBuilder result) {
    result.appendLong(value);
  }

  public static void toText(double value, BytesBuilder result) {
    result.append(Double.toString(value));
  }

  public static void singleToText(double value, BytesBuilder result) {
    result.append(Float.toString((float) value));
  }

  public static void decimalToText(long value, int scale, BytesBuilder result) {
    NumberText.appendDecimal(value, scale, result);
  }

  public static void decimalToText(Int128 value, int scale, BytesBuilder result) {
    if (value.fitsLong() && value.low != Long.MIN_VALUE && scale <= 18) {
      NumberText.appendDecimal(value.low, scale, result);
    } else {
      result.append(new BigDecimal(value.toBigInteger(), scale).toPlainString());
    }
  }

  public static void dateToText(long value, BytesBuilder result) {
    DateText.appendDate(value, result);
  }

  public static void toText(TimestampHolder value, BytesBuilder result) {
    DateText.appendTimestamp(value.seconds, value.nanos, result);
  }

  public static void monthsToText(long value, BytesBuilder result) {
    DateText.appendMonths(value, result);
  }

  public static void intervalToText(TimestampHolder value, BytesBuilder result) {
    DateText.appendInterval(value.seconds, value.nanos, result);
  }

  public static void toVarchar(ByteRange text, int length, ByteRange result) {
    result.set(text.data, text.start, Utf8.offset(text, 0, length));
  }

  /** CHAR values are kept without trailing spaces. */
  public static void toChar(ByteRange text, int length, ByteRange result) {
    int end = Utf8.offset(text, 0, length);
    while (end > 0 && text.at(end - 1) == ' ') {
      end--;
    }
    result.set(text.data, text.start, end);
  }

  public static long toDate(TimestampHolder value) {
    return CivilCalendar.dayOf(value.seconds);
  }

  public static long toDate(ByteRange text, TextCursor cursor, NullFlag nulls) {
    return DateText.parseDate(text, cursor, nulls);
  }

  public static void toTimestamp(long date, TimestampHolder result) {
    result.set(date * CivilCalendar.SECONDS_PER_DAY, 0);
  }

  public static void toTimestamp(
      ByteRange text, TextCursor cursor, TimestampHolder result, NullFlag nulls) {
    DateText.parseTimestamp(text, cursor, result, nulls);
  }

  public static long toMonths(ByteRange text, TextCursor cursor, NullFlag nulls) {
    return DateText.parseMonths(text, cursor, nulls);
  }

  public static void toInterval(
      ByteRange text, TextCursor cursor, TimestampHolder result, NullFlag nulls) {
    DateText.parseInterval(text, cursor, result, nulls);
  }
}
