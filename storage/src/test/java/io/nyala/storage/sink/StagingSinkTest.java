package io.nyala.storage.sink;

import static io.nyala.storage.StorageFixture.columns;
import static io.nyala.storage.StorageFixture.config;
import static io.nyala.storage.StorageFixture.context;
import static io.nyala.storage.StorageFixture.hadoop;
import static io.nyala.storage.StorageFixture.read;
import static io.nyala.storage.StorageFixture.scan;
import static io.nyala.storage.StorageFixture.whole;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.Rows;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.TestMemory;
import io.nyala.storage.metastore.StorageFormats;
import io.nyala.storage.split.BucketFileNames;
import io.nyala.storage.split.LiteralVectors;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingSinkTest {
  private static final List<Column> ALL =
      columns(
          "t", DataType.TINYINT,
          "s", DataType.SMALLINT,
          "i", DataType.INT,
          "l", DataType.BIGINT,
          "b", DataType.BOOLEAN,
          "f", DataType.FLOAT,
          "d", DataType.DOUBLE,
          "n", new DataType.DecimalType(12, 2),
          "w", new DataType.DecimalType(38, 10),
          "str", DataType.STRING,
          "v", new DataType.VarcharType(10),
          "c", new DataType.CharType(5),
          "bin", DataType.BINARY,
          "day", DataType.DATE,
          "ts", DataType.TIMESTAMP);

  private static final List<List<Object>> ROWS =
      List.of(
          asList(
              1L,
              2L,
              3L,
              4L,
              true,
              1.5,
              2.5,
              new BigDecimal("1.50"),
              new BigDecimal("12345678901234567890.1234567890"),
              "é€😀",
              "vc",
              "ab",
              new ByteString(new byte[] {0, -1, 10}),
              11016L,
              new TimestampValue(981173106, 123456789)),
          asList(
              -128L,
              -32768L,
              Integer.MIN_VALUE + 0L,
              Long.MIN_VALUE,
              false,
              -0.0,
              Double.MIN_VALUE,
              new BigDecimal("-9999999999.99"),
              new BigDecimal("-0.0000000001"),
              "",
              "",
              "",
              new ByteString(new byte[0]),
              -719162L,
              new TimestampValue(-2, 500_000_000)),
          asList(
              null, null, null, null, null, null, null, null, null, null, null, null, null, null,
              null),
          asList(
              0L,
              0L,
              0L,
              0L,
              false,
              0.0,
              0.0,
              new BigDecimal("0.01"),
              new BigDecimal("1.0000000000"),
              " ",
              " ",
              "z",
              new ByteString(new byte[] {1}),
              -1L,
              new TimestampValue(-3, 1)),
          asList(
              0L,
              0L,
              0L,
              0L,
              false,
              0.0,
              0.0,
              new BigDecimal("-0.01"),
              new BigDecimal("-1.0000000000"),
              "q",
              "q",
              "z",
              new ByteString(new byte[] {1}),
              -200_000L,
              new TimestampValue(-13_000_000_000L, 999_999_999)),
          asList(
              127L,
              32767L,
              Integer.MAX_VALUE + 0L,
              Long.MAX_VALUE,
              true,
              (double) Float.MAX_VALUE,
              Double.NaN,
              new BigDecimal("0.00"),
              new BigDecimal("9999999999999999999999999999.9999999999"),
              "a\\b,c",
              "x",
              "y",
              new ByteString(new byte[] {65}),
              0L,
              new TimestampValue(-2208988801L, 1)));

  @TempDir Path directory;

  private WriteSpec spec(
      StorageFormat storage,
      List<Column> columns,
      List<Column> dynamic,
      Optional<BucketSpec> buckets) {
    return new WriteSpec(
        new TableName("db", "t"),
        directory.toUri().toString(),
        directory.resolve(".staging").toUri().toString(),
        storage,
        columns,
        "",
        dynamic,
        buckets,
        Map.of(),
        1000,
        false);
  }

  private static List<WrittenFile> write(
      WriteSpec write, StorageConfig config, TestMemory memory, VectorBatch... batches) {
    BatchSink sink =
        new HdfsBatchSinkFactory(hadoop(), config, Runnable::run)
            .open(write, "0.1", context(4096, memory));
    for (VectorBatch batch : batches) {
      sink.append(batch).join();
    }
    List<WrittenFile> files = sink.finish().join();
    assertThat(memory.reservedBytes()).isZero();
    return files;
  }

  private static List<DataType> types(List<Column> columns) {
    return columns.stream().map(Column::type).toList();
  }

  private static List<List<Object>> expected() {
    List<List<Object>> expected = new ArrayList<>();
    for (List<Object> row : ROWS) {
      List<Object> values = new ArrayList<>(row);
      values.replaceAll(
          value -> value instanceof ByteString bytes ? bytes.toString().substring(2) : value);
      expected.add(values);
    }
    return expected;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4096})
  void orcKeepsAllTypes(int batchSize) {
    StorageFormat storage = StorageFormats.orc(Map.of());
    List<WrittenFile> files =
        write(
            spec(storage, ALL, List.of(), Optional.empty()),
            config(),
            new TestMemory(1 << 30),
            Rows.batch(types(ALL), ROWS));
    assertThat(files).hasSize(1);
    assertThat(files.get(0).rows()).isEqualTo(6);
    assertThat(files.get(0).fileName()).startsWith("000000_0.query_1.0-1.");
    Path file = Path.of(java.net.URI.create(files.get(0).stagingPath()));
    assertThat(file).hasSize(files.get(0).bytes());
    assertThat(read(config(), scan(ALL, Map.of()), whole(file, storage), batchSize))
        .isEqualTo(expected());
  }

  @Test
  void textKeepsAllTypes() throws IOException {
    StorageFormat storage = StorageFormats.text(Map.of("field.delim", ",", "escape.delim", "\\"));
    List<WrittenFile> files =
        write(
            spec(storage, ALL, List.of(), Optional.empty()),
            config(),
            new TestMemory(1 << 30),
            Rows.batch(types(ALL), ROWS));
    Path file = Path.of(java.net.URI.create(files.get(0).stagingPath()));
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "1,2,3,4,true,1.5,2.5,1.50,12345678901234567890.1234567890,é€😀,vc,ab   ,AP8K,2000-02-29,2001-02-03 04:05:06.123456789");
    assertThat(read(config(), scan(ALL, Map.of()), whole(file, storage), 4096))
        .isEqualTo(expected());
  }

  @Test
  void dictionariesAndConstantsAreWritten() {
    List<Column> two = columns("a", DataType.STRING, "b", DataType.BIGINT);
    FlatVector words =
        (FlatVector)
            Rows.batch(
                    List.of(DataType.STRING),
                    List.of(asList("x"), asList((Object) null), asList("y")))
                .column(0);
    VectorBatch batch =
        new VectorBatch(
            4,
            new DictionaryVector(4, words, new int[] {2, 1, 0, 2}),
            new ConstantVector(4, LiteralVectors.single(DataType.BIGINT, 9L)));
    StorageFormat storage = StorageFormats.orc(Map.of());
    List<WrittenFile> files =
        write(
            spec(storage, two, List.of(), Optional.empty()),
            config(),
            new TestMemory(1 << 30),
            batch);
    Path file = Path.of(java.net.URI.create(files.get(0).stagingPath()));
    assertThat(read(config(), scan(two, Map.of()), whole(file, storage), 4096))
        .containsExactly(asList("y", 9L), asList(null, 9L), asList("x", 9L), asList("y", 9L));
  }

  @Test
  void dynamicPartitionsGetHivesDirectories() {
    List<Column> stored = columns("a", DataType.BIGINT);
    List<Column> keys = columns("day", DataType.DATE, "k", DataType.STRING);
    List<List<Object>> rows =
        List.of(
            asList(1L, 0L, "a/b"),
            asList(2L, 0L, null),
            asList(3L, 1L, "a/b"),
            asList(4L, 0L, "a/b"),
            asList(5L, 0L, ""));
    VectorBatch batch = Rows.batch(List.of(DataType.BIGINT, DataType.DATE, DataType.STRING), rows);
    List<WrittenFile> files =
        write(
            spec(StorageFormats.text(Map.of()), stored, keys, Optional.empty()),
            config(),
            new TestMemory(1 << 30),
            batch);
    assertThat(files)
        .extracting(WrittenFile::partitionName, WrittenFile::rows)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("day=1970-01-01/k=a%2Fb", 2L),
            org.assertj.core.groups.Tuple.tuple("day=1970-01-01/k=__HIVE_DEFAULT_PARTITION__", 1L),
            org.assertj.core.groups.Tuple.tuple("day=1970-01-02/k=a%2Fb", 1L),
            org.assertj.core.groups.Tuple.tuple("day=1970-01-01/k=__HIVE_DEFAULT_PARTITION__", 1L));
    assertThat(files)
        .extracting(WrittenFile::partitionValues)
        .contains(List.of("1970-01-01", "a/b"));
  }

  @Test
  void openFilesAndPartitionsAreBounded() {
    List<Column> stored = columns("a", DataType.BIGINT);
    List<Column> keys = columns("k", DataType.BIGINT);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 50; i++) {
      rows.add(asList(i, i % 10));
    }
    VectorBatch batch = Rows.batch(List.of(DataType.BIGINT, DataType.BIGINT), rows);
    WriteSpec write = spec(StorageFormats.orc(Map.of()), stored, keys, Optional.empty());
    List<WrittenFile> files =
        write(
            write,
            config("nyala.storage.sink.open.files.max", "3"),
            new TestMemory(1 << 30),
            batch,
            batch);
    assertThat(files.size()).isGreaterThan(10);
    assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(100);
    assertThat(files).extracting(WrittenFile::stagingPath).doesNotHaveDuplicates();

    WriteSpec few =
        new WriteSpec(
            write.table(),
            write.tableLocation(),
            write.stagingLocation(),
            write.storage(),
            stored,
            "",
            keys,
            Optional.empty(),
            Map.of(),
            9,
            false);
    assertThatThrownBy(() -> write(few, config(), new TestMemory(1 << 30), batch))
        .hasMessageContaining("hive.exec.max.dynamic.partitions.pernode");
  }

  @Test
  void littleMemoryCompletesFilesEarly() {
    List<Column> stored = columns("a", DataType.BIGINT);
    List<Column> keys = columns("k", DataType.BIGINT);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 1000; i++) {
      rows.add(asList(i, i % 20));
    }
    VectorBatch batch = Rows.batch(List.of(DataType.BIGINT, DataType.BIGINT), rows);
    TestMemory memory = new TestMemory(4 << 20);
    List<WrittenFile> files =
        write(
            spec(StorageFormats.orc(Map.of()), stored, keys, Optional.empty()),
            config(),
            memory,
            batch,
            batch,
            batch);
    assertThat(files.stream().mapToLong(WrittenFile::rows).sum()).isEqualTo(3000);
    assertThat(memory.peak()).isLessThanOrEqualTo(4 << 20);
  }

  @Test
  void bucketFilesProveTheirBucket() {
    List<Column> stored = columns("a", DataType.BIGINT, "s", DataType.STRING);
    BucketSpec buckets = new BucketSpec(List.of("s"), List.of(), 4, 2);
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 100; i++) {
      rows.add(asList(i, "k" + i));
    }
    VectorBatch batch = Rows.batch(types(stored), rows);
    List<WrittenFile> files =
        write(
            spec(StorageFormats.orc(Map.of()), stored, List.of(), Optional.of(buckets)),
            config(),
            new TestMemory(1 << 30),
            batch);
    assertThat(files).hasSize(4);
    int[] bucket = new int[1];
    for (WrittenFile file : files) {
      assertThat(BucketFileNames.bucketOf(file.fileName())).isEqualTo(file.bucket());
      Path path = Path.of(java.net.URI.create(file.stagingPath()));
      for (List<Object> row :
          read(config(), scan(stored, Map.of()), whole(path, StorageFormats.orc(Map.of())), 64)) {
        VectorBatch one = Rows.batch(List.of(DataType.STRING), List.of(asList(row.get(1))));
        new BucketNumbers(List.of(DataType.STRING), 4)
            .number(new RowColumn[] {RowColumn.of(one.column(0))}, 1, bucket);
        assertThat(file.bucket()).hasValue(bucket[0]);
      }
    }
  }

  @Test
  void abortRemovesTheAttemptsFilesAndMemory() throws IOException {
    TestMemory memory = new TestMemory(1 << 30);
    WriteSpec write = spec(StorageFormats.orc(Map.of()), ALL, List.of(), Optional.empty());
    BatchSink sink =
        new HdfsBatchSinkFactory(hadoop(), config(), Runnable::run)
            .open(write, "7", context(16, memory));
    sink.append(Rows.batch(types(ALL), ROWS)).join();
    assertThat(memory.reservedBytes()).isPositive();
    sink.abort();
    sink.abort();
    assertThat(memory.reservedBytes()).isZero();
    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.filter(Files::isRegularFile).sorted(Comparator.naturalOrder())).isEmpty();
    }
    assertThatThrownBy(() -> sink.append(Rows.batch(types(ALL), ROWS)).join())
        .hasMessageContaining("has ended");
  }

  @Test
  void aFailureOfTheFileSystemReachesTheCaller() {
    FaultPoints faults =
        name -> {
          if (name.equals("storage.sink.finish")) {
            throw new IllegalStateException("injected");
          }
        };
    WriteSpec write = spec(StorageFormats.orc(Map.of()), ALL, List.of(), Optional.empty());
    BatchSink sink =
        new HdfsBatchSinkFactory(hadoop(), config(), Runnable::run)
            .open(write, "7", context(16, new TestMemory(1 << 30), faults));
    sink.append(Rows.batch(types(ALL), ROWS)).join();
    assertThatThrownBy(() -> sink.finish().join()).hasMessageContaining("injected");
    sink.abort();
  }
}
