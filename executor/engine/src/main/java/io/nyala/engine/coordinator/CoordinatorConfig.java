package io.nyala.engine.coordinator;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.util.List;

/** What the engine's coordinator side can be told. Immutable. */
public record CoordinatorConfig(
    int concurrentQueries, int queuedQueries, long resultBufferBytes, long fetchBytes) {
  public static final ConfigKey<Integer> CONCURRENT =
      ConfigKey.integer(
          "nyala.engine.queries.concurrent",
          16,
          1,
          10_000,
          "queries",
          "Queries that run at once; further ones wait");
  public static final ConfigKey<Integer> QUEUED =
      ConfigKey.integer(
          "nyala.engine.queries.queued",
          200,
          0,
          100_000,
          "queries",
          "Queries that may wait; further ones are refused");
  public static final ConfigKey<Long> RESULT_BUFFER =
      ConfigKey.longInteger(
          "nyala.engine.result.buffer.bytes",
          16L << 20,
          1,
          1L << 40,
          "bytes",
          "Result pages per query that are received and not yet taken");
  public static final ConfigKey<Long> RESULT_FETCH =
      ConfigKey.longInteger(
          "nyala.engine.result.fetch.bytes",
          1L << 20,
          1,
          16L << 20,
          "bytes",
          "Result pages that one fetch from an executor asks for");

  /** All keys, for the check against unknown ones and for the reference page. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(CONCURRENT, QUEUED, RESULT_BUFFER, RESULT_FETCH);

  public static CoordinatorConfig from(Configuration configuration) {
    return new CoordinatorConfig(
        configuration.get(CONCURRENT),
        configuration.get(QUEUED),
        configuration.get(RESULT_BUFFER),
        configuration.get(RESULT_FETCH));
  }
}
