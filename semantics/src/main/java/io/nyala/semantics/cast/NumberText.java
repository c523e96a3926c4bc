package io.nyala.semantics.cast;

import io.nyala.semantics.kernel.DecimalKernels;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Numbers as text. White space around a number is ignored. */
public final class NumberText {
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;

  private NumberText() {}

  static boolean equalsIgnoringCase(ByteRange text, String lower) {
    for (int i = 0; i < lower.length(); i++) {
      byte b = text.at(i);
      if (b != lower.charAt(i) && b != Character.toUpperCase(lower.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSpace(byte b) {
    return b >= 0 && b <= ' ';
  }

  private static int start(ByteRange text) {
    int i = text.start;
    int end = text.start + text.length;
    while (i < end && isSpace(text.data[i])) {
      i++;
    }
    return i;
  }

  private static int end(ByteRange text, int start) {
    int end = text.start + text.length;
    while (end > start && isSpace(text.data[end - 1])) {
      end--;
    }
    return end;
  }

  /**
   * An integer; digits behind a decimal point are read and dropped. NULL if it is not one or
   * exceeds BIGINT.
   */
  static long parseLong(ByteRange text, NullFlag nulls) {
    byte[] data = text.data;
    int i = start(text);
    int end = end(text, i);
    boolean negative = i < end && data[i] == '-';
    if (i < end && (negative || data[i] == '+')) {
      i++;
    }
    int digits = i;
    long value = 0; // negative, so that the least BIGINT fits
    for (; i < end && data[i] >= '0' && data[i] <= '9'; i++) {
      int digit = data[i] - '0';
      if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
        nulls.isNull = true;
        return 0;
      }
      value = value * 10 - digit;
    }
    boolean any = i > digits;
    if (i < end && data[i] == '.') {
      for (i++; i < end && data[i] >= '0' && data[i] <= '9'; i++) {
        any = true;
      }
    }
    if (!any || i < end || !negative && value == Long.MIN_VALUE) {
      nulls.isNull = true;
      return 0;
    }
    return negative ? value : -value;
  }

  /** A double as Java reads it, without allocation for up to 15 digits without exponent. */
  static double parseDouble(ByteRange text, NullFlag nulls) {
    byte[] data = text.data;
    int start = start(text);
    int end = end(text, start);
    int i = start;
    boolean negative = i < end && data[i] == '-';
    if (i < end && (negative || data[i] == '+')) {
      i++;
    }
    long value = 0;
    int digits = 0;
    int fraction = -1;
    for (; i < end; i++) {
      byte b = data[i];
      if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
        digits++;
        fraction += fraction >= 0 ? 1 : 0;
        if (digits > 15) {
          break;
        }
      } else if (b == '.' && fraction < 0) {
        fraction = 0;
      } else {
        break;
      }
    }
    if (i == end && digits > 0) {
      double magnitude = value / POWERS[Math.max(fraction, 0)];
      return negative ? -magnitude : magnitude;
    }
    try {
      return Double.parseDouble(new String(data, start, end - start, StandardCharsets.UTF_8));
    } catch (NumberFormatException e) {
      nulls.isNull = true;
      return 0;
    }
  }

  /** A decimal, rounded to the scale; with exponent if it has one. */
  static void parseDecimal(
      ByteRange text, int precision, int scale, Int128 result, NullFlag nulls) {
    byte[] data = text.data;
    int start = start(text);
    int end = end(text, start);
    int i = start;
    boolean negative = i < end && data[i] == '-';
    if (i < end && (negative || data[i] == '+')) {
      i++;
    }
    long value = 0;
    int digits = 0;
    int fraction = -1;
    for (; i < end && digits <= 18; i++) {
      byte b = data[i];
      if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
        digits++;
        fraction += fraction >= 0 ? 1 : 0;
      } else if (b == '.' && fraction < 0) {
        fraction = 0;
      } else {
        break;
      }
    }
    if (i == end && digits > 0 && digits <= 18) {
      result.set(negative ? -value : value);
      CastKernels.rescale(result, Math.max(fraction, 0), precision, scale, result, nulls);
      return;
    }
    if (end - start > 1000) {
      nulls.isNull = true; // no number that a decimal holds is that long
      return;
    }
    try {
      String number = new String(data, start, end - start, StandardCharsets.UTF_8);
      CastKernels.set(new BigDecimal(number), precision, scale, result, nulls);
    } catch (NumberFormatException e) {
      nulls.isNull = true;
    }
  }

  /** The double nearest to value / 10^scale. */
  static double toDouble(long value, int scale) {
    if (value <= EXACT && value >= -EXACT && scale < POWERS.length) {
      return value / POWERS[scale];
    }
    return BigDecimal.valueOf(value, scale).doubleValue();
  }

  /**
   * Appends with exactly {@code scale} digits behind the point, 0 ≤ scale ≤ 18, value not the least
   * long.
   */
  static void appendDecimal(long value, int scale, BytesBuilder result) {
    if (scale == 0) {
      result.appendLong(value);
      return;
    }
    long power = DecimalKernels.power(scale);
    long magnitude = Math.abs(value);
    if (value < 0) {
      result.append((byte) '-');
    }
    result.appendLong(magnitude / power);
    result.append((byte) '.');
    result.appendDigits(magnitude % power, scale);
  }
}
