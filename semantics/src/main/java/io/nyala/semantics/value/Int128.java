package io.nyala.semantics.value;

import java.math.BigInteger;

/**
 * A mutable 128-bit two's complement integer: the unscaled value of a wide decimal. Operations say
 * whether they overflowed; after an overflow the value is arbitrary. Nothing here allocates except
 * the conversions to and from BigInteger.
 */
public final class Int128 {
  private static final int MAX_POWER = 38;
  private static final long[] POWER_HIGH = new long[MAX_POWER + 1];
  private static final long[] POWER_LOW = new long[MAX_POWER + 1];

  static {
    BigInteger power = BigInteger.ONE;
    for (int i = 0; i <= MAX_POWER; i++) {
      POWER_HIGH[i] = power.shiftRight(64).longValue();
      POWER_LOW[i] = power.longValue();
      power = power.multiply(BigInteger.TEN);
    }
  }

  public long high;
  public long low;

  public void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  public void set(Int128 other) {
    high = other.high;
    low = other.low;
  }

  /** Sign-extends. */
  public void set(long value) {
    high = value >> 63;
    low = value;
  }

  public void set(BigInteger value) {
    high = value.shiftRight(64).longValue();
    low = value.longValue();
  }

  /** 10 to the power of 0…38. */
  public void setPowerOfTen(int exponent) {
    high = POWER_HIGH[exponent];
    low = POWER_LOW[exponent];
  }

  public boolean isNegative() {
    return high < 0;
  }

  public boolean isZero() {
    return (high | low) == 0;
  }

  /** True if the value is a {@code long}. */
  public boolean fitsLong() {
    return high == low >> 63;
  }

  public int signum() {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  public static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    int byHigh = Long.compare(aHigh, bHigh);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(aLow, bLow);
  }

  public static int compare(Int128 a, Int128 b) {
    return compare(a.high, a.low, b.high, b.low);
  }

  /** True if |value| &lt; 10^precision. */
  public boolean fitsPrecision(int precision) {
    long h = high;
    long l = low;
    if (h < 0) {
      l = -l;
      h = ~h + (l == 0 ? 1 : 0);
      if (h < 0) {
        return false;
      }
    }
    return h < POWER_HIGH[precision]
        || h == POWER_HIGH[precision] && Long.compareUnsigned(l, POWER_LOW[precision]) < 0;
  }

  public void negate() {
    low = -low;
    high = ~high + (low == 0 ? 1 : 0);
  }

  /** Adds; true if the sum fits. */
  public boolean add(long otherHigh, long otherLow) {
    long oldHigh = high;
    long sumLow = low + otherLow;
    long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
    low = sumLow;
    high = oldHigh + otherHigh + carry;
    return ((oldHigh ^ high) & (otherHigh ^ high)) >= 0;
  }

  public boolean add(Int128 other) {
    return add(other.high, other.low);
  }

  /** Subtracts; true if the difference fits. */
  public boolean subtract(Int128 other) {
    long oldHigh = high;
    long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
    long otherHigh = other.high;
    low -= other.low;
    high = oldHigh - otherHigh - borrow;
    return ((oldHigh ^ otherHigh) & (oldHigh ^ high)) >= 0;
  }

  /** Sets to the product of two longs, which always fits. */
  public void setProduct(long a, long b) {
    high = Math.multiplyHigh(a, b);
    low = a * b;
  }

  /** Multiplies; true if the product fits. */
  public boolean multiply(long otherHigh, long otherLow) {
    if (fitsLong() && otherHigh == otherLow >> 63) {
      setProduct(low, otherLow);
      return true;
    }
    boolean negative = (high ^ otherHigh) < 0;
    if (high < 0) {
      negate();
    }
    long h = otherHigh;
    long l = otherLow;
    if (h < 0) {
      l = -l;
      h = ~h + (l == 0 ? 1 : 0);
    }
    if (high < 0 || h < 0 || high != 0 && h != 0) {
      return false;
    }
    // one of the high halves is zero: (a·2^64 + b)·c
    long a = high != 0 ? high : h;
    long b = high != 0 ? low : l;
    long c = high != 0 ? l : low;
    long crossHigh = unsignedMultiplyHigh(a, c);
    long cross = a * c;
    long carry = unsignedMultiplyHigh(b, c);
    low = b * c;
    high = cross + carry;
    if (crossHigh != 0 || cross < 0 || carry < 0 || high < 0) {
      return false;
    }
    if (negative) {
      negate();
    }
    return true;
  }

  public boolean multiply(Int128 other) {
    return multiply(other.high, other.low);
  }

  /** Multiplies with 10^exponent, 0 ≤ exponent ≤ 38; true if the product fits. */
  public boolean scaleUp(int exponent) {
    return exponent == 0 || multiply(POWER_HIGH[exponent], POWER_LOW[exponent]);
  }

  /** Divides by 10^exponent, rounding half away from zero; above 38 the result is 0. */
  public void scaleDown(int exponent) {
    if (exponent > MAX_POWER) {
      set(0);
    } else if (exponent > 0) {
      divideRounded(POWER_HIGH[exponent], POWER_LOW[exponent]);
    }
  }

  /** Divides by a divisor other than zero, rounding half away from zero. */
  public void divideRounded(long divisorHigh, long divisorLow) {
    divide(divisorHigh, divisorLow, true);
  }

