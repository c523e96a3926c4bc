package io.nyala.server.operation;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.util.List;

/**
 * Bounds of operations.
 *
 * @param spoolBytes rows of one result that wait for the client
 * @param pageBytes rows in one reply; drivers fail above 100 MB
 * @param running statements that run at the same time
 * @param waiting statements that wait for one of those to end
 */
public record OperationLimits(long spoolBytes, long pageBytes, int running, int waiting) {
  public static final ConfigKey<Long> SPOOL_BYTES =
      ConfigKey.longInteger(
          "nyala.result.spool.bytes",
          32L << 20,
          1L << 16,
          1L << 34,
          "bytes",
          "Rows of one result that wait in memory for the client; the query waits when it is full.");
  public static final ConfigKey<Long> PAGE_BYTES =
      ConfigKey.longInteger(
          "nyala.result.page.bytes",
          8L << 20,
          1L << 10,
          64L << 20,
          "bytes",
          "About how many bytes of rows one FetchResults answers at most.");
  public static final ConfigKey<Integer> RUNNING =
      ConfigKey.integer(
          "nyala.operation.running.limit",
          100,
          1,
          10_000,
          "statements",
          "Statements that the coordinator runs at the same time.");
  public static final ConfigKey<Integer> WAITING =
      ConfigKey.integer(
          "nyala.operation.waiting.limit",
          1_000,
          1,
          100_000,
          "statements",
          "Statements that wait for others to end; more are refused.");

  public static final List<ConfigKey<?>> KEYS = List.of(SPOOL_BYTES, PAGE_BYTES, RUNNING, WAITING);

  public static OperationLimits from(Configuration configuration) {
    return new OperationLimits(
        configuration.get(SPOOL_BYTES),
        configuration.get(PAGE_BYTES),
        configuration.get(RUNNING),
        configuration.get(WAITING));
  }
}
