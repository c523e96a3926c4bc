package io.nyala.storage.orc;

import static io.nyala.storage.StorageFixture.columns;
import static io.nyala.storage.StorageFixture.config;
import static io.nyala.storage.StorageFixture.context;
import static io.nyala.storage.StorageFixture.drain;
import static io.nyala.storage.StorageFixture.hadoop;
import static io.nyala.storage.StorageFixture.read;
import static io.nyala.storage.StorageFixture.scan;
import static io.nyala.storage.StorageFixture.split;
import static io.nyala.storage.StorageFixture.whole;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceStatistics;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.TestMemory;
import io.nyala.storage.metastore.StorageFormats;
import io.nyala.storage.split.HdfsBatchSourceFactory;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrcReaderTest {
  private static final StorageFormat ORC = StorageFormats.orc(Map.of());
  private static final DataType.DecimalType MONEY = new DataType.DecimalType(12, 2);
  private static final List<Column> COLUMNS =
      columns("id", DataType.BIGINT, "name", DataType.STRING, "day", DataType.DATE, "price", MONEY);

  @TempDir Path directory;

  /**
   * 50,000 rows in row groups of 1,000 and small stripes; id ascends, day is id / 100, price is id
   * / 10.
   */
  private Path file(String... names) throws IOException {
    Path path = directory.resolve("f.orc");
    TypeDescription schema =
        TypeDescription.createStruct()
            .addField(names[0], TypeDescription.createLong())
            .addField(names[1], TypeDescription.createString())
            .addField(names[2], TypeDescription.createDate())
            .addField(names[3], TypeDescription.createDecimal().withPrecision(12).withScale(2));
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(hadoop())
            .setSchema(schema)
            .rowIndexStride(1000)
            .stripeSize(100_000)
            .overwrite(true);
    try (Writer writer =
        OrcFile.createWriter(new org.apache.hadoop.fs.Path(path.toUri()), options)) {
      VectorizedRowBatch batch = schema.createRowBatch(1000);
      for (int row = 0; row < 50_000; row++) {
        int at = batch.size++;
        ((LongColumnVector) batch.cols[0]).vector[at] = row;
        ((BytesColumnVector) batch.cols[1])
            .setVal(at, ("name" + row % 7).getBytes(StandardCharsets.UTF_8));
        ((LongColumnVector) batch.cols[2]).vector[at] = row / 100;
        ((DecimalColumnVector) batch.cols[3])
            .set(at, HiveDecimal.create(BigDecimal.valueOf(row * 10L, 2)));
        if (batch.size == batch.getMaxSize()) {
          writer.addRowBatch(batch);
          batch.reset();
        }
      }
    }
    return path;
  }

  private Path file() throws IOException {
    return file("id", "name", "day", "price");
  }

  private static Expression reference(int index) {
    return new ColumnReference(index, COLUMNS.get(index).type());
  }

  private static Expression compare(int column, String operator, Object value) {
    return new Call(
        operator,
        DataType.BOOLEAN,
        List.of(reference(column), new Literal(COLUMNS.get(column).type(), value)));
  }

  private static SourceStatistics statistics(Path file, Expression... pushed) {
    ScanSpec scan = scan(COLUMNS, Map.of(), pushed);
    try (BatchSource source =
        new HdfsBatchSourceFactory(hadoop(), config(), Runnable::run)
            .open(scan, whole(file, ORC), context(1024, new TestMemory(1 << 30)))) {
      long rows = drain(source).stream().mapToLong(VectorBatch::size).sum();
      SourceStatistics statistics = source.statistics();
      assertThat(statistics.rows()).isEqualTo(rows);
      return statistics;
    }
  }

  @Test
  void everyRowIsReadOnceOverAllSplits() throws IOException {
    Path file = file();
    List<Object> ids = new ArrayList<>();
    long length = Files.size(file);
    for (long start = 0; start < length; start += length / 5 + 1) {
      long size = Math.min(length / 5 + 1, length - start);
      read(config(), scan(COLUMNS, Map.of()), split(file, ORC, start, size), 777)
          .forEach(row -> ids.add(row.get(0)));
    }
    assertThat(ids).hasSize(50_000).doesNotHaveDuplicates();
    assertThat(read(config(), scan(COLUMNS, Map.of()), whole(file, ORC), 4096).get(49_999))
        .isEqualTo(asList(49_999L, "name5", 499L, new BigDecimal("4999.90")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/Los_Angeles", "Asia/Tokyo"})
  void statisticsSpareRowGroups(String zone) throws IOException {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone(zone));
    try {
      Path file = file();
      assertThat(statistics(file))
          .matches(s -> s.rowGroups() == 50 && s.rowGroupsSkipped() == 0 && s.rows() == 50_000);
      assertThat(statistics(file, compare(0, "=", 1500L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(0, "=", 1500L)).rowGroupsSkipped()).isEqualTo(49);
      assertThat(statistics(file, compare(0, "<", 1000L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(0, ">=", 49_000L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(2, "=", 10L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(2, "=", 9L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(2, ">", 489L)).rows()).isEqualTo(1000);
      assertThat(statistics(file, compare(3, "<=", new BigDecimal("99.90"))).rows())
          .isEqualTo(1000);
      assertThat(statistics(file, compare(1, "=", "zzz")).rows()).isZero();
      assertThat(statistics(file, compare(1, "=", "name3")).rows()).isEqualTo(50_000);
      Expression in =
          new Special(
              Form.IN,
              DataType.BOOLEAN,
              List.of(
                  reference(0),
                  new Literal(DataType.BIGINT, 5L),
                  new Literal(DataType.BIGINT, 49_999L)));
      assertThat(statistics(file, in).rows()).isEqualTo(2000);
      assertThat(
              statistics(file, new Special(Form.IS_NULL, DataType.BOOLEAN, List.of(reference(1))))
                  .rows())
          .isZero();
      Expression unknown =
          new Call(
              "like", DataType.BOOLEAN, List.of(reference(1), new Literal(DataType.STRING, "x%")));
      Expression or = new Special(Form.OR, DataType.BOOLEAN, List.of(compare(0, "=", 1L), unknown));
      assertThat(statistics(file, or).rows()).isEqualTo(50_000);
      Expression and =
          new Special(Form.AND, DataType.BOOLEAN, List.of(compare(0, "=", 1L), unknown));
      assertThat(statistics(file, and).rows()).isEqualTo(1000);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void columnsAreFoundByNameAndMissingOnesAreNull() throws IOException {
    Path file = file("ID", "name", "day", "price");
    List<Column> other = columns("price", MONEY, "added", DataType.STRING, "id", DataType.BIGINT);
    assertThat(read(config(), scan(other, Map.of()), whole(file, ORC), 4096).get(7))
        .isEqualTo(asList(new BigDecimal("0.70"), null, 7L));
  }

  @Test
  void columnsWithoutNamesAreFoundByPosition() throws IOException {
    Path file = file("_col0", "_col1", "_col2", "_col3");
    assertThat(read(config(), scan(COLUMNS, Map.of()), whole(file, ORC), 4096).get(12))
        .isEqualTo(asList(12L, "name5", 0L, new BigDecimal("1.20")));
  }

  @Test
  void typesMayWiden() throws IOException {
    Path file = file();
    List<Column> wider =
        columns(
            "id",
            DataType.DOUBLE,
            "name",
            new DataType.VarcharType(4),
            "price",
            new DataType.DecimalType(30, 4));
    assertThat(read(config(), scan(wider, Map.of()), whole(file, ORC), 4096).get(3))
        .isEqualTo(asList(3.0, "name", new BigDecimal("0.3000")));
  }

  @Test
  void aReplacedOrRemovedFileIsStaleAndGarbageIsNamed() throws IOException {
    Path file = file();
    var split = whole(file, ORC);
    Files.writeString(file, "no ORC at all");
    assertCode(ErrorCode.STALE_SNAPSHOT, () -> read(config(), scan(COLUMNS, Map.of()), split, 10));
    assertThatThrownBy(() -> read(config(), scan(COLUMNS, Map.of()), whole(file, ORC), 10))
        .hasMessageContaining("f.orc");
    Files.delete(file);
    assertCode(ErrorCode.STALE_SNAPSHOT, () -> read(config(), scan(COLUMNS, Map.of()), split, 10));
  }

  @Test
  void memoryThatIsRefusedIsAnError() throws IOException {
    Path file = file();
    try (BatchSource source =
        new HdfsBatchSourceFactory(hadoop(), config(), Runnable::run)
            .open(scan(COLUMNS, Map.of()), whole(file, ORC), context(1024, new TestMemory(1000)))) {
      assertCode(ErrorCode.MEMORY_LIMIT, source::poll);
    }
  }

  private static void assertCode(
      ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(NyalaException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
