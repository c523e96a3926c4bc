package io.nyala.spi.type;

import java.util.Locale;

/**
 * A SQL type. Values are immutable and equal by content; nullability is not part of a type, every
 * value may be NULL.
 */
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

  /**
   * @throws IllegalStateException for an {@link UnsupportedType}
   */
  PhysicalKind physical();

  /** True for TINYINT, SMALLINT, INT and BIGINT. */
  boolean isInteger();

  /** True for the integer types, FLOAT, DOUBLE and DECIMAL. */
  boolean isNumeric();

  /** True for STRING, VARCHAR and CHAR. */
  boolean isCharacter();

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
    public PhysicalKind physical() {
      return kind.physical();
    }

    @Override
    public boolean isInteger() {
      return kind.isInteger();
    }

    @Override
    public boolean isNumeric() {
      return kind.isInteger() || kind == TypeKind.FLOAT || kind == TypeKind.DOUBLE;
    }

    @Override
    public boolean isCharacter() {
      return kind == TypeKind.STRING;
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
    public PhysicalKind physical() {
      return precision <= MAX_LONG_DECIMAL_PRECISION ? PhysicalKind.LONG : PhysicalKind.DECIMAL128;
    }

    @Override
    public boolean isInteger() {
      return false;
    }

    @Override
    public boolean isNumeric() {
      return true;
    }

    @Override
    public boolean isCharacter() {
      return false;
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
    public PhysicalKind physical() {
      return PhysicalKind.BYTES;
    }

    @Override
    public boolean isInteger() {
      return false;
    }

    @Override
    public boolean isNumeric() {
      return false;
    }

    @Override
    public boolean isCharacter() {
      return true;
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
    public PhysicalKind physical() {
      return PhysicalKind.BYTES;
    }

    @Override
    public boolean isInteger() {
      return false;
    }

    @Override
    public boolean isNumeric() {
      return false;
    }

    @Override
    public boolean isCharacter() {
      return true;
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }

  /**
   * A type of the catalog that no reader produces yet, kept by its Hive name so that DESCRIBE can
   * show it.
   */
  record UnsupportedType(String hiveName) implements DataType {
    @Override
    public TypeKind kind() {
      return TypeKind.UNSUPPORTED;
    }

    @Override
    public PhysicalKind physical() {
      throw new IllegalStateException("no vector holds values of type " + hiveName);
    }

    @Override
    public boolean isInteger() {
      return false;
    }

    @Override
    public boolean isNumeric() {
      return false;
    }

    @Override
    public boolean isCharacter() {
      return false;
    }

    @Override
    public String toString() {
      return hiveName();
    }
  }
}
