package io.nyala.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Java values as HiveQL literals, so that no value can become SQL. */
final class SqlLiteral {
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter();

  private SqlLiteral() {}

  static String of(String value) {
    StringBuilder literal = new StringBuilder(value.length() + 8).append('\'');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\'':
        case '\\':
          literal.append('\\').append(c);
          break;
        case '\0':
          literal.append("\\0");
          break;
        case '\n':
          literal.append("\\n");
          break;
        case '\r':
          literal.append("\\r");
          break;
        case '\u001a':
          literal.append("\\Z");
          break;
        default:
          literal.append(c);
      }
    }
    return literal.append('\'').toString();
  }

  static String of(long value) {
    return value == Long.MIN_VALUE ? "(-9223372036854775807 - 1)" : Long.toString(value);
  }

  static String of(double value) {
    return "cast('" + value + "' as double)";
  }

  static String of(float value) {
    return "cast('" + value + "' as float)";
  }

  static String of(boolean value) {
    return value ? "true" : "false";
  }

  static String of(BigDecimal value) throws SQLException {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    int scale = plain.scale();
    int precision = Math.max(plain.precision(), scale);
    if (precision > 38) {
      throw new SQLException("The number has more than 38 digits", "22003");
    }
    return "cast('" + plain.toPlainString() + "' as decimal(" + precision + "," + scale + "))";
  }

  static String of(LocalDate value) throws SQLException {
    if (value.getYear() < 1 || value.getYear() > 9999) {
      throw new SQLException("The date's year is not between 1 and 9999", "22008");
    }
    return "date '" + value + "'";
  }

  static String of(LocalDateTime value) throws SQLException {
    of(value.toLocalDate());
    return "timestamp '" + TIMESTAMP.format(value) + "'";
  }

  static String of(byte[] value) {
    StringBuilder hex = new StringBuilder("unhex('");
    for (byte b : value) {
      hex.append(Character.forDigit((b >> 4) & 15, 16)).append(Character.forDigit(b & 15, 16));
    }
    return hex.append("')").toString();
  }

  /** Any value that getObject may return, and java.time's. */
  static String ofObject(Object value) throws SQLException {
    if (value == null) {
      return "null";
    } else if (value instanceof String || value instanceof Character) {
      return of(value.toString());
    } else if (value instanceof Boolean) {
      return of((boolean) value);
    } else if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      return of(((Number) value).longValue());
    } else if (value instanceof Double) {
      return of((double) value);
    } else if (value instanceof Float) {
      return of((float) value);
    } else if (value instanceof BigDecimal) {
      return of((BigDecimal) value);
    } else if (value instanceof java.math.BigInteger) {
      return of(new BigDecimal((java.math.BigInteger) value));
    } else if (value instanceof byte[]) {
      return of((byte[]) value);
    }
    return ofTime(value);
  }

  private static String ofTime(Object value) throws SQLException {
    if (value instanceof Date) {
      return of(((Date) value).toLocalDate());
    } else if (value instanceof Timestamp) {
      return of(((Timestamp) value).toLocalDateTime());
    } else if (value instanceof LocalDate) {
      return of((LocalDate) value);
    } else if (value instanceof LocalDateTime) {
      return of((LocalDateTime) value);
    }
    throw NotSupported.feature("A parameter of " + value.getClass());
  }
}
