package io.nyala.spi.type;

/** Hive's type names as far as values of them can be computed with. */
public enum TypeKind {
  VOID,
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INT,
  BIGINT,
  FLOAT,
  DOUBLE,
  DECIMAL,
  STRING,
  VARCHAR,
  CHAR,
  BINARY,
  DATE,
  TIMESTAMP,
  INTERVAL_YEAR_MONTH,
  INTERVAL_DAY_TIME,
  /** A column type that is known by name but cannot be read yet; selecting it is a clear error. */
  UNSUPPORTED;

  boolean isInteger() {
    return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  /** The physical kind of a type without parameters. */
  PhysicalKind physical() {
    return switch (this) {
      case VOID, BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, DATE, INTERVAL_YEAR_MONTH ->
          PhysicalKind.LONG;
      case FLOAT, DOUBLE -> PhysicalKind.DOUBLE;
      case TIMESTAMP, INTERVAL_DAY_TIME -> PhysicalKind.TIMESTAMP;
      case STRING, BINARY -> PhysicalKind.BYTES;
      case DECIMAL, VARCHAR, CHAR, UNSUPPORTED ->
          throw new IllegalStateException(this + " depends on its parameters");
    };
  }
}
