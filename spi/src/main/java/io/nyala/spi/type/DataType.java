package io.nyala.spi.type;

import java.util.Locale;

/** A SQL type. Values are immutable and equal by content; nullability is not part of a type, every value may be NULL. */
public sealed interface DataType {
  /** The largest decimal precision whose unscaled values fit one {@code long}. */
  int MAX_LONG_DECIMAL_PRECISION = 18;

  int MAX_DECIMAL_PRECISION = 38;

  SimpleType VOID = new SimpleType(TypeKind.VOID);
  SimpleType BOOLEAN = new SimpleType(TypeKind.BOOLEAN);
  SimpleType TINYINT = new SimpleType(TypeKind.TINYINT);
  SimpleType SMALLINT = new SimpleType(TypeKind.SMALLINT);
  SimpleType INT = new SimpleType(TypeKind.INT);
  SimpleType BIGINT = new SimpleType(TypeKind.BIGINT);
  SimpleType FLOAT = new SimpleType(TypeKind.FLOAT);
  SimpleType DOUBLE = new SimpleType(TypeKind.DOUBLE);
  SimpleType STRING = new SimpleType(TypeKind.STRING);
  SimpleType BINARY = new SimpleType(TypeKind.BINARY);
  SimpleType DATE = new SimpleType(TypeKind.DATE);
  SimpleType TIMESTAMP = new SimpleType(TypeKind.TIMESTAMP);
  SimpleType INTERVAL_YEAR_MONTH = new SimpleType(TypeKind.INTERVAL_YEAR_MONTH);
  SimpleType INTERVAL_DAY_TIME = new SimpleType(TypeKind.INTERVAL_DAY_TIME);

  TypeKind kind();

  /** The type as Hive prints it, for example {@code decimal(10,2)}. */
  String hiveName();

  default PhysicalKind physical() {
    return switch (kind()) {
      case VOID, BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DATE, INTERVAL_YEAR_MONTH ->
          PhysicalKind.LONG;
      case FLOAT, DOUBLE -> PhysicalKind.DOUBLE;
      case DECIMAL ->
          ((DecimalType) this).precision() <= MAX_LONG_DECIMAL_PRECISION
              ? PhysicalKind.LONG
              : PhysicalKind.DECIMAL128;
      case TIMESTAMP, INTERVAL_DAY_TIME -> PhysicalKind.TIMESTAMP;
      case STRING, VARCHAR, CHAR, BINARY -> PhysicalKind.BYTES;
      case UNSUPPORTED ->
          throw new IllegalStateException("no vector holds values of type " + hiveName());
    };
  }

  default boolean isInteger() {
    return switch (kind()) {
      case TINYINT, SMALLINT, INT, BIGINT -> true;
      default -> false;
    };
  }

  /** True for the integer types, FLOAT, DOUBLE and DECIMAL. */
  default boolean isNumeric() {
    return isInteger()
        || kind() == TypeKind.FLOAT
        || kind() == TypeKind.DOUBLE
        || kind() == TypeKind.DECIMAL;
  }

  /** True for STRING, VARCHAR and CHAR. */
  default boolean isCharacter() {
    return kind() == TypeKind.STRING || kind() == TypeKind.VARCHAR || kind() == TypeKind.CHAR;
  }

  /** A type without parameters. */
  record SimpleType(TypeKind kind) implements DataType {
    public SimpleType {
      switch (kind) {
        case DECIMAL, VARCHAR, CHAR, UNSUPPORTED ->
            throw new IllegalArgumentException(kind + " needs parameters");
        default -> {}
      }
    }

    @Override
    public String hiveName() {
      return kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }

  /** DECIMAL(precision, scale) with 1 ≤ precision ≤ 38 and 0 ≤ scale ≤ precision. */
  record DecimalType(int precision, int scale) implements DataType {
    public DecimalType {
      if (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException("decimal(" + precision + "," + scale + ")");
      }
    }

    @Override
    public TypeKind kind() {
      return TypeKind.DECIMAL;
    }

    @Override
    public String hiveName() {
      return "decimal(" + precision + "," + scale + ")";
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }

  /** VARCHAR(length), length in characters (code points), 1 to 65,535. */
  record VarcharType(int length) implements DataType {
    public VarcharType {
      if (length < 1 || length > 65_535) {
        throw new IllegalArgumentException("varchar(" + length + ")");
      }
    }

    @Override
    public TypeKind kind() {
      return TypeKind.VARCHAR;
    }

    @Override
    public String hiveName() {
      return "varchar(" + length + ")";
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }

  /** CHAR(length), length in characters (code points), 1 to 255. */
  record CharType(int length) implements DataType {
    public CharType {
      if (length < 1 || length > 255) {
        throw new IllegalArgumentException("char(" + length + ")");
      }
    }

    @Override
    public TypeKind kind() {
      return TypeKind.CHAR;
    }

    @Override
    public String hiveName() {
      return "char(" + length + ")";
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }

  /** A type of the catalog that no reader produces yet, kept by its Hive name so that DESCRIBE can show it. */
  record UnsupportedType(String hiveName) implements DataType {
    @Override
    public TypeKind kind() {
      return TypeKind.UNSUPPORTED;
    }

    @Override
    public String toString() {
      return hiveName;
    }
  }
}
