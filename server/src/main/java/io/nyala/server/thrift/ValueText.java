package io.nyala.server.thrift;

/**
 * Values as Hive prints them, written into a buffer that is reused: {@link #bytes()} up to {@link
 * #length()} hold the last value.
 */
final class ValueText {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final int DAYS_TO_MARCH_OF_YEAR_0 = 719_468;

  private final byte[] bytes = new byte[64];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  private void put(char c) {
    bytes[length++] = (byte) c;
  }

  /** At least {@code width} digits of a value that is not negative. */
  private void digits(long value, int width) {
    int count = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      count++;
    }
    count = Math.max(count, width);
    long rest = value;
    for (int i = length + count - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += count;
  }

  /** {@code -12.50} for -1250 with scale 2; scale 0 has no point. */
  ValueText decimal(long unscaled, int scale) {
    length = 0;
    // digits are taken from the negative side, where Long.MIN_VALUE has its counterpart
    long rest = unscaled < 0 ? unscaled : -unscaled;
    if (unscaled < 0) {
      put('-');
    }
    int count = 1;
    for (long r = rest / 10; r != 0; r /= 10) {
      count++;
    }
    count = Math.max(count, scale + 1);
    int end = length + count + (scale > 0 ? 1 : 0);
    int at = end - 1;
    for (int i = 0; i < count; i++) {
      if (scale > 0 && i == scale) {
        bytes[at--] = '.';
      }
      bytes[at--] = (byte) ('0' - rest % 10);
      rest /= 10;
    }
    length = end;
    return this;
  }

  /** {@code yyyy-MM-dd} of days since 1970-01-01, proleptic Gregorian. */
  ValueText date(long days) {
    length = 0;
    putDate(days);
    return this;
  }

  private void putDate(long days) {
    // the algorithm counts years from March, so that the leap day is a year's last
    long shifted = days + DAYS_TO_MARCH_OF_YEAR_0;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    if (year < 0) {
      put('-');
    }
    digits(Math.abs(year), 4);
    put('-');
    digits(month, 2);
    put('-');
    digits(day, 2);
  }

  /** {@code yyyy-MM-dd HH:mm:ss} and the shortest fraction, none if it is zero. */
  ValueText timestamp(long seconds, int nanos) {
    length = 0;
    putDate(Math.floorDiv(seconds, SECONDS_PER_DAY));
    put(' ');
    long ofDay = Math.floorMod(seconds, SECONDS_PER_DAY);
    digits(ofDay / 3_600, 2);
    put(':');
    digits(ofDay / 60 % 60, 2);
    put(':');
    digits(ofDay % 60, 2);
    if (nanos != 0) {
      put('.');
      digits(nanos, 9);
      while (bytes[length - 1] == '0') {
        length--;
      }
    }
    return this;
  }

  /** {@code 1-2} for a year and two months. */
  ValueText yearMonth(long months) {
    length = 0;
    if (months < 0) {
      put('-');
    }
    long size = Math.abs(months);
    digits(size / 12, 1);
    put('-');
    digits(size % 12, 1);
    return this;
  }

  /** {@code 1 02:03:04.000000005}. */
  ValueText dayTime(long seconds, int nanos) {
    length = 0;
    long whole = seconds;
    int fraction = nanos;
    if (seconds < 0) {
      put('-');
      whole = fraction == 0 ? -seconds : -seconds - 1;
      fraction = fraction == 0 ? 0 : 1_000_000_000 - fraction;
    }
    digits(whole / SECONDS_PER_DAY, 1);
    put(' ');
    long ofDay = whole % SECONDS_PER_DAY;
    digits(ofDay / 3_600, 2);
    put(':');
    digits(ofDay / 60 % 60, 2);
    put(':');
    digits(ofDay % 60, 2);
    put('.');
    digits(fraction, 9);
    return this;
  }
}
