package io.nyala.storage;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.BatchSourceFactory;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.Split;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.split.HdfsBatchSourceFactory;
import java.io.File;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Readers and writers over local files, run to their end on the caller's thread. */
public final class StorageFixture {
  private StorageFixture() {}

  public static org.apache.hadoop.conf.Configuration hadoop() {
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration(false);
    hadoop.set("fs.defaultFS", "file:///");
    hadoop.set("fs.file.impl", "org.apache.hadoop.fs.LocalFileSystem");
    return hadoop;
  }

  public static StorageConfig config(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StorageConfig.from(new Configuration(values));
  }

  public static SourceContext context(int batchSize, TestMemory memory) {
    return context(batchSize, memory, FaultPoints.NONE);
  }

  public static SourceContext context(int batchSize, MemoryContext memory, FaultPoints faults) {
    return context("query_1", batchSize, memory, faults);
  }

  public static SourceContext context(
      String queryId, int batchSize, MemoryContext memory, FaultPoints faults) {
    return new SourceContext(
        new QueryConstants(queryId, Instant.EPOCH, ZoneOffset.UTC, "ann", Set.of(), 7),
        batchSize,
        memory,
        new CancellationToken(),
        faults);
  }

  public static List<Column> columns(Object... namesAndTypes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < namesAndTypes.length; i += 2) {
      columns.add(new Column((String) namesAndTypes[i], (DataType) namesAndTypes[i + 1], ""));
    }
    return columns;
  }

  /** A scan of all stored columns. */
  public static ScanSpec scan(
      List<Column> columns, Map<String, String> parameters, Expression... pushed) {
    List<ScanColumn> output = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      output.add(new ScanColumn(columns.get(i).name(), columns.get(i).type(), false, i));
    }
    return new ScanSpec(columns, output, List.of(pushed), parameters);
  }

  public static Split split(Path file, StorageFormat storage, long start, long length) {
    File local = file.toFile();
    return new Split(
        0,
        file.toUri().toString(),
        0,
        local.length(),
        local.lastModified(),
        start,
        length,
        storage,
        List.of(),
        List.of(),
        List.of(),
        OptionalInt.empty());
  }

  public static Split whole(Path file, StorageFormat storage) {
    return split(file, storage, 0, file.toFile().length());
  }

  /** All rows of one split as Java values; the account must be empty afterwards. */
  public static List<List<Object>> read(
      StorageConfig config, ScanSpec scan, Split split, int batchSize) {
    TestMemory memory = new TestMemory(Long.MAX_VALUE);
    List<List<Object>> rows = new ArrayList<>();
    BatchSourceFactory factory = new HdfsBatchSourceFactory(hadoop(), config, Runnable::run);
    try (BatchSource source = factory.open(scan, split, context(batchSize, memory))) {
      for (VectorBatch batch : drain(source)) {
        rows.addAll(Rows.of(scan.output().stream().map(ScanColumn::type).toList(), batch));
      }
    }
    if (memory.reservedBytes() != 0) {
      throw new AssertionError(memory.reservedBytes() + " bytes are still reserved");
    }
    return rows;
  }

  public static List<VectorBatch> drain(BatchSource source) {
    List<VectorBatch> batches = new ArrayList<>();
    while (!source.isFinished()) {
      VectorBatch batch = source.poll();
      if (batch == null) {
        source.blocked().join();
      } else {
        batches.add(batch);
      }
    }
    return batches;
  }
}
