package io.nyala.semantics.kernel;

import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.NullFlag;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Decimal arithmetic over unscaled values. Results round half away from zero to the result's scale;
 * a result of more digits than its precision is NULL. Values of up to 18 digits take the {@code
 * long} paths, wider ones 128 bits; where an intermediate value needs more than 128 bits, exact
 * arithmetic of arbitrary width takes over (the only path that allocates).
 */
public final class DecimalKernels {
  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private DecimalKernels() {}

  /** 10 to the power of 0…18. */
  public static long power(int exponent) {
    return POWERS[exponent];
  }

  /** The kernel of add, subtract, multiply, divide, remainder or positiveRemainder. */
  public static Kernel arithmetic(String operation, List<DataType> parameters, DecimalType result) {
    DecimalType a = DecimalTypes.of(parameters.get(0));
    DecimalType b = DecimalTypes.of(parameters.get(1));
    return Kernel.find(
        DecimalKernels.class,
        operation,
        parameters,
        result,
        a.scale(),
        b.scale(),
        result.precision(),
        result.scale());
  }

  /** Unscaled value raised by {@code digits} digits; the caller knows that it fits. */
  static long raise(long value, int digits) {
    return digits == 0 ? value : value * POWERS[digits];
  }

  /** A result of at most 18 digits has operands of fewer, so nothing overflows. */
  public static long add(long a, long b, int aScale, int bScale, int precision, int scale) {
    return raise(a, scale - aScale) + raise(b, scale - bScale);
  }

  public static void add(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    int common = Math.max(aScale, bScale);
    result.set(a);
    scratch.right.set(b);
    if (result.scaleUp(common - aScale)
        && scratch.right.scaleUp(common - bScale)
        && result.add(scratch.right)) {
      finish(result, common, precision, scale, nulls);
    } else {
      finish(exact(a, aScale).add(exact(b, bScale)), precision, scale, result, nulls);
    }
  }

  public static long subtract(long a, long b, int aScale, int bScale, int precision, int scale) {
    return raise(a, scale - aScale) - raise(b, scale - bScale);
  }

  public static void subtract(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    scratch.left.set(b);
    scratch.left.negate();
    add(a, scratch.left, aScale, bScale, precision, scale, scratch, result, nulls);
  }

  public static long multiply(long a, long b, int aScale, int bScale, int precision, int scale) {
    return a * b;
  }

  public static void multiply(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      Int128 result,
      NullFlag nulls) {
    result.set(a);
    if (result.multiply(b)) {
      finish(result, aScale + bScale, precision, scale, nulls);
    } else {
      finish(exact(a, aScale).multiply(exact(b, bScale)), precision, scale, result, nulls);
    }
  }

  /** The product of two longs always fits 128 bits. */
  public static void multiply(
      long a,
      long b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      Int128 result,
      NullFlag nulls) {
    result.setProduct(a, b);
    finish(result, aScale + bScale, precision, scale, nulls);
  }

  public static void divide(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      Int128 result,
      NullFlag nulls) {
    if (b.isZero()) {
      nulls.isNull = true;
      return;
    }
    int up = scale - aScale + bScale;
    result.set(a);
    if (up >= 0 && up <= DataType.MAX_DECIMAL_PRECISION && result.scaleUp(up)) {
      result.divideRounded(b.high, b.low);
      check(result, precision, nulls);
    } else {
      finish(
          exact(a, aScale).divide(exact(b, bScale), scale, RoundingMode.HALF_UP),
          precision,
          scale,
          result,
          nulls);
    }
  }

  public static void remainder(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    if (b.isZero()) {
      nulls.isNull = true;
      return;
    }
    int common = Math.max(aScale, bScale);
    result.set(a);
    scratch.right.set(b);
    if (result.scaleUp(common - aScale) && scratch.right.scaleUp(common - bScale)) {
      result.remainder(scratch.right, scratch.left);
      finish(result, common, precision, scale, nulls);
    } else {
      finish(exact(a, aScale).remainder(exact(b, bScale)), precision, scale, result, nulls);
    }
  }

  public static void positiveRemainder(
      Int128 a,
      Int128 b,
      int aScale,
      int bScale,
      int precision,
      int scale,
      DecimalScratch scratch,
      Int128 result,
      NullFlag nulls) {
    if (b.isZero()) {
      nulls.isNull = true;
      return;
    }
    int common = Math.max(aScale, bScale);
    result.set(a);
    scratch.right.set(b);
    if (result.scaleUp(common - aScale) && scratch.right.scaleUp(common - bScale)) {
      result.remainder(scratch.right, scratch.left);
      if (result.add(scratch.right)) {
        result.remainder(scratch.right, scratch.left);
        finish(result, common, precision, scale, nulls);
        return;
      }
    }
    BigDecimal divisor = exact(b, bScale);
    finish(
        exact(a, aScale).remainder(divisor).add(divisor).remainder(divisor),
        precision,
        scale,
        result,
        nulls);
  }

  public static long negate(long a) {
    return -a;
  }

  public static void negate(Int128 a, Int128 result) {
    result.set(a);
    result.negate();
  }

  private static BigDecimal exact(Int128 value, int scale) {
    return new BigDecimal(value.toBigInteger(), scale);
  }

  /**
   * Brings a value of scale {@code from} to the result's scale, rounding, and checks its digits.
   */
  static void finish(Int128 value, int from, int precision, int scale, NullFlag nulls) {
    if (from > scale) {
      value.scaleDown(from - scale);
    } else if (!value.scaleUp(scale - from)) {
      nulls.isNull = true;
      return;
    }
    check(value, precision, nulls);
  }

  private static void finish(
      BigDecimal value, int precision, int scale, Int128 result, NullFlag nulls) {
    BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
    if (rounded.precision() > precision) {
      nulls.isNull = true;
    } else {
      result.set(rounded.unscaledValue());
    }
  }

  private static void check(Int128 value, int precision, NullFlag nulls) {
    if (!value.fitsPrecision(precision)) {
      nulls.isNull = true;
    }
  }
}
