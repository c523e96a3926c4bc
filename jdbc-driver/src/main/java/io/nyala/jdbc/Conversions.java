package io.nyala.jdbc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Calendar;

/**
 * One value as the Java type that was asked for. Never called for nulls. A value that does not fit
 * is SQLSTATE 22003, text that is no such value 22018.
 */
final class Conversions {
  private Conversions() {}

  static long toLong(ColumnData data, int row, long min, long max) throws SQLException {
    if (data instanceof ColumnData.Longs) {
      return inRange(((ColumnData.Longs) data).value(row), min, max);
    }
    if (data instanceof ColumnData.Booleans) {
      return ((ColumnData.Booleans) data).value(row) ? 1 : 0;
    }
    BigDecimal decimal = toDecimal(data, row).setScale(0, RoundingMode.DOWN);
    if (decimal.compareTo(BigDecimal.valueOf(min)) < 0
        || decimal.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw outOfRange(decimal.toPlainString());
    }
    return decimal.longValueExact();
  }

  private static long inRange(long value, long min, long max) throws SQLException {
    if (value < min || value > max) {
      throw outOfRange(Long.toString(value));
    }
    return value;
  }

  static double toDouble(ColumnData data, int row) throws SQLException {
    if (data instanceof ColumnData.Doubles) {
      return ((ColumnData.Doubles) data).value(row);
    }
    if (data instanceof ColumnData.Longs) {
      return ((ColumnData.Longs) data).value(row);
    }
    if (data instanceof ColumnData.Booleans) {
      return ((ColumnData.Booleans) data).value(row) ? 1 : 0;
    }
    String text = data.text(row).trim();
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw noSuch("number", text);
    }
  }

  static BigDecimal toDecimal(ColumnData data, int row) throws SQLException {
    if (data instanceof ColumnData.Longs) {
      return BigDecimal.valueOf(((ColumnData.Longs) data).value(row));
    }
    if (data instanceof ColumnData.Booleans) {
      return ((ColumnData.Booleans) data).value(row) ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    String text = data.text(row).trim();
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw noSuch("number", text);
    }
  }

  static boolean toBoolean(ColumnData data, int row) throws SQLException {
    if (data instanceof ColumnData.Booleans) {
      return ((ColumnData.Booleans) data).value(row);
    }
    if (data instanceof ColumnData.Longs) {
      return ((ColumnData.Longs) data).value(row) != 0;
    }
    String text = data.text(row).trim();
    if (text.equalsIgnoreCase("true") || text.equals("1")) {
      return true;
    }
    if (text.equalsIgnoreCase("false") || text.equals("0")) {
      return false;
    }
    throw noSuch("boolean", text);
  }

  static byte[] toBytes(ColumnData data, int row) {
    if (data instanceof ColumnData.Bytes) {
      return ((ColumnData.Bytes) data).value(row);
    }
    return data.text(row).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  static String toText(ColumnData data, int row, JdbcType type) {
    if (type == JdbcType.FLOAT && data instanceof ColumnData.Doubles) {
      return Float.toString((float) ((ColumnData.Doubles) data).value(row));
    }
    return data.text(row);
  }

  static LocalDate toLocalDate(ColumnData data, int row) throws SQLException {
    String text = data.text(row).trim();
    try {
      return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
    } catch (DateTimeParseException e) {
      throw noSuch("date", text);
    }
  }

  static LocalDateTime toLocalDateTime(ColumnData data, int row) throws SQLException {
    String text = data.text(row).trim();
    try {
      return text.length() <= 10
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw noSuch("timestamp", text);
    }
  }

  static Date toDate(ColumnData data, int row, Calendar calendar) throws SQLException {
    LocalDate date = toLocalDate(data, row);
    return calendar == null
        ? Date.valueOf(date)
        : new Date(date.atStartOfDay(calendar.getTimeZone().toZoneId()).toInstant().toEpochMilli());
  }

  static Timestamp toTimestamp(ColumnData data, int row, Calendar calendar) throws SQLException {
    LocalDateTime time = toLocalDateTime(data, row);
    return calendar == null
        ? Timestamp.valueOf(time)
        : Timestamp.from(time.atZone(calendar.getTimeZone().toZoneId()).toInstant());
  }

  static Time toTime(ColumnData data, int row) throws SQLException {
    LocalTime time = toLocalDateTime(data, row).toLocalTime();
    return Time.valueOf(time);
  }

  /** What getObject returns without being told a class. */
  static Object toObject(ColumnData data, int row, JdbcType type) throws SQLException {
    switch (type) {
      case BOOLEAN:
        return toBoolean(data, row);
      case TINYINT:
      case SMALLINT:
      case INT:
        return (int) toLong(data, row, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT:
        return toLong(data, row, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT:
        return (float) toDouble(data, row);
      case DOUBLE:
        return toDouble(data, row);
      case DECIMAL:
        return toDecimal(data, row);
      case DATE:
        return toDate(data, row, null);
      case TIMESTAMP:
        return toTimestamp(data, row, null);
      case BINARY:
        return toBytes(data, row);
      default:
        return data.text(row);
    }
  }

  static Object toClass(ColumnData data, int row, JdbcType type, Class<?> wanted)
      throws SQLException {
    if (wanted == String.class) {
      return toText(data, row, type);
    } else if (wanted == Integer.class) {
      return (int) toLong(data, row, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (wanted == Long.class) {
      return toLong(data, row, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (wanted == Short.class) {
      return (short) toLong(data, row, Short.MIN_VALUE, Short.MAX_VALUE);
    } else if (wanted == Byte.class) {
      return (byte) toLong(data, row, Byte.MIN_VALUE, Byte.MAX_VALUE);
    } else if (wanted == Double.class) {
      return toDouble(data, row);
    } else if (wanted == Float.class) {
      return (float) toDouble(data, row);
    } else if (wanted == Boolean.class) {
      return toBoolean(data, row);
    } else if (wanted == BigDecimal.class) {
      return toDecimal(data, row);
    } else if (wanted == java.math.BigInteger.class) {
      return toDecimal(data, row).toBigInteger();
    } else if (wanted == byte[].class) {
      return toBytes(data, row);
    }
    return toTimeClass(data, row, type, wanted);
  }

  private static Object toTimeClass(ColumnData data, int row, JdbcType type, Class<?> wanted)
      throws SQLException {
    if (wanted == Date.class) {
      return toDate(data, row, null);
    } else if (wanted == Timestamp.class) {
      return toTimestamp(data, row, null);
    } else if (wanted == Time.class) {
      return toTime(data, row);
    } else if (wanted == LocalDate.class) {
      return toLocalDate(data, row);
    } else if (wanted == LocalDateTime.class) {
      return toLocalDateTime(data, row);
    } else if (wanted == LocalTime.class) {
      return toLocalDateTime(data, row).toLocalTime();
    } else if (wanted == Object.class) {
      return toObject(data, row, type);
    }
    throw NotSupported.feature("Conversion of " + type.typeName() + " to " + wanted.getName());
  }

  private static SQLException outOfRange(String value) {
    return new SQLException("The value " + value + " does not fit the type asked for", "22003");
  }

  private static SQLException noSuch(String what, String text) {
    return new SQLException("'" + text + "' is no " + what, "22018");
  }
}
