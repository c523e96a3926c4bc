package io.nyala.storage.metastore;

import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Partition values between text, as directories and the metastore keep them, and typed literals.
 */
public final class PartitionValues {
  private PartitionValues() {}

  /**
   * The literal of a raw text, as in Hive: text that does not convert is NULL, and so is the
   * default partition, except that a STRING column reads it as its name.
   */
  public static Literal parse(DataType type, String text) {
    if (text.equals(PartitionNames.DEFAULT_PARTITION) && type.kind() != TypeKind.STRING) {
      return new Literal(type, null);
    }
    try {
      return new Literal(type, value(type, text));
    } catch (IllegalArgumentException | DateTimeException e) {
      return new Literal(type, null);
    }
  }

  private static @Nullable Object value(DataType type, String text) {
    return switch (type.kind()) {
      case TINYINT -> (long) Byte.parseByte(text.trim());
      case SMALLINT -> (long) Short.parseShort(text.trim());
      case INT -> (long) Integer.parseInt(text.trim());
      case BIGINT -> Long.parseLong(text.trim());
      case FLOAT -> (double) Float.parseFloat(text.trim());
      case DOUBLE -> Double.parseDouble(text.trim());
      case BOOLEAN -> booleanOf(text);
      case STRING -> text;
      case VARCHAR -> truncate(text, ((DataType.VarcharType) type).length());
      case CHAR -> truncate(text, ((DataType.CharType) type).length()).stripTrailing();
      case DATE -> LocalDate.parse(text.trim()).toEpochDay();
      case TIMESTAMP -> timestamp(text.trim());
      case DECIMAL -> decimal((DecimalType) type, text.trim());
      case BINARY -> new ByteString(text.getBytes(StandardCharsets.UTF_8));
      case VOID, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, UNSUPPORTED -> null;
    };
  }

  private static @Nullable Boolean booleanOf(String text) {
    return switch (text.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  private static String truncate(String text, int length) {
    return text.codePointCount(0, text.length()) <= length
        ? text
        : text.substring(0, text.offsetByCodePoints(0, length));
  }

  private static @Nullable BigDecimal decimal(DecimalType type, String text) {
    BigDecimal value = new BigDecimal(text).setScale(type.scale(), RoundingMode.HALF_UP);
    return value.precision() > type.precision() ? null : value;
  }

  private static TimestampValue timestamp(String text) {
    String iso = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
    LocalDateTime time = LocalDateTime.parse(iso);
    return new TimestampValue(
        time.toEpochSecond(ZoneOffset.UTC), time.get(ChronoField.NANO_OF_SECOND));
  }

  /** The raw text of a literal as Hive writes it into a partition name; null for NULL. */
  public static @Nullable String format(Literal literal) {
    Object value = literal.value();
    if (value == null) {
      return null;
    }
    return switch (literal.type().kind()) {
      case DATE -> LocalDate.ofEpochDay((Long) value).toString();
      case TIMESTAMP -> formatTimestamp((TimestampValue) value);
      case DECIMAL -> formatDecimal((BigDecimal) value);
      case FLOAT -> Float.toString((float) (double) (Double) value);
      case BINARY -> new String(((ByteString) value).toByteArray(), StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  private static String formatDecimal(BigDecimal value) {
    if (value.unscaledValue().equals(BigInteger.ZERO)) {
      return "0";
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  /** {@code yyyy-MM-dd HH:mm:ss[.fraction]}, the fraction without trailing zeros. */
  public static String formatTimestamp(TimestampValue value) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(value.seconds(), value.nanos(), ZoneOffset.UTC);
    String text =
        String.format(
            Locale.ROOT,
            "%s %02d:%02d:%02d",
            time.toLocalDate(),
            time.getHour(),
            time.getMinute(),
            time.getSecond());
    if (value.nanos() == 0) {
      return text;
    }
    String fraction = String.format(Locale.ROOT, "%09d", value.nanos());
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return text + "." + fraction.substring(0, end);
  }
}
