package io.nyala.engine.operator.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The few 128-bit operations that sums need. */
final class Decimals {
  private static final long[] POWER_HIGH = new long[39];
  private static final long[] POWER_LOW = new long[39];

  static {
    for (int i = 0; i < POWER_HIGH.length; i++) {
      BigInteger power = BigInteger.TEN.pow(i);
      POWER_HIGH[i] = power.shiftRight(64).longValueExact();
      POWER_LOW[i] = power.longValue();
    }
  }

  private Decimals() {}

  /** Whether the magnitude has at most {@code precision} digits. */
  static boolean fits(long high, long low, int precision) {
    long magnitudeHigh = high;
    long magnitudeLow = low;
    if (high < 0) {
      magnitudeLow = -low;
      magnitudeHigh = ~high + (magnitudeLow == 0 ? 1 : 0);
      if (magnitudeHigh < 0) {
        return false;
      }
    }
    return magnitudeHigh != POWER_HIGH[precision]
        ? magnitudeHigh < POWER_HIGH[precision]
        : Long.compareUnsigned(magnitudeLow, POWER_LOW[precision]) < 0;
  }

  /**
   * value · 10^shift / divisor, rounded half up away from zero, into {@code result} as high and low
   * half.
   *
   * @return false if it has more than {@code precision} digits
   */
  static boolean divide(
      long high, long low, int shift, long divisor, int precision, long[] result) {
    if (high == low >> 63 && shift >= 0 && shift <= 4 && Math.abs(low) < Long.MAX_VALUE / 20_000) {
      long scaled = low * POWER_LOW[shift];
      long quotient = scaled / divisor;
      long remainder = Math.abs(scaled % divisor);
      if (remainder >= divisor - remainder) {
        quotient += low < 0 ? -1 : 1;
      }
      result[0] = quotient >> 63;
      result[1] = quotient;
    } else {
      BigInteger value =
          BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
      BigInteger quotient =
          new BigDecimal(value)
              .scaleByPowerOfTen(shift)
              .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
              .toBigInteger();
      if (quotient.bitLength() > 127) {
        return false;
      }
      result[0] = quotient.shiftRight(64).longValue();
      result[1] = quotient.longValue();
    }
    return fits(result[0], result[1], precision);
  }
}
