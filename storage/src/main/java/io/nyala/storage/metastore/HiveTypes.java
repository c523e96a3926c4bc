package io.nyala.storage.metastore;

import io.nyala.spi.type.DataType;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hive's type strings, as the metastore keeps them, and Nyala's types. */
public final class HiveTypes {
  private static final Pattern PARAMETERS =
      Pattern.compile("([a-z]+)\\s*\\(\\s*(\\d{1,6})\\s*(?:,\\s*(\\d{1,6})\\s*)?\\)");

  private HiveTypes() {}

  /**
   * The type of a string such as {@code decimal(10,2)}; whatever cannot be computed with becomes
   * UNSUPPORTED.
   */
  public static DataType parse(String text) {
    String name = text.trim().toLowerCase(Locale.ROOT);
    return switch (name) {
      case "void" -> DataType.VOID;
      case "boolean" -> DataType.BOOLEAN;
      case "tinyint" -> DataType.TINYINT;
      case "smallint" -> DataType.SMALLINT;
      case "int", "integer" -> DataType.INT;
      case "bigint" -> DataType.BIGINT;
      case "float" -> DataType.FLOAT;
      case "double", "double precision", "real" -> DataType.DOUBLE;
      case "string" -> DataType.STRING;
      case "binary" -> DataType.BINARY;
      case "date" -> DataType.DATE;
      case "timestamp" -> DataType.TIMESTAMP;
      case "interval_year_month" -> DataType.INTERVAL_YEAR_MONTH;
      case "interval_day_time" -> DataType.INTERVAL_DAY_TIME;
      case "decimal", "numeric" -> new DataType.DecimalType(10, 0);
      default -> parameterized(text.trim(), name);
    };
  }

  private static DataType parameterized(String original, String name) {
    Matcher matcher = PARAMETERS.matcher(name);
    if (!matcher.matches()) {
      return new DataType.UnsupportedType(original);
    }
    int first = Integer.parseInt(matcher.group(2));
    String second = matcher.group(3);
    try {
      return switch (matcher.group(1)) {
        case "decimal", "numeric" ->
            new DataType.DecimalType(first, second == null ? 0 : Integer.parseInt(second));
        case "varchar" -> new DataType.VarcharType(first);
        case "char" -> new DataType.CharType(first);
        default -> new DataType.UnsupportedType(original);
      };
    } catch (IllegalArgumentException e) {
      return new DataType.UnsupportedType(original);
    }
  }
}
