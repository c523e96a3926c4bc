package io.nyala.server.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ValueTextTest {
  private final ValueText text = new ValueText();

  private static String show(ValueText value) {
    return new String(value.bytes(), 0, value.length(), StandardCharsets.US_ASCII);
  }

  @Test
  void decimalsKeepTheirScale() {
    assertThat(show(text.decimal(150, 2))).isEqualTo("1.50");
    assertThat(show(text.decimal(-5, 2))).isEqualTo("-0.05");
    assertThat(show(text.decimal(0, 3))).isEqualTo("0.000");
    assertThat(show(text.decimal(7, 0))).isEqualTo("7");
    assertThat(show(text.decimal(Long.MIN_VALUE, 18))).isEqualTo("-9.223372036854775808");
  }

  @Test
  void decimalsPrintAsBigDecimalDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      long unscaled = random.nextLong() >> random.nextInt(64);
      int scale = random.nextInt(19);
      assertThat(show(text.decimal(unscaled, scale)))
          .isEqualTo(new BigDecimal(BigInteger.valueOf(unscaled), scale).toPlainString());
    }
  }

  @Test
  void datesPrintAsTheCalendarDoes() {
    for (long day = -719_162; day <= 2_932_896; day += 97) {
      assertThat(show(text.date(day))).isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @Test
  void timestampsHaveTheShortestFraction() {
    assertThat(show(text.timestamp(0, 0))).isEqualTo("1970-01-01 00:00:00");
    assertThat(show(text.timestamp(-1, 500_000_000))).isEqualTo("1969-12-31 23:59:59.5");
    assertThat(show(text.timestamp(86_399, 1))).isEqualTo("1970-01-01 23:59:59.000000001");
    assertThat(show(text.timestamp(1, 120_000))).isEqualTo("1970-01-01 00:00:01.00012");
  }

  @Test
  void intervalsPrintAsHiveDoes() {
    assertThat(show(text.yearMonth(14))).isEqualTo("1-2");
    assertThat(show(text.yearMonth(-1))).isEqualTo("-0-1");
    assertThat(show(text.dayTime(93_784, 5))).isEqualTo("1 02:03:04.000000005");
    assertThat(show(text.dayTime(-1, 500_000_000))).isEqualTo("-0 00:00:00.500000000");
  }
}
