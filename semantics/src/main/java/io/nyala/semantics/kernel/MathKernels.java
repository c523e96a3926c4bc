package io.nyala.semantics.kernel;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numeric functions. Where Java answers NaN for an argument outside the domain, some answer NULL,
 * as Hive does.
 */
public final class MathKernels {
  private static final double LOG_2 = Math.log(2);

  private MathKernels() {}

  public static long abs(long value, int bits) {
    return NumberKernels.wrap(Math.abs(value), bits);
  }

  public static double abs(double value) {
    return Math.abs(value);
  }

  public static long absDecimal(long value) {
    return Math.abs(value);
  }

  public static void absDecimal(Int128 value, Int128 result) {
    result.set(value);
    if (result.isNegative()) {
      result.negate();
    }
  }

  public static double sign(double value) {
    return value > 0 ? 1 : value < 0 ? -1 : 0;
  }

  public static long signDecimal(long value) {
    return Long.signum(value);
  }

  public static long signDecimal(Int128 value) {
    return value.signum();
  }

  private static double orNull(boolean inDomain, double value, NullFlag nulls) {
    if (!inDomain) {
      nulls.isNull = true;
    }
    return value;
  }

  public static double sqrt(double value, NullFlag nulls) {
    return orNull(value >= 0, Math.sqrt(value), nulls);
  }

  public static double cbrt(double value) {
    return Math.cbrt(value);
  }

  public static double power(double base, double exponent) {
    return StrictMath.pow(base, exponent);
  }

  public static double exp(double value) {
    return StrictMath.exp(value);
  }

  public static double ln(double value, NullFlag nulls) {
    return orNull(value > 0, StrictMath.log(value), nulls);
  }

  public static double log10(double value, NullFlag nulls) {
    return orNull(value > 0, StrictMath.log10(value), nulls);
  }

  public static double log2(double value, NullFlag nulls) {
    return orNull(value > 0, StrictMath.log(value) / LOG_2, nulls);
  }

  public static double log(double value, NullFlag nulls) {
    return ln(value, nulls);
  }

  public static double log(double base, double value, NullFlag nulls) {
    return orNull(base > 1 && value > 0, StrictMath.log(value) / StrictMath.log(base), nulls);
  }

  public static double sin(double value) {
    return StrictMath.sin(value);
  }

  public static double cos(double value) {
    return StrictMath.cos(value);
  }

  public static double tan(double value) {
    return StrictMath.tan(value);
  }

  public static double asin(double value, NullFlag nulls) {
    return orNull(Math.abs(value) <= 1, StrictMath.asin(value), nulls);
  }

  public static double acos(double value, NullFlag nulls) {
    return orNull(Math.abs(value) <= 1, StrictMath.acos(value), nulls);
  }

  public static double atan(double value) {
    return StrictMath.atan(value);
  }

  public static double degrees(double value) {
    return Math.toDegrees(value);
  }

  public static double radians(double value) {
    return Math.toRadians(value);
  }

  public static double pi() {
    return Math.PI;
  }

  public static double e() {
    return Math.E;
  }

  public static long factorial(long n, NullFlag nulls) {
    if (n < 0 || n > 20) {
      nulls.isNull = true;
      return 0;
    }
    long result = 1;
    for (long i = 2; i <= n; i++) {
      result *= i;
    }
    return result;
  }

  /** Saturates at BIGINT. */
  public static long floor(double value) {
    return (long) Math.floor(value);
  }

  public static long ceil(double value) {
    return (long) Math.ceil(value);
  }

  public static long floor(long value) {
    return value;
  }

  public static long ceil(long value) {
    return value;
  }

  public static void floorDecimal(Int128 value, int scale, DecimalScratch scratch, Int128 result) {
    truncate(value, scale, scratch, result);
    if (value.isNegative() && !scratch.left.isZero()) {
      result.add(-1, -1);
    }
  }

  public static void ceilDecimal(Int128 value, int scale, DecimalScratch scratch, Int128 result) {
    truncate(value, scale, scratch, result);
    if (!value.isNegative() && !scratch.left.isZero()) {
      result.add(0, 1);
    }
  }

  /** Sets the result to the integer part and the scratch's left to what was cut off. */
  private static void truncate(Int128 value, int scale, DecimalScratch scratch, Int128 result) {
    scratch.right.setPowerOfTen(scale);
    result.set(value);
    result.divideTruncated(scratch.right.high, scratch.right.low);
    scratch.left.set(result);
    scratch.left.multiply(scratch.right);
    scratch.left.negate();
    scratch.left.add(value);
  }

  /** Rounds half away from zero, by the double's shortest decimal form. */
  public static double round(double value, long digits) {
    return roundDouble(value, digits, RoundingMode.HALF_UP);
  }

  public static double round(double value) {
    return roundDouble(value, 0, RoundingMode.HALF_UP);
  }

  public static double bround(double value, long digits) {
    return roundDouble(value, digits, RoundingMode.HALF_EVEN);
  }

  public static double bround(double value) {
    return roundDouble(value, 0, RoundingMode.HALF_EVEN);
  }

  private static double roundDouble(double value, long digits, RoundingMode mode) {
    if (!Double.isFinite(value) || digits > 400) {
      return value;
    }
    if (digits == 0 && Math.abs(value) < 1L << 52) {
      return mode == RoundingMode.HALF_EVEN
          ? Math.rint(value)
          : Math.copySign(halfUp(Math.abs(value)), value);
    }
    return digits < -400 ? 0 : BigDecimal.valueOf(value).setScale((int) digits, mode).doubleValue();
  }

