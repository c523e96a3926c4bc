package io.nyala.semantics.cast;

import io.nyala.semantics.kernel.CivilCalendar;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.NullFlag;
import io.nyala.semantics.value.TimestampHolder;

/**
 * Dates, timestamps and intervals as text, as Hive 4 reads and prints them: {@code y-M-d}, whatever
 * follows a date is ignored where only a date is asked, and a time that does not parse leaves
 * midnight.
 */
public final class DateText {
  private static final long MAX_INTERVAL_DAYS = 1_000_000_000L;

  private DateText() {}

  static long parseDate(ByteRange text, TextCursor cursor, NullFlag nulls) {
    cursor.open(text);
    return readDate(cursor, nulls);
  }

  private static long readDate(TextCursor cursor, NullFlag nulls) {
    long year = cursor.digits(4);
    if (year >= 1 && cursor.accept('-')) {
      long month = cursor.digits(2);
      if (month >= 1 && month <= 12 && cursor.accept('-')) {
        long day = cursor.digits(2);
        if (day >= 1 && day <= CivilCalendar.lengthOfMonth(year, (int) month)) {
          return CivilCalendar.epochDay(year, (int) month, (int) day);
        }
      }
    }
    nulls.isNull = true;
    return 0;
  }

  static void parseTimestamp(
      ByteRange text, TextCursor cursor, TimestampHolder result, NullFlag nulls) {
    cursor.open(text);
    long day = readDate(cursor, nulls);
    result.set(day * CivilCalendar.SECONDS_PER_DAY, 0);
    if (!nulls.isNull && (cursor.accept(' ') || cursor.accept('T'))) {
      readTime(cursor, result);
    }
  }

  /** Adds H:m:s[.f] to the result if it is one; a zone offset behind it is ignored. */
  private static boolean readTime(TextCursor cursor, TimestampHolder result) {
    cursor.skipSpaces();
    long hour = cursor.digits(2);
    if (hour < 0 || hour > 23 || !cursor.accept(':')) {
      return false;
    }
    long minute = cursor.digits(2);
    if (minute < 0 || minute > 59 || !cursor.accept(':')) {
      return false;
    }
    long second = cursor.digits(2);
    if (second < 0 || second > 59) {
      return false;
    }
    int nanos = cursor.accept('.') ? cursor.nanos() : 0;
    int next = cursor.peek();
    if (next != -1 && next != '+' && next != '-' && next != ' ') {
      return false;
    }
    result.set(result.seconds + hour * 3600 + minute * 60 + second, nanos);
    return true;
  }

  /** A timestamp or a time of day alone, for hour(), minute() and second() of a text. */
  public static void parseClock(
      ByteRange text, TextCursor cursor, TimestampHolder result, NullFlag nulls) {
    parseTimestamp(text, cursor, result, nulls);
    if (nulls.isNull) {
      cursor.open(text);
      result.set(0, 0);
      nulls.isNull = !readTime(cursor, result);
    }
  }

  /** Years and months as in {@code 1-2}, with an optional sign. */
  static long parseMonths(ByteRange text, TextCursor cursor, NullFlag nulls) {
    cursor.open(text);
    boolean negative = cursor.accept('-');
    if (!negative) {
      cursor.accept('+');
    }
    long years = cursor.digits(8);
    if (years >= 0 && cursor.accept('-')) {
      long months = cursor.digits(2);
      if (months >= 0 && months < 12 && cursor.atEnd()) {
        long total = years * 12 + months;
        return negative ? -total : total;
      }
    }
    nulls.isNull = true;
    return 0;
  }

  /** Days and time as in {@code 1 02:03:04.5}, with an optional sign for the whole. */
  static void parseInterval(
      ByteRange text, TextCursor cursor, TimestampHolder result, NullFlag nulls) {
    cursor.open(text);
    boolean negative = cursor.accept('-');
    if (!negative) {
      cursor.accept('+');
    }
    long days = cursor.digits(10);
    result.set(0, 0);
    if (days < 0
        || days > MAX_INTERVAL_DAYS
        || !cursor.accept(' ')
        || !readTime(cursor, result)
        || !cursor.atEnd()) {
      nulls.isNull = true;
      return;
    }
    long seconds = days * CivilCalendar.SECONDS_PER_DAY + result.seconds;
    if (!negative) {
      result.set(seconds, result.nanos);
    } else if (result.nanos == 0) {
      result.set(-seconds, 0);
    } else {
      result.set(-seconds - 1, 1_000_000_000 - result.nanos);
    }
  }

  /** Appends yyyy-MM-dd. */
  public static void appendDate(long epochDay, BytesBuilder result) {
    long year = CivilCalendar.year(epochDay);
    if (year < 0) {
      result.append((byte) '-');
      year = -year;
    }
    if (year > 9999) {
      result.appendLong(year);
    } else {
      result.appendDigits(year, 4);
    }
    result.append((byte) '-');
    result.appendDigits(CivilCalendar.month(epochDay), 2);
    result.append((byte) '-');
    result.appendDigits(CivilCalendar.day(epochDay), 2);
  }

  /** Appends yyyy-MM-dd HH:mm:ss and the shortest fraction. */
  public static void appendTimestamp(long seconds, int nanos, BytesBuilder result) {
    appendDate(CivilCalendar.dayOf(seconds), result);
    result.append((byte) ' ');
    appendClock(CivilCalendar.secondOfDay(seconds), result);
    if (nanos != 0) {
      result.append((byte) '.');
      int digits = 9;
      int rest = nanos;
      while (rest % 10 == 0) {
        rest /= 10;
        digits--;
      }
      result.appendDigits(rest, digits);
    }
  }

  private static void appendClock(int secondOfDay, BytesBuilder result) {
    result.appendDigits(secondOfDay / 3600, 2);
    result.append((byte) ':');
    result.appendDigits(secondOfDay / 60 % 60, 2);
    result.append((byte) ':');
    result.appendDigits(secondOfDay % 60, 2);
  }

  static void appendMonths(long months, BytesBuilder result) {
    long magnitude = Math.abs(months);
    if (months < 0) {
      result.append((byte) '-');
    }
    result.appendLong(magnitude / 12);
    result.append((byte) '-');
    result.appendLong(magnitude % 12);
  }

  /** Appends {@code d HH:mm:ss.nnnnnnnnn}. */
  static void appendInterval(long seconds, int nanos, BytesBuilder result) {
    long wholeSeconds = seconds;
    int fraction = nanos;
    if (seconds < 0) {
      result.append((byte) '-');
      wholeSeconds = nanos == 0 ? -seconds : -seconds - 1;
      fraction = nanos == 0 ? 0 : 1_000_000_000 - nanos;
    }
    result.appendLong(wholeSeconds / CivilCalendar.SECONDS_PER_DAY);
    result.append((byte) ' ');
    appendClock((int) (wholeSeconds % CivilCalendar.SECONDS_PER_DAY), result);
    result.append((byte) '.');
    result.appendDigits(fraction, 9);
  }
}
