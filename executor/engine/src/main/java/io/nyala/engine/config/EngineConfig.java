package io.nyala.engine.config;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.time.Duration;
import java.util.List;

/** What an executor's engine can be told. Immutable. */
public record EngineConfig(
    int workerThreads,
    Duration timeSlice,
    int batchRows,
    boolean compiledExpressions,
    long processMemory,
    long queryMemory,
    long partialAggregationBytes,
    long localExchangeBytes,
    long outputBufferBytes,
    long exchangePageBytes,
    Duration fetchWait,
    Duration orphanTimeout) {
  public static final ConfigKey<Integer> WORKER_THREADS =
      ConfigKey.integer(
          "nyala.engine.worker.threads",
          0,
          0,
          1024,
          "threads",
          "Threads that run the operators of all queries; 0 is one per processor");
  public static final ConfigKey<Integer> TIME_SLICE =
      ConfigKey.integer(
          "nyala.engine.time.slice.ms",
          20,
          1,
          10_000,
          "ms",
          "How long a worker thread works for one query before it looks whether another is due");
  public static final ConfigKey<Integer> BATCH_ROWS =
      ConfigKey.integer("nyala.engine.batch.rows", 4096, 1, 65_536, "rows", "Rows of a full batch");
  public static final ConfigKey<Boolean> COMPILED_EXPRESSIONS =
      ConfigKey.bool(
          "nyala.engine.compiled-expressions",
          true,
          "Compute filters and projections by generated code rather than by the interpreter");
  public static final ConfigKey<Long> PROCESS_MEMORY =
      ConfigKey.longInteger(
          "nyala.engine.memory.process.bytes",
          0,
          0,
          Long.MAX_VALUE,
          "bytes",
          "What all queries together may reserve on an executor; 0 is 70 percent of the heap");
  public static final ConfigKey<Long> QUERY_MEMORY =
      ConfigKey.longInteger(
          "nyala.engine.memory.query.bytes",
          0,
          0,
          Long.MAX_VALUE,
          "bytes",
          "What one query may reserve on an executor; 0 is 80 percent of the process's limit");
  public static final ConfigKey<Long> PARTIAL_AGGREGATION =
      ConfigKey.longInteger(
          "nyala.engine.aggregation.partial.bytes",
          16L << 20,
          1,
          1L << 40,
          "bytes",
          "Size at which the first phase of an aggregation passes its groups on");
  public static final ConfigKey<Long> LOCAL_EXCHANGE =
      ConfigKey.longInteger(
          "nyala.engine.exchange.local.bytes",
          16L << 20,
          1,
          1L << 40,
          "bytes",
          "Batches in flight between two pipelines of a task");
  public static final ConfigKey<Long> OUTPUT_BUFFER =
      ConfigKey.longInteger(
          "nyala.engine.exchange.buffer.bytes",
          32L << 20,
          1,
          1L << 40,
          "bytes",
          "Encoded pages that a task holds for its consumers before it waits");
  public static final ConfigKey<Long> PAGE_BYTES =
      ConfigKey.longInteger(
          "nyala.engine.exchange.page.bytes",
          1L << 20,
          1,
          16L << 20,
          "bytes",
          "Pages that one fetch answers with, at least one page");
  public static final ConfigKey<Integer> FETCH_WAIT =
      ConfigKey.integer(
          "nyala.engine.exchange.wait.ms",
          1000,
          1,
          60_000,
          "ms",
          "How long a fetch or a status request waits for news");
  public static final ConfigKey<Integer> ORPHAN_TIMEOUT =
      ConfigKey.integer(
          "nyala.engine.orphan.timeout.ms",
          30_000,
          1000,
          3_600_000,
          "ms",
          "Time without a word from its coordinator after which an executor drops a query");

  /** All keys, for the check against unknown ones and for the reference page. */
  public static final List<ConfigKey<?>> KEYS =
      List.of(
          WORKER_THREADS,
          TIME_SLICE,
          BATCH_ROWS,
          COMPILED_EXPRESSIONS,
          PROCESS_MEMORY,
          QUERY_MEMORY,
          PARTIAL_AGGREGATION,
          LOCAL_EXCHANGE,
          OUTPUT_BUFFER,
          PAGE_BYTES,
          FETCH_WAIT,
          ORPHAN_TIMEOUT);

  public static EngineConfig from(Configuration configuration) {
    int threads = configuration.get(WORKER_THREADS);
    long process = configuration.get(PROCESS_MEMORY);
    process = process == 0 ? Runtime.getRuntime().maxMemory() / 10 * 7 : process;
    long query = configuration.get(QUERY_MEMORY);
    return new EngineConfig(
        threads == 0 ? Runtime.getRuntime().availableProcessors() : threads,
        Duration.ofMillis(configuration.get(TIME_SLICE)),
        configuration.get(BATCH_ROWS),
        configuration.get(COMPILED_EXPRESSIONS),
        process,
        query == 0 ? process / 10 * 8 : query,
        configuration.get(PARTIAL_AGGREGATION),
        configuration.get(LOCAL_EXCHANGE),
        configuration.get(OUTPUT_BUFFER),
        configuration.get(PAGE_BYTES),
        Duration.ofMillis(configuration.get(FETCH_WAIT)),
        Duration.ofMillis(configuration.get(ORPHAN_TIMEOUT)));
  }

  /** The same with other batches. */
  public EngineConfig withBatchRows(int rows) {
    return new EngineConfig(
        workerThreads,
        timeSlice,
        rows,
        compiledExpressions,
        processMemory,
        queryMemory,
        partialAggregationBytes,
        localExchangeBytes,
        outputBufferBytes,
        exchangePageBytes,
        fetchWait,
        orphanTimeout);
  }
}
