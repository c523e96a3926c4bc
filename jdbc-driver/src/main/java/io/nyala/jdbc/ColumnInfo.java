package io.nyala.jdbc;

/** Name and type of a result column. Immutable. */
final class ColumnInfo {
  private final String label;
  private final JdbcType type;
  private final int precision;
  private final int scale;

  /**
   * @param precision of DECIMAL, or the length of CHAR and VARCHAR; 0 if unknown
   */
  ColumnInfo(String label, JdbcType type, int precision, int scale) {
    this.label = label;
    this.type = type;
    this.precision = precision;
    this.scale = scale;
  }

  String label() {
    return label;
  }

  JdbcType type() {
    return type;
  }

  int precision() {
    return precision > 0 ? precision : type.precision();
  }

  int scale() {
    return type == JdbcType.DECIMAL ? scale : type.scale();
  }
}
