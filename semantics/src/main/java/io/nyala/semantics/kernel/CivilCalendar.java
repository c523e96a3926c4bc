package io.nyala.semantics.kernel;

/** Dates of the proleptic Gregorian calendar as days since 1970-01-01, without objects. */
public final class CivilCalendar {
  public static final long SECONDS_PER_DAY = 86_400;

  /** Days of 0001-01-01 and 9999-12-31, the range of DATE. */
  public static final long MIN_DAY = -719_162;

  public static final long MAX_DAY = 2_932_896;

  private static final long DAYS_TO_EPOCH = 719_468; // from 0000-03-01
  private static final int DAYS_PER_ERA = 146_097; // 400 years

  private CivilCalendar() {}

  /** year·512 + month·32 + day of a date. */
  static long pack(long epochDay) {
    long shifted = epochDay + DAYS_TO_EPOCH;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    int dayOfEra = (int) (shifted - era * DAYS_PER_ERA);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return (year << 9) + (month << 5) + day;
  }

  public static long year(long epochDay) {
    return pack(epochDay) >> 9;
  }

  public static int month(long epochDay) {
    return (int) (pack(epochDay) >> 5) & 15;
  }

  public static int day(long epochDay) {
    return (int) pack(epochDay) & 31;
  }

  /** Days since the epoch of a valid date. */
  public static long epochDay(long year, int month, int day) {
    long y = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(y, 400);
    int yearOfEra = (int) (y - era * 400);
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
  }

  public static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  public static int lengthOfMonth(long year, int month) {
    return switch (month) {
      case 2 -> isLeap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /** The date some months later; a day beyond the month's end becomes its last day. */
  public static long plusMonths(long epochDay, long months) {
    long packed = pack(epochDay);
    long total = (packed >> 9) * 12 + ((packed >> 5) & 15) - 1 + months;
    long year = Math.floorDiv(total, 12);
    int month = (int) Math.floorMod(total, 12L) + 1;
    int day = Math.min((int) packed & 31, lengthOfMonth(year, month));
    return epochDay(year, month, day);
  }

  /** 1 for Monday to 7 for Sunday. */
  public static int dayOfWeek(long epochDay) {
    return (int) Math.floorMod(epochDay + 3, 7L) + 1;
  }

  public static int dayOfYear(long epochDay) {
    return (int) (epochDay - epochDay(year(epochDay), 1, 1)) + 1;
  }

  /** ISO week: weeks start on Monday, the first has at least four days of the year. */
  public static int weekOfYear(long epochDay) {
    long thursday = epochDay - dayOfWeek(epochDay) + 4;
    return (dayOfYear(thursday) - 1) / 7 + 1;
  }

  /** The date of a timestamp's seconds. */
  public static long dayOf(long epochSecond) {
    return Math.floorDiv(epochSecond, SECONDS_PER_DAY);
  }

  public static int secondOfDay(long epochSecond) {
    return (int) Math.floorMod(epochSecond, SECONDS_PER_DAY);
  }
}
