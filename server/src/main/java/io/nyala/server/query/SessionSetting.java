package io.nyala.server.query;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.util.Arrays;
import java.util.Optional;

/** The settings of a session that mean something, with default and documentation. */
public enum SessionSetting {
  DYNAMIC_PARTITION(
      "hive.exec.dynamic.partition",
      "true",
      "Whether INSERT may create partitions from values of its rows.",
      Values.FLAG),
  DYNAMIC_PARTITION_MODE(
      "hive.exec.dynamic.partition.mode",
      "nonstrict",
      "strict demands at least one static partition key in an INSERT with dynamic ones.",
      Values.STRICTNESS),
  MAX_DYNAMIC_PARTITIONS(
      "hive.exec.max.dynamic.partitions",
      "1000",
      "Most partitions that one INSERT may write.",
      Values.POSITIVE),
  MAX_DYNAMIC_PARTITIONS_PER_NODE(
      "hive.exec.max.dynamic.partitions.pernode",
      "100",
      "Most partitions that one task of an INSERT may write.",
      Values.POSITIVE),
  UNIQUE_COLUMN_NAMES(
      "hive.resultset.use.unique.column.names",
      "true",
      "Whether SELECT * labels columns table.column.",
      Values.FLAG),
  TIME_ZONE(
      "hive.local.time.zone",
      "UTC",
      "Time zone of current_timestamp and of epoch conversions; LOCAL is the server's.",
      Values.ANY),
  QUERY_TIMEOUT(
      "hive.query.timeout.seconds",
      "0",
      "Seconds after which a query is cancelled; 0 for never.",
      Values.COUNT),
  BATCH_SIZE(
      "nyala.query.batch.size",
      "4096",
      "Rows per vector batch; other values than the default are for tests.",
      Values.BATCH_SIZE),
  COMPILED_EXPRESSIONS(
      "nyala.query.compiled.expressions",
      "true",
      "Whether filters and projections are compiled; if not they are interpreted.",
      Values.FLAG),
  DISABLED_PHASES(
      "nyala.optimizer.disabled.phases",
      "",
      "Optional optimizer phases to leave out, comma-separated; all for all of them.",
      Values.ANY),
  MAX_EXECUTORS(
      "nyala.query.max.executors",
      "0",
      "Most executors that a query may use; 0 for all.",
      Values.COUNT);

  private final String key;
  private final String defaultValue;
  private final String documentation;
  private final Values valid;

  SessionSetting(String key, String defaultValue, String documentation, Values valid) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.documentation = documentation;
    this.valid = valid;
  }

  public String key() {
    return key;
  }

  public String defaultValue() {
    return defaultValue;
  }

  public String documentation() {
    return documentation;
  }

  static Optional<SessionSetting> find(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  void check(String value) {
    if (!valid.accept(value)) {
      throw new NyalaException(
          ErrorCode.INVALID_SETTING,
          "Error while processing statement: '"
              + value
              + "' is no value for "
              + key
              + ": "
              + documentation);
    }
  }

  /** What a setting may be set to. */
  private enum Values {
    ANY,
    FLAG,
    COUNT,
    POSITIVE,
    BATCH_SIZE,
    STRICTNESS;

    boolean accept(String value) {
      return switch (this) {
        case ANY -> true;
        case FLAG -> value.equals("true") || value.equals("false");
        case COUNT -> isCount(value);
        case POSITIVE -> isCount(value) && Integer.parseInt(value) > 0;
        case BATCH_SIZE ->
            isCount(value) && Integer.parseInt(value) > 0 && Integer.parseInt(value) <= 65_536;
        case STRICTNESS -> value.equals("strict") || value.equals("nonstrict");
      };
    }

    private static boolean isCount(String value) {
      return value.matches("[0-9]{1,9}");
    }
  }
}