  private static double halfUp(double magnitude) {
    double whole = Math.floor(magnitude);
    return magnitude - whole >= 0.5 ? whole + 1 : whole;
  }

  public static double roundSingle(double value, long digits) {
    return (float) roundSingle(value, digits, RoundingMode.HALF_UP);
  }

  public static double roundSingle(double value) {
    return roundSingle(value, 0);
  }

  public static double broundSingle(double value, long digits) {
    return (float) roundSingle(value, digits, RoundingMode.HALF_EVEN);
  }

  public static double broundSingle(double value) {
    return broundSingle(value, 0);
  }

  private static double roundSingle(double value, long digits, RoundingMode mode) {
    if (!Double.isFinite(value) || digits > 400) {
      return value;
    }
    return digits < -400
        ? 0
        : new BigDecimal(Float.toString((float) value)).setScale((int) digits, mode).floatValue();
  }

  public static long roundInteger(long value, long digits, int bits) {
    return NumberKernels.wrap(roundLong(value, digits, false), bits);
  }

  public static long roundInteger(long value, int bits) {
    return value;
  }

  public static long broundInteger(long value, long digits, int bits) {
    return NumberKernels.wrap(roundLong(value, digits, true), bits);
  }

  public static long broundInteger(long value, int bits) {
    return value;
  }

  private static long roundLong(long value, long digits, boolean even) {
    if (digits >= 0) {
      return value;
    }
    if (digits < -18) {
      return 0;
    }
    long unit = DecimalKernels.power((int) -digits);
    long whole = value / unit;
    long rest = Math.abs(value % unit);
    long half = unit / 2;
    if (rest > half || rest == half && (!even || (whole & 1) != 0)) {
      whole += value < 0 ? -1 : 1;
    }
    return whole * unit;
  }

  public static void roundDecimal(
      Int128 value, int from, int precision, int scale, Int128 result, NullFlag nulls) {
    roundDecimal(value, 0, from, precision, scale, result, nulls);
  }

  /**
   * Rounds to {@code digits} digits behind the point (before it if negative), then to the result's
   * scale.
   */
  public static void roundDecimal(
      Int128 value,
      long digits,
      int from,
      int precision,
      int scale,
      Int128 result,
      NullFlag nulls) {
    result.set(value);
    int cut = (int) Math.min(39, Math.max(0, from - digits));
    result.scaleDown(cut);
    finishRounded(from - cut, result, precision, scale, nulls);
  }

  public static void broundDecimal(
      Int128 value,
      int from,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    broundDecimal(value, 0, from, precision, scale, scratch, result, nulls);
  }

  public static void broundDecimal(
      Int128 value,
      long digits,
      int from,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    int cut = (int) Math.min(38, Math.max(0, from - digits));
    truncate(value, cut, scratch, result);
    // twice the rest against the unit
    Int128 rest = scratch.left;
    if (rest.isNegative()) {
      rest.negate();
    }
    Int128 unit = scratch.right;
    unit.subtract(rest);
    int half = Int128.compare(rest, unit);
    if (half > 0 || half == 0 && cut > 0 && (result.low & 1) != 0) {
      boolean negative = value.isNegative();
      result.add(negative ? -1 : 0, negative ? -1 : 1);
    }
    finishRounded(from - cut, result, precision, scale, nulls);
  }

  private static void finishRounded(
      int valueScale, Int128 result, int precision, int scale, NullFlag nulls) {
    DecimalKernels.finish(result, valueScale, precision, scale, nulls);
  }

  /** Cuts digits off towards zero. */
  public static double trunc(double value, long digits) {
    if (!Double.isFinite(value) || digits > 400) {
      return value;
    }
    return digits < -400
        ? 0
        : BigDecimal.valueOf(value).setScale((int) digits, RoundingMode.DOWN).doubleValue();
  }

  public static double trunc(double value) {
    return trunc(value, 0);
  }

  public static long truncInteger(long value, long digits) {
    if (digits >= 0) {
      return value;
    }
    return digits < -18 ? 0 : value - value % DecimalKernels.power((int) -digits);
  }

  public static long truncInteger(long value) {
    return value;
  }

  public static void truncDecimal(
      Int128 value,
      int from,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    truncDecimal(value, 0, from, precision, scale, scratch, result, nulls);
  }

  public static void truncDecimal(
      Int128 value,
      long digits,
      int from,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    int cut = (int) Math.min(38, Math.max(0, from - digits));
    truncate(value, cut, scratch, result);
    finishRounded(from - cut, result, precision, scale, nulls);
  }

  public static long widthBucket(
      double value, double low, double high, long buckets, NullFlag nulls) {
    if (buckets <= 0 || low == high) {
      nulls.isNull = true;
      return 0;
    }
    double share = (value - low) / (high - low);
    if (share < 0) {
      return 0;
    }
    return share >= 1 ? buckets + 1 : (long) Math.floor(share * buckets) + 1;
  }

  public static double rand(EvaluationContext context, RandomSource random) {
    return random.next(context.seed());
  }

  public static double rand(long seed, RandomSource random) {
    return random.next(seed);
  }
}