  /** Divides by a divisor other than zero, rounding towards zero. */
  public void divideTruncated(long divisorHigh, long divisorLow) {
    divide(divisorHigh, divisorLow, false);
  }

  private void divide(long divisorHigh, long divisorLow, boolean round) {
    if (fitsLong() && divisorHigh == divisorLow >> 63 && low != Long.MIN_VALUE) {
      long quotient = low / divisorLow;
      if (round) {
        long rest = Math.abs(low - quotient * divisorLow);
        // |divisor| ≥ 1, so the comparison cannot overflow when written as a difference
        if (divisorLow != Long.MIN_VALUE && rest >= Math.abs(divisorLow) - rest) {
          quotient += (low ^ divisorLow) < 0 ? -1 : 1;
        } else if (divisorLow == Long.MIN_VALUE && rest >= 1L << 62) {
          quotient = low < 0 ? 1 : -1;
        }
      }
      set(quotient);
      return;
    }
    boolean negative = (high ^ divisorHigh) < 0;
    if (high < 0) {
      negate();
    }
    long dh = divisorHigh;
    long dl = divisorLow;
    if (dh < 0) {
      dl = -dl;
      dh = ~dh + (dl == 0 ? 1 : 0);
    }
    long restHigh;
    long restLow;
    if (dh == 0) {
      long quotientHigh = Long.divideUnsigned(high, dl);
      long rest = Long.remainderUnsigned(high, dl);
      long quotientLow = divide128By64(rest, low, dl);
      restLow = low - quotientLow * dl;
      restHigh = 0;
      high = quotientHigh;
      low = quotientLow;
    } else {
      // the quotient has fewer than 64 bits: shift and subtract
      int shift = Long.numberOfLeadingZeros(dh) - Long.numberOfLeadingZeros(high);
      long rh = high;
      long rl = low;
      long quotient = 0;
      for (int i = shift; i >= 0; i--) {
        long sh = i == 0 ? dh : dh << i | dl >>> 64 - i;
        long sl = dl << i;
        quotient <<= 1;
        if (Long.compareUnsigned(rh, sh) > 0 || rh == sh && Long.compareUnsigned(rl, sl) >= 0) {
          long borrow = Long.compareUnsigned(rl, sl) < 0 ? 1 : 0;
          rl -= sl;
          rh = rh - sh - borrow;
          quotient |= 1;
        }
      }
      restHigh = rh;
      restLow = rl;
      high = 0;
      low = quotient;
    }
    if (round) {
      // rest ≥ divisor − rest
      long differenceLow = dl - restLow;
      long differenceHigh = dh - restHigh - (Long.compareUnsigned(dl, restLow) < 0 ? 1 : 0);
      if (Long.compareUnsigned(restHigh, differenceHigh) > 0
          || restHigh == differenceHigh && Long.compareUnsigned(restLow, differenceLow) >= 0) {
        low++;
        if (low == 0) {
          high++;
        }
      }
    }
    if (negative) {
      negate();
    }
  }

  /**
   * Replaces the value by value % divisor (sign of the value); the divisor is not zero. {@code
   * quotient} is scratch.
   */
  public void remainder(Int128 divisor, Int128 quotient) {
    quotient.set(this);
    quotient.divideTruncated(divisor.high, divisor.low);
    // value − quotient·divisor: the product never exceeds the value
    quotient.multiply(divisor);
    subtract(quotient);
  }

  private static long unsignedMultiplyHigh(long a, long b) {
    return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
  }

  /** Unsigned (high·2^64 + low) / divisor for high &lt; divisor. After Hacker's Delight, divlu. */
  private static long divide128By64(long high, long low, long divisor) {
    if (high == 0) {
      return Long.divideUnsigned(low, divisor);
    }
    int shift = Long.numberOfLeadingZeros(divisor);
    long d = divisor << shift;
    long d1 = d >>> 32;
    long d0 = d & 0xFFFFFFFFL;
    long u32 = shift == 0 ? high : high << shift | low >>> 64 - shift;
    long u10 = low << shift;
    long u1 = u10 >>> 32;
    long u0 = u10 & 0xFFFFFFFFL;
    long q1 = Long.divideUnsigned(u32, d1);
    long rest = u32 - q1 * d1;
    while (q1 >>> 32 != 0 || Long.compareUnsigned(q1 * d0, rest << 32 | u1) > 0) {
      q1--;
      rest += d1;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    long u21 = (u32 << 32 | u1) - q1 * d;
    long q0 = Long.divideUnsigned(u21, d1);
    rest = u21 - q0 * d1;
    while (q0 >>> 32 != 0 || Long.compareUnsigned(q0 * d0, rest << 32 | u0) > 0) {
      q0--;
      rest += d1;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    return (q1 << 32) + q0;
  }

  public BigInteger toBigInteger() {
    return toBigInteger(high, low);
  }

  public static BigInteger toBigInteger(long high, long low) {
    BigInteger lowPart = BigInteger.valueOf(low);
    if (low < 0) {
      lowPart = lowPart.add(BigInteger.ONE.shiftLeft(64));
    }
    return BigInteger.valueOf(high).shiftLeft(64).add(lowPart);
  }

  /** The nearest double. */
  public double toDouble() {
    if (fitsLong()) {
      return (double) low;
    }
    return toBigInteger().doubleValue();
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
