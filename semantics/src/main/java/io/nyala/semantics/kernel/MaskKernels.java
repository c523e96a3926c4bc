package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;

/**
 * The masks of Ranger's policies over text, integers and dates. A replacement is given as its first
 * character; the empty text leaves characters of that class as they are. Replacement of digits in
 * numbers: a digit, or empty for none. Parts of a date: −1 keeps the part.
 */
public final class MaskKernels {
  private static final int KEEP = -1;

  private MaskKernels() {}

  private static int replacement(ByteRange character) {
    return character.length == 0 ? KEEP : character.toString().codePointAt(0);
  }

  private static int masked(int c, int upper, int lower, int digit, int other) {
    int replacement =
        switch (Character.getType(c)) {
          case Character.UPPERCASE_LETTER -> upper;
          case Character.LOWERCASE_LETTER -> lower;
          case Character.DECIMAL_DIGIT_NUMBER -> digit;
          default -> other;
        };
    return replacement == KEEP ? c : replacement;
  }

  /** Masks the characters {@code from} (inclusive) to {@code to} (exclusive). */
  private static void maskRange(
      ByteRange text,
      int from,
      int to,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      BytesBuilder result) {
    int upperChar = replacement(upper);
    int lowerChar = replacement(lower);
    int digitChar = replacement(digit);
    int otherChar = replacement(other);
    String decoded = text.toString();
    int index = 0;
    for (int i = 0; i < decoded.length(); index++) {
      int c = decoded.codePointAt(i);
      i += Character.charCount(c);
      boolean inside = index >= from && index < to;
      result.appendCodePoint(inside ? masked(c, upperChar, lowerChar, digitChar, otherChar) : c);
    }
  }

  private static int bounded(long n) {
    return (int) Math.max(0, Math.min(n, Integer.MAX_VALUE));
  }

  public static void mask(
      ByteRange text,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      long day,
      long month,
      long year,
      BytesBuilder result) {
    maskRange(text, 0, Integer.MAX_VALUE, upper, lower, digit, other, result);
  }

  public static void maskFirstN(
      ByteRange text,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      BytesBuilder result) {
    maskRange(text, 0, bounded(n), upper, lower, digit, other, result);
  }

  public static void maskLastN(
      ByteRange text,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      BytesBuilder result) {
    int from = Math.max(0, Utf8.length(text) - bounded(n));
    maskRange(text, from, Integer.MAX_VALUE, upper, lower, digit, other, result);
  }

  public static void maskShowFirstN(
      ByteRange text,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      BytesBuilder result) {
    maskRange(text, bounded(n), Integer.MAX_VALUE, upper, lower, digit, other, result);
  }

  public static void maskShowLastN(
      ByteRange text,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      BytesBuilder result) {
    int to = Math.max(0, Utf8.length(text) - bounded(n));
    maskRange(text, 0, to, upper, lower, digit, other, result);
  }

  /** SHA-256 in hexadecimal digits. */
  public static void maskHash(ByteRange text, Digests digests, BytesBuilder result) {
    digests.appendHex("SHA-256", text, result);
  }

  private static int digits(long magnitude) {
    int count = 1;
    for (long rest = magnitude / 10; rest != 0; rest /= 10) {
      count++;
    }
    return count;
  }

  /**
   * Replaces the digits at places {@code from} to {@code to} (exclusive), counted from the left;
   * the sign stays.
   */
  private static long maskDigits(long value, int from, int to, ByteRange number, int bits) {
    int digit = number.length == 0 ? KEEP : Character.digit(number.at(0), 10);
    if (digit == KEEP) {
      return value;
    }
    int count = digits(value);
    long result = 0;
    long unit = 1;
    long rest = value;
    for (int place = count - 1; place >= 0; place--) {
      long own = Math.abs(rest % 10);
      result += unit * (place >= from && place < to ? digit : own);
      rest /= 10;
      unit *= 10;
    }
    return NumberKernels.wrap(value < 0 ? -result : result, bits);
  }

  public static long mask(
      long value,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      long day,
      long month,
      long year,
      int bits) {
    return maskDigits(value, 0, 20, number, bits);
  }

  public static long maskFirstN(
      long value,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      int bits) {
    return maskDigits(value, 0, bounded(n), number, bits);
  }

  public static long maskLastN(
      long value,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      int bits) {
    return maskDigits(value, Math.max(0, digits(value) - bounded(n)), 20, number, bits);
  }

  public static long maskShowFirstN(
      long value,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      int bits) {
    return maskDigits(value, bounded(n), 20, number, bits);
  }

  public static long maskShowLastN(
      long value,
      long n,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      int bits) {
    return maskDigits(value, 0, Math.max(0, digits(value) - bounded(n)), number, bits);
  }

  /** Month counts from 0. A day beyond the month's end becomes its last. */
  public static long maskDate(
      long date,
      ByteRange upper,
      ByteRange lower,
      ByteRange digit,
      ByteRange other,
      ByteRange number,
      long day,
      long month,
      long year) {
    long newYear = year == KEEP ? CivilCalendar.year(date) : Math.max(1, Math.min(year, 9999));
    int newMonth =
        month == KEEP ? CivilCalendar.month(date) : (int) Math.max(0, Math.min(month, 11)) + 1;
    int newDay = day == KEEP ? CivilCalendar.day(date) : (int) Math.max(1, Math.min(day, 31));
    newDay = Math.min(newDay, CivilCalendar.lengthOfMonth(newYear, newMonth));
    return CivilCalendar.epochDay(newYear, newMonth, newDay);
  }
}
