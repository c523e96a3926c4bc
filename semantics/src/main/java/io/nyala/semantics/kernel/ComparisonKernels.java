package io.nyala.semantics.kernel;

import io.nyala.semantics.function.NullAware;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;

/**
 * Comparisons per kind. NaN equals itself and is greater than any other number; −0.0 equals 0.0.
 * Strings compare by bytes.
 */
public final class ComparisonKernels {
  private ComparisonKernels() {}

  /** Order of doubles: NaN last, both zeros equal. */
  public static int compareDoubles(double a, double b) {
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return a == b ? 0 : Boolean.compare(Double.isNaN(a), Double.isNaN(b));
  }

  static boolean equalDoubles(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  public static boolean equal(boolean a, boolean b) {
    return a == b;
  }

  public static boolean notEqual(boolean a, boolean b) {
    return a != b;
  }

  public static boolean less(boolean a, boolean b) {
    return Boolean.compare(a, b) < 0;
  }

  public static boolean lessOrEqual(boolean a, boolean b) {
    return Boolean.compare(a, b) <= 0;
  }

  public static boolean greater(boolean a, boolean b) {
    return Boolean.compare(a, b) > 0;
  }

  public static boolean greaterOrEqual(boolean a, boolean b) {
    return Boolean.compare(a, b) >= 0;
  }

  @NullAware
  public static boolean sameValue(boolean a, boolean aNull, boolean b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean equal(long a, long b) {
    return a == b;
  }

  public static boolean notEqual(long a, long b) {
    return a != b;
  }

  public static boolean less(long a, long b) {
    return a < b;
  }

  public static boolean lessOrEqual(long a, long b) {
    return a <= b;
  }

  public static boolean greater(long a, long b) {
    return a > b;
  }

  public static boolean greaterOrEqual(long a, long b) {
    return a >= b;
  }

  @NullAware
  public static boolean sameValue(long a, boolean aNull, long b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean equal(double a, double b) {
    return equalDoubles(a, b);
  }

  public static boolean notEqual(double a, double b) {
    return !equal(a, b);
  }

  public static boolean less(double a, double b) {
    return compareDoubles(a, b) < 0;
  }

  public static boolean lessOrEqual(double a, double b) {
    return compareDoubles(a, b) <= 0;
  }

  public static boolean greater(double a, double b) {
    return compareDoubles(a, b) > 0;
  }

  public static boolean greaterOrEqual(double a, double b) {
    return compareDoubles(a, b) >= 0;
  }

  @NullAware
  public static boolean sameValue(double a, boolean aNull, double b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean equal(Int128 a, Int128 b) {
    return a.low == b.low && a.high == b.high;
  }

  public static boolean notEqual(Int128 a, Int128 b) {
    return !equal(a, b);
  }

  public static boolean less(Int128 a, Int128 b) {
    return Int128.compare(a, b) < 0;
  }

  public static boolean lessOrEqual(Int128 a, Int128 b) {
    return Int128.compare(a, b) <= 0;
  }

  public static boolean greater(Int128 a, Int128 b) {
    return Int128.compare(a, b) > 0;
  }

  public static boolean greaterOrEqual(Int128 a, Int128 b) {
    return Int128.compare(a, b) >= 0;
  }

  @NullAware
  public static boolean sameValue(Int128 a, boolean aNull, Int128 b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean equal(TimestampHolder a, TimestampHolder b) {
    return a.seconds == b.seconds && a.nanos == b.nanos;
  }

  public static boolean notEqual(TimestampHolder a, TimestampHolder b) {
    return !equal(a, b);
  }

  public static boolean less(TimestampHolder a, TimestampHolder b) {
    return TimestampHolder.compare(a, b) < 0;
  }

  public static boolean lessOrEqual(TimestampHolder a, TimestampHolder b) {
    return TimestampHolder.compare(a, b) <= 0;
  }

  public static boolean greater(TimestampHolder a, TimestampHolder b) {
    return TimestampHolder.compare(a, b) > 0;
  }

  public static boolean greaterOrEqual(TimestampHolder a, TimestampHolder b) {
    return TimestampHolder.compare(a, b) >= 0;
  }

  @NullAware
  public static boolean sameValue(
      TimestampHolder a, boolean aNull, TimestampHolder b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean equal(ByteRange a, ByteRange b) {
    return ByteRange.equal(a, b);
  }

  public static boolean notEqual(ByteRange a, ByteRange b) {
    return !equal(a, b);
  }

  public static boolean less(ByteRange a, ByteRange b) {
    return ByteRange.compare(a, b) < 0;
  }

  public static boolean lessOrEqual(ByteRange a, ByteRange b) {
    return ByteRange.compare(a, b) <= 0;
  }

  public static boolean greater(ByteRange a, ByteRange b) {
    return ByteRange.compare(a, b) > 0;
  }

  public static boolean greaterOrEqual(ByteRange a, ByteRange b) {
    return ByteRange.compare(a, b) >= 0;
  }

  @NullAware
  public static boolean sameValue(ByteRange a, boolean aNull, ByteRange b, boolean bNull) {
    return aNull || bNull ? aNull && bNull : equal(a, b);
  }

  public static boolean greatest(boolean[] values) {
    boolean result = values[0];
    for (boolean value : values) {
      result = Boolean.compare(value, result) > 0 ? value : result;
    }
    return result;
  }

  public static long greatest(long[] values) {
    long result = values[0];
    for (long value : values) {
      result = value > result ? value : result;
    }
    return result;
  }

  public static double greatest(double[] values) {
    double result = values[0];
    for (double value : values) {
      result = compareDoubles(value, result) > 0 ? value : result;
    }
    return result;
  }

  public static void greatest(Int128[] values, Int128 result) {
    result.set(values[0]);
    for (Int128 value : values) {
      if (Int128.compare(value, result) > 0) {
        result.set(value);
      }
    }
  }

  public static void greatest(TimestampHolder[] values, TimestampHolder result) {
    result.set(values[0]);
    for (TimestampHolder value : values) {
      if (TimestampHolder.compare(value, result) > 0) {
        result.set(value);
      }
    }
  }

  public static void greatest(ByteRange[] values, ByteRange result) {
    result.set(values[0]);
    for (ByteRange value : values) {
      if (ByteRange.compare(value, result) > 0) {
        result.set(value);
      }
    }
  }

  public static boolean least(boolean[] values) {
    boolean result = values[0];
    for (boolean value : values) {
      result = Boolean.compare(value, result) < 0 ? value : result;
    }
    return result;
  }

  public static long least(long[] values) {
    long result = values[0];
    for (long value : values) {
      result = value < result ? value : result;
    }
    return result;
  }

  public static double least(double[] values) {
    double result = values[0];
    for (double value : values) {
      result = compareDoubles(value, result) < 0 ? value : result;
    }
    return result;
  }

  public static void least(Int128[] values, Int128 result) {
    result.set(values[0]);
    for (Int128 value : values) {
      if (Int128.compare(value, result) < 0) {
        result.set(value);
      }
    }
  }

  public static void least(TimestampHolder[] values, TimestampHolder result) {
    result.set(values[0]);
    for (TimestampHolder value : values) {
      if (TimestampHolder.compare(value, result) < 0) {
        result.set(value);
      }
    }
  }

  public static void least(ByteRange[] values, ByteRange result) {
    result.set(values[0]);
    for (ByteRange value : values) {
      if (ByteRange.compare(value, result) < 0) {
        result.set(value);
      }
    }
  }
}
