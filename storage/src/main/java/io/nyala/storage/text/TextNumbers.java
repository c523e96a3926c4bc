package io.nyala.storage.text;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;

/**
 * Parses numbers from bytes by LazySimpleSerDe's rules. A value that does not parse is reported by
 * a return value, never thrown.
 */
final class TextNumbers {
  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final int MAX_EXACT_DIGITS = 15;
  private static final int MAX_LONG_DIGITS = 18;
  private static final long[] LONG_POWERS = new long[19];

  static {
    LONG_POWERS[0] = 1;
    for (int i = 1; i < LONG_POWERS.length; i++) {
      LONG_POWERS[i] = 10 * LONG_POWERS[i - 1];
    }
  }

  private TextNumbers() {}

  /**
   * Integers with an optional sign; a fraction is checked and dropped. Sets {@code nulls[row]} if
   * the text is no number or lies outside {@code min…max}.
   */
  static long parseLong(
      byte[] data, int start, int length, long min, long max, boolean[] nulls, int row) {
    int i = start;
    int end = start + length;
    boolean negative = false;
    if (i < end && (data[i] == '-' || data[i] == '+')) {
      negative = data[i] == '-';
      i++;
    }
    if (!maybeNumber(data, start, length) || i == end) {
      nulls[row] = true;
      return 0;
    }
    long value = 0; // counted downwards: the negative range is larger
    while (i < end) {
      int digit = data[i++] - '0';
      if (digit < 0 || digit > 9) {
        if (data[i - 1] == '.' && onlyDigits(data, i, end)) {
          break;
        }
        nulls[row] = true;
        return 0;
      }
      if (value < Long.MIN_VALUE / 10 || 10 * value < Long.MIN_VALUE + digit) {
        nulls[row] = true;
        return 0;
      }
      value = 10 * value - digit;
    }
    if (!negative && value == Long.MIN_VALUE) {
      nulls[row] = true;
      return 0;
    }
    long result = negative ? value : -value;
    nulls[row] = result < min || result > max;
    return result;
  }

  private static boolean onlyDigits(byte[] data, int from, int end) {
    for (int i = from; i < end; i++) {
      if (data[i] < '0' || data[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** Hive's cheap test before it parses: spares {@code \N}, blanks and NULL. */
  private static boolean maybeNumber(byte[] data, int start, int length) {
    return switch (length) {
      case 0 -> false;
      case 1 -> isDigit(data[start]);
      case 2 -> isDigit(data[start]) || isDigit(data[start + 1]);
      case 4 -> data[start] != 'N' && data[start] != 'n';
      default -> true;
    };
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * DOUBLE, and FLOAT if {@code single}. Decimal notation of few digits is computed exactly; the
   * rest is Java's parser.
   */
  static double parseDouble(
      byte[] data, int start, int length, boolean single, boolean[] nulls, int row) {
    if (!maybeNumber(data, start, length)) {
      nulls[row] = true;
      return 0;
    }
    int i = start;
    int end = start + length;
    boolean negative = data[i] == '-';
    if (negative || data[i] == '+') {
      i++;
    }
    long digits = 0;
    int count = 0;
    int scale = 0;
    boolean fraction = false;
    boolean plain = i < end;
    while (i < end) {
      byte b = data[i++];
      if (isDigit(b)) {
        digits = 10 * digits + (b - '0');
        count++;
        scale += fraction ? 1 : 0;
        if (count > MAX_EXACT_DIGITS) {
          plain = false;
          break;
        }
      } else if (b == '.' && !fraction) {
        fraction = true;
      } else {
        plain = false;
        break;
      }
    }
    if (plain && count > 0 && !single) {
      double value = digits / POWERS_OF_TEN[scale];
      return negative ? -value : value;
    }
    return parseSlowly(data, start, length, single, nulls, row);
  }

  private static double parseSlowly(
      byte[] data, int start, int length, boolean single, boolean[] nulls, int row) {
    String text = new String(data, start, length, StandardCharsets.UTF_8);
    try {
      return single ? Float.parseFloat(text) : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      nulls[row] = true;
      return 0;
    }
  }

  /** DECIMAL of up to 18 digits as an unscaled value, rounded half up to {@code scale}. */
  static long parseDecimal64(
      byte[] data,
      int start,
      int length,
      int precision,
      int scale,
      HiveDecimalWritable scratch,
      boolean[] nulls,
      int row) {
    int i = start;
    int end = start + length;
    boolean negative = length > 0 && data[i] == '-';
    if (negative || (length > 0 && data[i] == '+')) {
      i++;
    }
    long digits = 0;
    int count = 0;
    int fractionDigits = 0;
    boolean fraction = false;
    boolean plain = i < end;
    while (i < end) {
      byte b = data[i++];
      if (isDigit(b)) {
        digits = 10 * digits + (b - '0');
        fractionDigits += fraction ? 1 : 0;
        if (++count > MAX_LONG_DIGITS) {
          plain = false;
          break;
        }
      } else if (b == '.' && !fraction) {
        fraction = true;
      } else {
        plain = false;
        break;
      }
    }
    if (plain
        && count > 0
        && fractionDigits <= scale
        && count + scale - fractionDigits <= MAX_LONG_DIGITS) {
      long value = digits * LONG_POWERS[scale - fractionDigits];
      nulls[row] = value >= LONG_POWERS[precision];
      return negative ? -value : value;
    }
    if (!parseDecimal(data, start, length, precision, scale, scratch)) {
      nulls[row] = true;
      return 0;
    }
    return scratch.serialize64(scale);
  }

  /**
   * Parses into {@code target} and rounds; false if the text is no decimal or has too many integer
   * digits.
   */
  static boolean parseDecimal(
      byte[] data, int start, int length, int precision, int scale, HiveDecimalWritable target) {
    target.setFromBytes(data, start, length);
    return target.isSet() && target.mutateEnforcePrecisionScale(precision, scale);
  }
}
