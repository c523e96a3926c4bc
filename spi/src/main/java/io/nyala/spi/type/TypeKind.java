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
  UNSUPPORTED
}
