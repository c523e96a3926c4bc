package io.nyala.semantics.kernel;

import io.nyala.semantics.value.NullFlag;

/**
 * Arithmetic and bits over integers (wrapping at their width) and floating point. FLOAT results are
 * rounded to float.
 */
public final class NumberKernels {
  private NumberKernels() {}

  /** The low {@code bits} bits, sign-extended: how Hive's integers overflow. */
  static long wrap(long value, int bits) {
    int shift = 64 - bits;
    return value << shift >> shift;
  }

  public static long add(long a, long b, int bits) {
    return wrap(a + b, bits);
  }

  public static double add(double a, double b) {
    return a + b;
  }

  public static double addFloat(double a, double b) {
    return (float) (a + b);
  }

  public static long subtract(long a, long b, int bits) {
    return wrap(a - b, bits);
  }

  public static double subtract(double a, double b) {
    return a - b;
  }

  public static double subtractFloat(double a, double b) {
    return (float) (a - b);
  }

  public static long multiply(long a, long b, int bits) {
    return wrap(a * b, bits);
  }

  public static double multiply(double a, double b) {
    return a * b;
  }

  public static double multiplyFloat(double a, double b) {
    return (float) (a * b);
  }

  public static double divide(double a, double b, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return a / b;
  }

  public static long divideIntegers(long a, long b, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return a / b;
  }

  public static long remainder(long a, long b, int bits, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return wrap(a % b, bits);
  }

  public static double remainder(double a, double b, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return a % b;
  }

  public static double remainderFloat(double a, double b, NullFlag nulls) {
    return remainder(a, b, nulls);
  }

  public static long positiveRemainder(long a, long b, int bits, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return wrap((a % b + b) % b, bits);
  }

  public static double positiveRemainder(double a, double b, NullFlag nulls) {
    if (b == 0) {
      nulls.isNull = true;
      return 0;
    }
    return (a % b + b) % b;
  }

  public static double positiveRemainderFloat(double a, double b, NullFlag nulls) {
    return (float) positiveRemainder(a, b, nulls);
  }

  public static long negate(long a, int bits) {
    return wrap(-a, bits);
  }

  public static double negate(double a) {
    return -a;
  }

  public static long and(long a, long b) {
    return a & b;
  }

  public static long or(long a, long b) {
    return a | b;
  }

  public static long xor(long a, long b) {
    return a ^ b;
  }

  public static long not(long a) {
    return ~a;
  }

  public static long shiftLeft(long a, long n, int bits) {
    return bits == 64 ? a << n : (int) a << (int) n;
  }

  public static long shiftRight(long a, long n, int bits) {
    return bits == 64 ? a >> n : (int) a >> (int) n;
  }

  public static long shiftRightUnsigned(long a, long n, int bits) {
    return bits == 64 ? a >>> n : (int) a >>> (int) n;
  }
}
