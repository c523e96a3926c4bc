package io.nyala.spi.type;

/**
 * How the values of a type lie in a vector. Operators and kernels are written per physical kind,
 * not per type.
 */
public enum PhysicalKind {
  /**
   * One {@code long} per value: BOOLEAN (0/1), TINYINT…BIGINT, DATE (days since 1970-01-01),
   * DECIMAL of precision ≤ 18 (unscaled value), INTERVAL_YEAR_MONTH (months), VOID (all null).
   */
  LONG,
  /** One {@code double} per value: FLOAT (a float widened exactly) and DOUBLE. */
  DOUBLE,
  /**
   * Two longs per value, high and low half of a 128-bit two's complement unscaled value: DECIMAL of
   * precision above 18.
   */
  DECIMAL128,
  /**
   * Seconds since the epoch and nanoseconds of second (0…999,999,999): TIMESTAMP,
   * INTERVAL_DAY_TIME.
   */
  TIMESTAMP,
  /**
   * A byte range: STRING, VARCHAR, CHAR (UTF-8; CHAR without its trailing pad spaces) and BINARY.
   */
  BYTES
}
