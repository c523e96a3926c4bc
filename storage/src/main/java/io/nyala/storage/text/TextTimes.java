package io.nyala.storage.text;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses dates and timestamps from bytes by LazySimpleSerDe's rules. */
final class TextTimes {
  /** No value; far outside what a date or timestamp can be. */
  static final long INVALID = Long.MIN_VALUE;

  private static final Pattern DATE = Pattern.compile("(-?\\d{1,9})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIME =
      Pattern.compile("(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{0,9})\\d*)?)?");

  private TextTimes() {}

  /** Days since 1970-01-01, or {@link #INVALID}; a time of day behind the date is ignored. */
  static long parseDate(byte[] data, int start, int length) {
    if (length == 10 && data[start + 4] == '-' && data[start + 7] == '-') {
      int year = digits(data, start, 4);
      int month = digits(data, start + 5, 2);
      int day = digits(data, start + 8, 2);
      if (year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month)) {
        return epochDay(year, month, day);
      }
      return INVALID;
    }
    String text = new String(data, start, length, StandardCharsets.UTF_8).trim();
    int end = text.indexOf(' ');
    if (end < 0) {
      end = text.indexOf('T');
    }
    return dateOf(end < 0 ? text : text.substring(0, end));
  }

  private static long dateOf(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return INVALID;
    }
    try {
      return LocalDate.of(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3)))
          .toEpochDay();
    } catch (DateTimeException e) {
      return INVALID;
    }
  }

  /**
   * Seconds of the local time line, or {@link #INVALID}; the nanoseconds go to {@code nanos[row]}.
   */
  static long parseTimestamp(byte[] data, int start, int length, int[] nanos, int row) {
    nanos[row] = 0;
    if (length >= 19
        && data[start + 10] == ' '
        && data[start + 13] == ':'
        && data[start + 16] == ':') {
      long days = parseDate(data, start, 10);
      int hour = digits(data, start + 11, 2);
      int minute = digits(data, start + 14, 2);
      int second = digits(data, start + 17, 2);
      boolean valid =
          days != INVALID
              && hour >= 0
              && hour < 24
              && minute >= 0
              && minute < 60
              && second >= 0
              && second < 60;
      if (valid && length == 19) {
        return days * 86_400 + hour * 3_600L + minute * 60L + second;
      }
      if (valid && data[start + 19] == '.' && length <= 29 && length > 20) {
        int count = length - 20;
        int fraction = digits(data, start + 20, count);
        if (fraction >= 0) {
          for (int i = count; i < 9; i++) {
            fraction *= 10;
          }
          nanos[row] = fraction;
          return days * 86_400 + hour * 3_600L + minute * 60L + second;
        }
      }
    }
    return parseTimestampSlowly(
        new String(data, start, length, StandardCharsets.UTF_8).trim(), nanos, row);
  }

  private static long parseTimestampSlowly(String text, int[] nanos, int row) {
    int split = text.indexOf(' ');
    if (split < 0) {
      split = text.indexOf('T');
    }
    long days = dateOf(split < 0 ? text : text.substring(0, split));
    if (days == INVALID) {
      return INVALID;
    }
    if (split < 0) {
      return days * 86_400;
    }
    Matcher time = TIME.matcher(text.substring(split + 1).trim());
    if (!time.matches()) {
      return INVALID;
    }
    int hour = Integer.parseInt(time.group(1));
    int minute = Integer.parseInt(time.group(2));
    int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
    if (hour > 23 || minute > 59 || second > 59) {
      return INVALID;
    }
    String fraction = time.group(4);
    if (fraction != null && !fraction.isEmpty()) {
      nanos[row] = Integer.parseInt((fraction + "00000000").substring(0, 9));
    }
    return days * 86_400 + hour * 3_600L + minute * 60L + second;
  }

  /** The number of {@code count} digits, or -1 if one of them is none. */
  private static int digits(byte[] data, int start, int count) {
    int value = 0;
    for (int i = start; i < start + count; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static int lengthOfMonth(int year, int month) {
    return switch (month) {
      case 2 -> (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** Days from the civil calendar, counted in eras of 400 years that begin in March. */
  private static long epochDay(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
