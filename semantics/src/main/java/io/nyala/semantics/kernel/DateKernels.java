package io.nyala.semantics.kernel;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.cast.DateText;
import io.nyala.semantics.cast.TextCursor;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.NullFlag;
import io.nyala.semantics.value.TimestampHolder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;

/** Parts of dates, steps through the calendar, and conversions between instants and wall clocks. */
public final class DateKernels {
  private DateKernels() {}

  public static long year(long date) {
    return CivilCalendar.year(date);
  }

  public static long month(long date) {
    return CivilCalendar.month(date);
  }

  public static long day(long date) {
    return CivilCalendar.day(date);
  }

  public static long quarter(long date) {
    return (CivilCalendar.month(date) + 2L) / 3;
  }

  public static long weekOfYear(long date) {
    return CivilCalendar.weekOfYear(date);
  }

  /** 1 for Sunday to 7 for Saturday. */
  public static long dayOfWeek(long date) {
    return CivilCalendar.dayOfWeek(date) % 7 + 1L;
  }

  public static long dayOfYear(long date) {
    return CivilCalendar.dayOfYear(date);
  }

  public static long yearOfMonths(long months) {
    return months / 12;
  }

  public static long monthOfMonths(long months) {
    return months % 12;
  }

  public static long hour(TimestampHolder value) {
    return CivilCalendar.secondOfDay(value.seconds) / 3600;
  }

  public static long minute(TimestampHolder value) {
    return CivilCalendar.secondOfDay(value.seconds) / 60 % 60;
  }

  public static long second(TimestampHolder value) {
    return CivilCalendar.secondOfDay(value.seconds) % 60;
  }

  /** Of an interval, whose parts all carry its sign. */
  public static long dayOfInterval(TimestampHolder value) {
    return whole(value) / CivilCalendar.SECONDS_PER_DAY;
  }

  public static long hourOfInterval(TimestampHolder value) {
    return whole(value) % CivilCalendar.SECONDS_PER_DAY / 3600;
  }

  public static long minuteOfInterval(TimestampHolder value) {
    return whole(value) / 60 % 60;
  }

  public static long secondOfInterval(TimestampHolder value) {
    return whole(value) % 60;
  }

  /** Seconds rounded towards zero. */
  private static long whole(TimestampHolder value) {
    return value.seconds < 0 && value.nanos > 0 ? value.seconds + 1 : value.seconds;
  }

  public static long hour(ByteRange text, ClockReader reader, NullFlag nulls) {
    return hour(reader.read(text, nulls));
  }

  public static long minute(ByteRange text, ClockReader reader, NullFlag nulls) {
    return minute(reader.read(text, nulls));
  }

  public static long second(ByteRange text, ClockReader reader, NullFlag nulls) {
    return second(reader.read(text, nulls));
  }

  /** Reads a timestamp or a time of day for one call site. */
  public static final class ClockReader {
    private final TextCursor cursor = new TextCursor();
    private final TimestampHolder clock = new TimestampHolder();

    TimestampHolder read(ByteRange text, NullFlag nulls) {
      DateText.parseClock(text, cursor, clock, nulls);
      return clock;
    }
  }

  public static long dateAdd(long date, long days) {
    return NumberKernels.wrap(date + days, 32);
  }

  public static long dateSub(long date, long days) {
    return NumberKernels.wrap(date - days, 32);
  }

  public static long dateDiff(long a, long b) {
    return NumberKernels.wrap(a - b, 32);
  }

  private static boolean isLastOfMonth(long date) {
    return CivilCalendar.month(date + 1) != CivilCalendar.month(date);
  }

  private static long lastOfMonth(long date) {
    return date
        - CivilCalendar.day(date)
        + CivilCalendar.lengthOfMonth(CivilCalendar.year(date), CivilCalendar.month(date));
  }

  /** The last day of a month stays a last day. */
  private static long addMonthsKeepingEnd(long date, long months) {
    long moved = CivilCalendar.plusMonths(date, months);
    return isLastOfMonth(date) ? lastOfMonth(moved) : moved;
  }

  public static void addMonths(long date, long months, BytesBuilder result) {
    DateText.appendDate(addMonthsKeepingEnd(date, months), result);
  }

  public static void addMonths(
      TimestampHolder timestamp,
      long months,
      ByteRange format,
      DateFormat state,
      BytesBuilder result) {
    long day = CivilCalendar.dayOf(timestamp.seconds);
    long shift = (addMonthsKeepingEnd(day, months) - day) * CivilCalendar.SECONDS_PER_DAY;
    state.append(timestamp.seconds + shift, timestamp.nanos, format, result);
  }

  public static void lastDay(long date, BytesBuilder result) {
    DateText.appendDate(lastOfMonth(date), result);
  }

  /** The first such weekday after the date; the day by 2, 3 or all letters of its English name. */
  public static void nextDay(long date, ByteRange name, BytesBuilder result, NullFlag nulls) {
    int day = weekday(name);
    if (day == 0) {
      nulls.isNull = true;
      return;
    }
    int ahead = Math.floorMod(day - CivilCalendar.dayOfWeek(date) - 1, 7) + 1;
    DateText.appendDate(date + ahead, result);
  }

