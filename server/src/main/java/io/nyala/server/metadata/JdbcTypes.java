package io.nyala.server.metadata;

import io.nyala.spi.type.DataType;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What JDBC says about SQL types, with HiveServer2's numbers. */
final class JdbcTypes {
  /** One row of getTypeInfo. */
  record TypeRow(
      String name,
      int code,
      @Nullable Integer precision,
      boolean caseSensitive,
      int searchable,
      boolean unsigned,
      @Nullable Integer radix) {}

  private static final int PREDICATE_NONE = 0;
  private static final int SEARCHABLE = 3;

  static final List<TypeRow> TYPES =
      List.of(
          other("VOID", Types.NULL, SEARCHABLE),
          other("BOOLEAN", Types.BOOLEAN, SEARCHABLE),
          number("TINYINT", Types.TINYINT, 3),
          number("SMALLINT", Types.SMALLINT, 5),
          number("INT", Types.INTEGER, 10),
          number("BIGINT", Types.BIGINT, 19),
          number("FLOAT", Types.FLOAT, 7),
          number("DOUBLE", Types.DOUBLE, 15),
          new TypeRow("STRING", Types.VARCHAR, null, true, SEARCHABLE, true, null),
          other("CHAR", Types.CHAR, SEARCHABLE),
          other("VARCHAR", Types.VARCHAR, SEARCHABLE),
          other("DATE", Types.DATE, SEARCHABLE),
          other("TIMESTAMP", Types.TIMESTAMP, SEARCHABLE),
          other("TIMESTAMP WITH LOCAL TIME ZONE", Types.OTHER, SEARCHABLE),
          other("INTERVAL_YEAR_MONTH", Types.OTHER, SEARCHABLE),
          other("INTERVAL_DAY_TIME", Types.OTHER, SEARCHABLE),
          other("BINARY", Types.BINARY, SEARCHABLE),
          number("DECIMAL", Types.DECIMAL, 38),
          other("ARRAY", Types.ARRAY, PREDICATE_NONE),
          other("MAP", Types.JAVA_OBJECT, PREDICATE_NONE),
          other("STRUCT", Types.STRUCT, PREDICATE_NONE),
          other("UNIONTYPE", Types.OTHER, PREDICATE_NONE),
          other("USER_DEFINED", Types.OTHER, PREDICATE_NONE));

  private JdbcTypes() {}

  private static TypeRow number(String name, int code, int precision) {
    return new TypeRow(name, code, precision, false, SEARCHABLE, false, 10);
  }

  private static TypeRow other(String name, int code, int searchable) {
    return new TypeRow(name, code, null, false, searchable, true, null);
  }

  static int code(DataType type) {
    return switch (type.kind()) {
      case VOID -> Types.NULL;
      case BOOLEAN -> Types.BOOLEAN;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INT -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case FLOAT -> Types.FLOAT;
      case DOUBLE -> Types.DOUBLE;
      case DECIMAL -> Types.DECIMAL;
      case STRING, VARCHAR -> Types.VARCHAR;
      case CHAR -> Types.CHAR;
      case BINARY -> Types.BINARY;
      case DATE -> Types.DATE;
      case TIMESTAMP -> Types.TIMESTAMP;
      case INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME -> Types.OTHER;
      case UNSUPPORTED -> unsupported(type.hiveName());
    };
  }

  private static int unsupported(String name) {
    if (name.startsWith("array")) {
      return Types.ARRAY;
    }
    if (name.startsWith("map")) {
      return Types.JAVA_OBJECT;
    }
    return name.startsWith("struct") ? Types.STRUCT : Types.OTHER;
  }

  /**
   * The type's name as getColumns has it: simple types in upper case without parameters, complex
   * ones in full.
   */
  static String name(DataType type) {
    return switch (type.kind()) {
      case DECIMAL, VARCHAR, CHAR -> type.kind().name();
      case UNSUPPORTED -> type.hiveName();
      default -> type.hiveName().toUpperCase(Locale.ROOT);
    };
  }

  /** COLUMN_SIZE of getColumns. */
  static @Nullable Integer columnSize(DataType type) {
    return switch (type.kind()) {
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INT -> 10;
      case BIGINT -> 19;
      case FLOAT -> 7;
      case DOUBLE -> 15;
      case DATE -> 10;
      case TIMESTAMP -> 29;
      case STRING, BINARY -> Integer.MAX_VALUE;
      case DECIMAL -> ((DataType.DecimalType) type).precision();
      case VARCHAR -> ((DataType.VarcharType) type).length();
      case CHAR -> ((DataType.CharType) type).length();
      case VOID, BOOLEAN, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, UNSUPPORTED -> null;
    };
  }

  static @Nullable Integer decimalDigits(DataType type) {
    return switch (type.kind()) {
      case TINYINT, SMALLINT, INT, BIGINT, BOOLEAN -> 0;
      case FLOAT -> 7;
      case DOUBLE -> 15;
      case TIMESTAMP -> 9;
      case DECIMAL -> ((DataType.DecimalType) type).scale();
      default -> null;
    };
  }

  static @Nullable Integer radix(DataType type) {
    return type.isNumeric() ? 10 : null;
  }
}
