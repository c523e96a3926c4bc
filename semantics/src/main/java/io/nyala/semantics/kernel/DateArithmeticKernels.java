package io.nyala.semantics.kernel;

import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.List;

/** The operators + and - over dates, timestamps and intervals. */
public final class DateArithmeticKernels {
  private static final int NANOS = 1_000_000_000;

  private DateArithmeticKernels() {}

  public static Kernel plus(List<DataType> parameters, DataType result) {
    return find("plus", parameters, result);
  }

  public static Kernel minus(List<DataType> parameters, DataType result) {
    return find("minus", parameters, result);
  }

  /**
   * Kernels are named by operation and operand, as several types share a kind: plusDateMonths,
   * minusTimestampInterval.
   */
  private static Kernel find(String operation, List<DataType> parameters, DataType result) {
    String name = operation + operand(parameters.get(0)) + operand(parameters.get(1));
    return Kernel.find(DateArithmeticKernels.class, name, parameters, result);
  }

  private static String operand(DataType type) {
    return switch (type.kind()) {
      case DATE -> "Date";
      case TIMESTAMP -> "Timestamp";
      case INTERVAL_YEAR_MONTH -> "Months";
      case INTERVAL_DAY_TIME -> "Interval";
      default -> {
        if (type.kind() == TypeKind.INT) {
          yield "Days";
        }
        throw new IllegalStateException("no date arithmetic with " + type.hiveName());
      }
    };
  }

  public static long plusDateMonths(long date, long months) {
    return CivilCalendar.plusMonths(date, months);
  }

  public static long plusMonthsDate(long months, long date) {
    return CivilCalendar.plusMonths(date, months);
  }

  public static long minusDateMonths(long date, long months) {
    return CivilCalendar.plusMonths(date, -months);
  }

  public static long plusMonthsMonths(long a, long b) {
    return NumberKernels.wrap(a + b, 32);
  }

  public static long minusMonthsMonths(long a, long b) {
    return NumberKernels.wrap(a - b, 32);
  }

  public static long plusDateDays(long date, long days) {
    return NumberKernels.wrap(date + days, 32);
  }

  public static long plusDaysDate(long days, long date) {
    return NumberKernels.wrap(date + days, 32);
  }

  public static long minusDateDays(long date, long days) {
    return NumberKernels.wrap(date - days, 32);
  }

  public static void plusTimestampMonths(
      TimestampHolder timestamp, long months, TimestampHolder result) {
    long day = CivilCalendar.dayOf(timestamp.seconds);
    long moved = CivilCalendar.plusMonths(day, months);
    result.set(timestamp.seconds + (moved - day) * CivilCalendar.SECONDS_PER_DAY, timestamp.nanos);
  }

  public static void plusMonthsTimestamp(
      long months, TimestampHolder timestamp, TimestampHolder result) {
    plusTimestampMonths(timestamp, months, result);
  }

  public static void minusTimestampMonths(
      TimestampHolder timestamp, long months, TimestampHolder result) {
    plusTimestampMonths(timestamp, -months, result);
  }

  private static void add(
      long seconds, int nanos, long otherSeconds, int otherNanos, TimestampHolder result) {
    int sum = nanos + otherNanos;
    int carry = sum >= NANOS ? 1 : 0;
    result.set(seconds + otherSeconds + carry, sum - carry * NANOS);
  }

  private static void subtract(
      long seconds, int nanos, long otherSeconds, int otherNanos, TimestampHolder result) {
    int difference = nanos - otherNanos;
    int borrow = difference < 0 ? 1 : 0;
    result.set(seconds - otherSeconds - borrow, difference + borrow * NANOS);
  }

  private static long seconds(long date) {
    return date * CivilCalendar.SECONDS_PER_DAY;
  }

  public static void plusTimestampInterval(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    add(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void plusIntervalTimestamp(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    add(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void plusIntervalInterval(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    add(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void plusDateInterval(long date, TimestampHolder interval, TimestampHolder result) {
    add(seconds(date), 0, interval.seconds, interval.nanos, result);
  }

  public static void plusIntervalDate(TimestampHolder interval, long date, TimestampHolder result) {
    add(seconds(date), 0, interval.seconds, interval.nanos, result);
  }

  public static void minusTimestampInterval(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    subtract(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void minusIntervalInterval(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    subtract(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void minusTimestampTimestamp(
      TimestampHolder a, TimestampHolder b, TimestampHolder result) {
    subtract(a.seconds, a.nanos, b.seconds, b.nanos, result);
  }

  public static void minusDateInterval(
      long date, TimestampHolder interval, TimestampHolder result) {
    subtract(seconds(date), 0, interval.seconds, interval.nanos, result);
  }

  public static void minusDateDate(long a, long b, TimestampHolder result) {
    result.set(seconds(a) - seconds(b), 0);
  }

  public static void minusTimestampDate(TimestampHolder a, long b, TimestampHolder result) {
    subtract(a.seconds, a.nanos, seconds(b), 0, result);
  }

  public static void minusDateTimestamp(long a, TimestampHolder b, TimestampHolder result) {
    subtract(seconds(a), 0, b.seconds, b.nanos, result);
  }

  public static void negate(TimestampHolder a, TimestampHolder result) {
    subtract(0, 0, a.seconds, a.nanos, result);
  }
}