  private static int weekday(ByteRange name) {
    String[] full = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    if (name.length < 2 || name.length > 9) {
      return 0;
    }
    for (int i = 0; i < full.length; i++) {
      boolean lengthFits = name.length == 2 || name.length == 3 || name.length == full[i].length();
      if (lengthFits && startsIgnoringCase(full[i], name)) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean startsIgnoringCase(String lower, ByteRange text) {
    for (int i = 0; i < text.length; i++) {
      int letter = text.at(i) >= 'A' && text.at(i) <= 'Z' ? text.at(i) + 32 : text.at(i);
      if (letter != lower.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** First day of the year, quarter or month; NULL for another unit. */
  public static void trunc(long date, ByteRange unit, BytesBuilder result, NullFlag nulls) {
    long year = CivilCalendar.year(date);
    int month = CivilCalendar.month(date);
    switch (unit.toString().toUpperCase(java.util.Locale.ROOT)) {
      case "MONTH", "MON", "MM" -> {}
      case "QUARTER", "Q" -> month = (month - 1) / 3 * 3 + 1;
      case "YEAR", "YYYY", "YY" -> month = 1;
      default -> {
        nulls.isNull = true;
        return;
      }
    }
    DateText.appendDate(CivilCalendar.epochDay(year, month, 1), result);
  }

  public static void dateFormat(
      TimestampHolder timestamp, ByteRange format, DateFormat state, BytesBuilder result) {
    state.append(timestamp.seconds, timestamp.nanos, format, result);
  }

  private static LocalDateTime clock(long epochSecond, ZoneId zone) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(epochSecond), zone);
  }

  public static void fromUnixTime(
      long epochSecond, EvaluationContext context, BytesBuilder result) {
    long local = clock(epochSecond, context.zone()).toEpochSecond(ZoneOffset.UTC);
    DateText.appendTimestamp(local, 0, result);
  }

  public static void fromUnixTime(
      long epochSecond,
      ByteRange format,
      EvaluationContext context,
      DateFormat state,
      BytesBuilder result) {
    long local = clock(epochSecond, context.zone()).toEpochSecond(ZoneOffset.UTC);
    state.append(local, 0, format, result);
  }

  public static long unixTimestamp(EvaluationContext context) {
    return context.queryTime().getEpochSecond();
  }

  public static long unixTimestamp(TimestampHolder timestamp, EvaluationContext context) {
    return LocalDateTime.ofEpochSecond(timestamp.seconds, 0, ZoneOffset.UTC)
        .atZone(context.zone())
        .toEpochSecond();
  }

  public static long unixTimestamp(
      ByteRange text,
      ByteRange format,
      EvaluationContext context,
      DateFormat state,
      NullFlag nulls) {
    LocalDateTime parsed = state.parse(text, format);
    if (parsed == null) {
      nulls.isNull = true;
      return 0;
    }
    return parsed.atZone(context.zone()).toEpochSecond();
  }

  public static long currentDate(EvaluationContext context) {
    return context.localQueryTime().toLocalDate().toEpochDay();
  }

  public static void currentTimestamp(EvaluationContext context, TimestampHolder result) {
    long local = context.localQueryTime().toEpochSecond(ZoneOffset.UTC);
    result.set(local, context.queryTime().get(ChronoField.NANO_OF_SECOND));
  }

  public static double monthsBetween(TimestampHolder a, TimestampHolder b) {
    return monthsBetween(a, b, true);
  }

  /**
   * Whole months if both are the same day of a month or both its last, else with days as 1/31
   * months.
   */
  public static double monthsBetween(TimestampHolder a, TimestampHolder b, boolean round) {
    long left = CivilCalendar.dayOf(a.seconds);
    long right = CivilCalendar.dayOf(b.seconds);
    int leftDay = CivilCalendar.day(left);
    int rightDay = CivilCalendar.day(right);
    long months =
        (CivilCalendar.year(left) - CivilCalendar.year(right)) * 12
            + CivilCalendar.month(left)
            - CivilCalendar.month(right);
    if (leftDay == rightDay || isLastOfMonth(left) && isLastOfMonth(right)) {
      return months;
    }
    long seconds =
        (leftDay - rightDay) * CivilCalendar.SECONDS_PER_DAY
            + CivilCalendar.secondOfDay(a.seconds)
            - CivilCalendar.secondOfDay(b.seconds);
    double result = months + seconds / (31.0 * CivilCalendar.SECONDS_PER_DAY);
    return round
        ? BigDecimal.valueOf(result).setScale(8, RoundingMode.HALF_UP).doubleValue()
        : result;
  }

  public static void fromUtc(
      TimestampHolder timestamp, ByteRange zone, ZoneName state, TimestampHolder result) {
    ZoneOffset offset =
        state.zone(zone).getRules().getOffset(Instant.ofEpochSecond(timestamp.seconds));
    result.set(timestamp.seconds + offset.getTotalSeconds(), timestamp.nanos);
  }

  public static void toUtc(
      TimestampHolder timestamp, ByteRange zone, ZoneName state, TimestampHolder result) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(timestamp.seconds, 0, ZoneOffset.UTC);
    result.set(local.atZone(state.zone(zone)).toEpochSecond(), timestamp.nanos);
  }
}
