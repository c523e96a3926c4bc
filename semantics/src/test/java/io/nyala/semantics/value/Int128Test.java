package io.nyala.semantics.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every operation against BigInteger over numbers of all lengths. */
class Int128Test {
  private static final BigInteger MAX = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
  private static final BigInteger MIN = BigInteger.ONE.shiftLeft(127).negate();

  private static BigInteger next(Random random) {
    BigInteger value = new BigInteger(random.nextInt(127), random);
    if (random.nextInt(5) == 0) {
      value =
          BigInteger.ONE
              .shiftLeft(random.nextInt(126))
              .subtract(BigInteger.valueOf(random.nextInt(2)));
    }
    return random.nextBoolean() ? value.negate() : value;
  }

  private static Int128 of(BigInteger value) {
    Int128 result = new Int128();
    result.set(value);
    return result;
  }

  private static boolean fits(BigInteger value) {
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
  }

  @Test
  void computesAsBigInteger() {
    long seed = 20_260_101;
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      BigInteger a = next(random);
      BigInteger b = next(random);
      String what = a + " and " + b;
      Int128 x = of(a);
      assertThat(x.toBigInteger()).isEqualTo(a);
      assertThat(Integer.signum(Int128.compare(x, of(b))))
          .describedAs(what)
          .isEqualTo(a.compareTo(b));
      boolean added = x.add(of(b));
      assertThat(added).describedAs(what).isEqualTo(fits(a.add(b)));
      if (added) {
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(a.add(b));
      }
      x = of(a);
      boolean subtracted = x.subtract(of(b));
      assertThat(subtracted).describedAs(what).isEqualTo(fits(a.subtract(b)));
      if (subtracted) {
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(a.subtract(b));
      }
      x = of(a);
      boolean multiplied = x.multiply(of(b));
      if (multiplied) {
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(a.multiply(b));
      } else {
        assertThat(a.multiply(b).bitLength()).describedAs(what).isGreaterThan(126);
      }
      if (b.signum() != 0) {
        x = of(a);
        x.divideTruncated(of(b).high, of(b).low);
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(a.divide(b));
        x = of(a);
        x.divideRounded(of(b).high, of(b).low);
        BigInteger rounded =
            new BigDecimal(a).divide(new BigDecimal(b), 0, RoundingMode.HALF_UP).toBigInteger();
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(rounded);
        x = of(a);
        x.remainder(of(b), new Int128());
        assertThat(x.toBigInteger()).describedAs(what).isEqualTo(a.remainder(b));
      }
      int precision = 1 + random.nextInt(38);
      assertThat(of(a).fitsPrecision(precision))
          .describedAs(what)
          .isEqualTo(a.abs().compareTo(BigInteger.TEN.pow(precision)) < 0);
    }
  }
}
