package io.nyala.planner.analyzer;

import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.planner.parser.SqlExpression.IntervalUnit;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types and values of literals by Hive's rules. */
final class Literals {
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4}-\\d{1,2}-\\d{1,2})(?:[ T](\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
  private static final Pattern YEAR_TO_MONTH = Pattern.compile("([+-])?(\\d{1,9})-(\\d{1,2})");
  private static final Pattern DAY_TO_SECOND =
      Pattern.compile("([+-])?(\\d{1,9}) (\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:\\.(\\d{1,9}))?");
  private static final Pattern SECONDS = Pattern.compile("([+-])?(\\d{1,12})(?:\\.(\\d{1,9}))?");

  private Literals() {}

  /**
   * A number without sign: INT, BIGINT or DECIMAL by its size, DECIMAL with a point, DOUBLE with an
   * exponent, or what its suffix says.
   */
  static Literal number(SqlExpression.NumberLiteral literal, boolean negative) {
    String text = literal.text().toUpperCase(Locale.ROOT);
    try {
      if (text.endsWith("BD")) {
        return decimal(new BigDecimal(text.substring(0, text.length() - 2)), negative);
      }
      char last = text.charAt(text.length() - 1);
      String digits = text.substring(0, text.length() - 1);
      return switch (last) {
        case 'L' -> integer(DataType.BIGINT, digits, negative);
        case 'S' -> integer(DataType.SMALLINT, digits, negative);
        case 'Y' -> integer(DataType.TINYINT, digits, negative);
        case 'D', 'F' -> approximate(digits, negative);
        default -> plain(text, negative);
      };
    } catch (ArithmeticException | NumberFormatException e) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          literal.location(),
          "The number is outside the range of its type '" + literal.text() + "'");
    }
  }

  private static Literal plain(String text, boolean negative) {
    if (text.indexOf('E') >= 0) {
      return approximate(text, negative);
    }
    BigDecimal value = new BigDecimal(text);
    if (text.indexOf('.') < 0) {
      BigInteger whole = value.toBigIntegerExact();
      if (whole.bitLength() < 32) {
        return integer(DataType.INT, text, negative);
      }
      if (whole.bitLength() < 64) {
        return integer(DataType.BIGINT, text, negative);
      }
    }
    return value.stripTrailingZeros().precision() > DataType.MAX_DECIMAL_PRECISION
        ? approximate(text, negative)
        : decimal(value, negative);
  }

  private static Literal integer(DataType type, String digits, boolean negative) {
    long value = new BigInteger(digits).longValueExact();
    long limit =
        switch (type.kind()) {
          case TINYINT -> Byte.MAX_VALUE;
          case SMALLINT -> Short.MAX_VALUE;
          case INT -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    if (value > limit) {
      throw new ArithmeticException("out of range");
    }
    return new Literal(type, negative ? -value : value);
  }

  private static Literal decimal(BigDecimal value, boolean negative) {
    DataType.DecimalType type = DecimalTypes.ofLiteral(value);
    BigDecimal scaled = value.setScale(type.scale(), java.math.RoundingMode.HALF_UP);
    return new Literal(type, negative ? scaled.negate() : scaled);
  }

  private static Literal approximate(String text, boolean negative) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new ArithmeticException("out of range");
    }
    return new Literal(DataType.DOUBLE, negative ? -value : value);
  }

  /** Days since 1970-01-01 of {@code yyyy-M-d}. */
  static Literal date(SqlExpression.DateLiteral literal) {
    Matcher matcher = DATE.matcher(literal.text().strip());
    if (matcher.matches()) {
      try {
        LocalDate date =
            LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        return new Literal(DataType.DATE, date.toEpochDay());
      } catch (DateTimeException e) {
        throw invalid(literal.location(), "date", literal.text(), e);
      }
    }
    throw invalid(literal.location(), "date", literal.text(), null);
  }

  static Literal timestamp(SqlExpression.TimestampLiteral literal) {
    Matcher matcher = TIMESTAMP.matcher(literal.text().strip());
    if (!matcher.matches()) {
      throw invalid(literal.location(), "timestamp", literal.text(), null);
    }
    try {
      Matcher date = DATE.matcher(matcher.group(1));
      if (!date.matches()) {
        throw invalid(literal.location(), "timestamp", literal.text(), null);
      }
      LocalDateTime time =
          LocalDateTime.of(
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(2)),
              Integer.parseInt(date.group(3)),
              part(matcher, 2),
              part(matcher, 3),
              part(matcher, 4));
      return new Literal(
          DataType.TIMESTAMP,
          new TimestampValue(time.toEpochSecond(ZoneOffset.UTC), nanos(matcher.group(5))));
    } catch (DateTimeException e) {
      throw invalid(literal.location(), "timestamp", literal.text(), e);
    }
  }

  private static int part(Matcher matcher, int group) {
    return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
  }

  private static int nanos(@org.jspecify.annotations.Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  /** {@code INTERVAL 'text' unit}; months for years and months, else seconds and nanoseconds. */
  static Literal interval(Location location, String text, IntervalUnit unit) {
    String value = text.strip();
    return switch (unit) {
      case YEAR -> months(location, value, 12);
      case MONTH -> months(location, value, 1);
      case YEAR_TO_MONTH -> {
        Matcher matcher = YEAR_TO_MONTH.matcher(value);
        if (!matcher.matches() || part(matcher, 3) > 11) {
          throw invalid(location, "interval year to month", text, null);
        }
        long months = part(matcher, 2) * 12L + part(matcher, 3);
        yield new Literal(
            DataType.INTERVAL_YEAR_MONTH, "-".equals(matcher.group(1)) ? -months : months);
      }
      case DAY -> time(location, value, 86_400);
      case HOUR -> time(location, value, 3_600);
      case MINUTE -> time(location, value, 60);
      case SECOND -> time(location, value, 1);
      case DAY_TO_SECOND -> {
        Matcher matcher = DAY_TO_SECOND.matcher(value);
        if (!matcher.matches()
            || part(matcher, 3) > 23
            || part(matcher, 4) > 59
            || part(matcher, 5) > 59) {
          throw invalid(location, "interval day to second", text, null);
        }
        long seconds =
            part(matcher, 2) * 86_400L
                + part(matcher, 3) * 3_600L
                + part(matcher, 4) * 60L
                + part(matcher, 5);
        yield dayTime(seconds, nanos(matcher.group(6)), "-".equals(matcher.group(1)));
      }
    };
  }

  private static Literal months(Location location, String text, int factor) {
    try {
      return new Literal(
          DataType.INTERVAL_YEAR_MONTH, (long) Math.multiplyExact(Integer.parseInt(text), factor));
    } catch (ArithmeticException | NumberFormatException e) {
      throw invalid(location, "interval", text, e);
    }
  }

  private static Literal time(Location location, String text, int factor) {
    Matcher matcher = SECONDS.matcher(text);
    if (!matcher.matches() || (factor > 1 && matcher.group(3) != null)) {
      throw invalid(location, "interval", text, null);
    }
    long seconds = Long.parseLong(matcher.group(2)) * factor;
    return dayTime(seconds, nanos(matcher.group(3)), "-".equals(matcher.group(1)));
  }

  private static Literal dayTime(long seconds, int nanos, boolean negative) {
    TimestampValue value =
        !negative
            ? new TimestampValue(seconds, nanos)
            : nanos == 0
                ? new TimestampValue(-seconds, 0)
                : new TimestampValue(-seconds - 1, 1_000_000_000 - nanos);
    return new Literal(DataType.INTERVAL_DAY_TIME, value);
  }

  private static NyalaException invalid(
      Location location,
      String kind,
      String text,
      @org.jspecify.annotations.Nullable Exception cause) {
    NyalaException error =
        SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            location,
            "Unable to convert " + kind + " literal to a value '" + text + "'");
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }
}
