package io.nyala.spi.error;

/**
 * Every error that a client can see. {@code sqlState} and {@code vendorCode} are what HiveServer2
 * answers in the same case, where it has such a case, because clients parse them. Codes are never
 * reused; add new ones at the end of their group.
 */
public enum ErrorCode {
  // Hive's own codes, observed on HiveServer2 4.0.1
  PARSE_ERROR(ErrorKind.USER, "42000", 40000),
  SEMANTIC_ERROR(ErrorKind.USER, "42000", 40000),
  TABLE_NOT_FOUND(ErrorKind.USER, "42S02", 10001),
  INVALID_COLUMN(ErrorKind.USER, "42000", 10004),
  AMBIGUOUS_COLUMN(ErrorKind.USER, "42000", 10007),
  INVALID_FUNCTION(ErrorKind.USER, "42000", 10011),
  ARGUMENT_TYPE(ErrorKind.USER, "42000", 10014),
  ARGUMENT_COUNT(ErrorKind.USER, "21000", 10015),
  GROUP_BY_EXPRESSION(ErrorKind.USER, "42000", 10025),
  INSERT_COLUMN_MISMATCH(ErrorKind.USER, "42000", 10044),
  DATABASE_NOT_FOUND(ErrorKind.USER, "42000", 10072),
  VIEW_EXISTS(ErrorKind.USER, "08S01", 10073),
  DYNAMIC_PARTITION_STRICT(ErrorKind.USER, "42000", 10096),
  INVALID_PARTITION(ErrorKind.USER, "42000", 10006),
  INVALID_COLUMN_REFERENCE(ErrorKind.USER, "42000", 10002),
  DUPLICATE_COLUMN(ErrorKind.USER, "42000", 10036),
  DYNAMIC_BEFORE_STATIC_PARTITION(ErrorKind.USER, "42000", 10094),
  NOT_PARTITIONED(ErrorKind.USER, "42000", 10241),
  TABLE_EXISTS(ErrorKind.USER, "08S01", 40000),
  DDL_FAILED(ErrorKind.USER, "08S01", 40000),
  INVALID_SETTING(ErrorKind.USER, "42000", 1),
  ACCESS_DENIED(ErrorKind.ACCESS, "42000", 40000),
  CANCELED(ErrorKind.USER, "01000", 0),
  TIMED_OUT(ErrorKind.RESOURCE, "HYT00", 0),
  // Nyala's own
  NOT_SUPPORTED(ErrorKind.USER, "0A000", 50001),
  STATEMENT_TOO_LARGE(ErrorKind.USER, "54001", 50002),
  TOO_MANY_PARTITIONS(ErrorKind.USER, "42000", 50003),
  SCALAR_SUBQUERY_ROWS(ErrorKind.USER, "21000", 50004),
  INVALID_CONFIGURATION(ErrorKind.USER, "F0000", 50005),
  INVALID_HANDLE(ErrorKind.USER, "HY000", 50006),
  MEMORY_LIMIT(ErrorKind.RESOURCE, "53200", 50101),
  QUEUE_FULL(ErrorKind.RESOURCE, "53300", 50102),
  NO_EXECUTORS(ErrorKind.RESOURCE, "58000", 50103),
  SHUTTING_DOWN(ErrorKind.RESOURCE, "57P01", 50104),
  EXECUTOR_LOST(ErrorKind.EXTERNAL, "58000", 50201),
  STORAGE_ERROR(ErrorKind.EXTERNAL, "58030", 50202),
  METASTORE_ERROR(ErrorKind.EXTERNAL, "08S01", 50203),
  STALE_SNAPSHOT(ErrorKind.EXTERNAL, "40001", 50204),
  CORRUPT_FILE(ErrorKind.EXTERNAL, "58030", 50205),
  AUTHENTICATION_FAILED(ErrorKind.ACCESS, "28000", 50301),
  POLICY_UNAVAILABLE(ErrorKind.ACCESS, "42000", 50302),
  INVALID_DECISION(ErrorKind.ACCESS, "42000", 50303),
  PROTOCOL_ERROR(ErrorKind.EXTERNAL, "08P01", 50401),
  INTERNAL_ERROR(ErrorKind.INTERNAL, "XX000", 50999);

  private final ErrorKind kind;
  private final String sqlState;
  private final int vendorCode;

  ErrorCode(ErrorKind kind, String sqlState, int vendorCode) {
    this.kind = kind;
    this.sqlState = sqlState;
    this.vendorCode = vendorCode;
  }

  public ErrorKind kind() {
    return kind;
  }

  public String sqlState() {
    return sqlState;
  }

  public int vendorCode() {
    return vendorCode;
  }
}
