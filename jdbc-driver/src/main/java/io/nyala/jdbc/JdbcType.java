package io.nyala.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.sql.Types;

/** The server's types and what JDBC makes of them. */
enum JdbcType {
  BOOLEAN("boolean", Types.BOOLEAN, Boolean.class, 1, 0),
  TINYINT("tinyint", Types.TINYINT, Integer.class, 3, 0),
  SMALLINT("smallint", Types.SMALLINT, Integer.class, 5, 0),
  INT("int", Types.INTEGER, Integer.class, 10, 0),
  BIGINT("bigint", Types.BIGINT, Long.class, 19, 0),
  FLOAT("float", Types.REAL, Float.class, 7, 7),
  DOUBLE("double", Types.DOUBLE, Double.class, 15, 15),
  DECIMAL("decimal", Types.DECIMAL, BigDecimal.class, 38, 18),
  STRING("string", Types.VARCHAR, String.class, Integer.MAX_VALUE, 0),
  VARCHAR("varchar", Types.VARCHAR, String.class, 65535, 0),
  CHAR("char", Types.CHAR, String.class, 255, 0),
  DATE("date", Types.DATE, Date.class, 10, 0),
  TIMESTAMP("timestamp", Types.TIMESTAMP, Timestamp.class, 29, 9),
  BINARY("binary", Types.BINARY, byte[].class, Integer.MAX_VALUE, 0),
  NULL("void", Types.NULL, Object.class, 0, 0),
  INTERVAL("interval", Types.VARCHAR, String.class, 64, 0),
  ARRAY("array", Types.VARCHAR, String.class, Integer.MAX_VALUE, 0),
  MAP("map", Types.VARCHAR, String.class, Integer.MAX_VALUE, 0),
  STRUCT("struct", Types.VARCHAR, String.class, Integer.MAX_VALUE, 0),
  UNION("uniontype", Types.VARCHAR, String.class, Integer.MAX_VALUE, 0);

  private final String typeName;
  private final int sqlType;
  private final Class<?> javaClass;
  private final int precision;
  private final int scale;

  JdbcType(String typeName, int sqlType, Class<?> javaClass, int precision, int scale) {
    this.typeName = typeName;
    this.sqlType = sqlType;
    this.javaClass = javaClass;
    this.precision = precision;
    this.scale = scale;
  }

  String typeName() {
    return typeName;
  }

  /** A constant of {@link Types}. */
  int sqlType() {
    return sqlType;
  }

  /** What getObject returns. */
  Class<?> javaClass() {
    return javaClass;
  }

  int precision() {
    return precision;
  }

  int scale() {
    return scale;
  }

  boolean isNumeric() {
    return Number.class.isAssignableFrom(javaClass);
  }

  boolean isText() {
    return javaClass == String.class;
  }
}
