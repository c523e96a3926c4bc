package io.nyala.storage.commit;

import static io.nyala.storage.StorageFixture.columns;
import static io.nyala.storage.StorageFixture.config;
import static io.nyala.storage.StorageFixture.context;
import static io.nyala.storage.StorageFixture.drain;
import static io.nyala.storage.StorageFixture.hadoop;
import static io.nyala.storage.StorageFixture.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.Split;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.CoordinatorStorage;
import io.nyala.storage.Rows;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.TestMemory;
import io.nyala.storage.metastore.InMemoryMetastore;
import io.nyala.storage.metastore.NewTable;
import io.nyala.storage.metastore.StorageFormats;
import io.nyala.storage.sink.HdfsBatchSinkFactory;
import io.nyala.storage.snapshot.QuerySnapshot;
import io.nyala.storage.split.HdfsBatchSourceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriteTest {
  private static final TableName TABLE = new TableName("default", "t");
  private static final List<Column> STORED = columns("a", DataType.BIGINT);
  private static final List<Column> KEYS = columns("k", DataType.STRING);

  @TempDir Path directory;

  private InMemoryMetastore metastore;
  private CoordinatorStorage storage;
  private int queries;

  @BeforeEach
  void start() throws Exception {
    metastore = new InMemoryMetastore(directory.resolve("warehouse").toUri().toString());
    storage = coordinator("one", FaultPoints.NONE);
  }

  @AfterEach
  void stop() {
    storage.close();
    metastore.close();
  }

  private StorageConfig settings() {
    return config(
        "nyala.storage.commit.directory", directory.resolve("commits").toString(),
        "nyala.metastore.locks", "false",
        "nyala.metastore.retry.duration", "0",
        "nyala.catalog.freshness", "0",
        "nyala.catalog.events.poll.interval", "0");
  }

  private CoordinatorStorage coordinator(String name, FaultPoints faults) {
    Configuration hadoop = hadoop();
    hadoop.set("hive.metastore.uris", metastore.uri());
    return new CoordinatorStorage(hadoop, settings(), name, "nyala", faults);
  }

  private void create(List<Column> keys) {
    storage
        .editor()
        .createTable(
            new NewTable(
                TABLE,
                false,
                "nyala",
                Optional.empty(),
                StorageFormats.orc(Map.of()),
                STORED,
                keys,
                Optional.empty(),
                Map.of()),
            false);
  }

  private TableWrite.Result insert(
      CoordinatorStorage coordinator, boolean overwrite, List<List<Object>> rows) {
    TableSnapshot table = coordinator.catalog().openSnapshot().table(TABLE).orElseThrow();
    String queryId = "query_" + queries++;
    TableWrite write =
        coordinator.writer().begin(table, queryId, overwrite, new CancellationToken(), 1_000);
    WriteSpec spec =
        new WriteSpec(
            TABLE,
            table.location(),
            write.stagingLocation(),
            table.storage(),
            table.columns(),
            "",
            table.partitionColumns(),
            table.buckets(),
            table.parameters(),
            100,
            overwrite);
    BatchSink sink =
        new HdfsBatchSinkFactory(hadoop(), settings(), Runnable::run)
            .open(spec, "0", context(queryId, 64, new TestMemory(1 << 30), FaultPoints.NONE));
    if (!rows.isEmpty()) {
      sink.append(Rows.batch(table.allColumns().stream().map(Column::type).toList(), rows)).join();
    }
    return write.commit(sink.finish().join(), "");
  }

  private static List<Object> values(CoordinatorStorage coordinator) {
    QuerySnapshot snapshot = coordinator.catalog().openSnapshot();
    TableSnapshot table = snapshot.table(TABLE).orElseThrow();
    List<Object> values = new ArrayList<>();
    var plan =
        coordinator.splits().plan(snapshot, table, snapshot.partitions(table), Optional.empty());
    for (Split split : plan.splits()) {
      try (BatchSource source =
          new HdfsBatchSourceFactory(hadoop(), config(), Runnable::run)
              .open(scan(STORED, Map.of()), split, context(64, new TestMemory(1 << 30)))) {
        for (VectorBatch batch : drain(source)) {
          Rows.of(List.of(DataType.BIGINT), batch).forEach(row -> values.add(row.get(0)));
        }
      }
    }
    return values;
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(
              name ->
                  name.startsWith(".nyala")
                      || name.endsWith(".intent")
                      || name.endsWith(".rollback")
                      || name.endsWith(".commit")
                      || name.endsWith(".applied"));
    }
  }

  private static FaultPoints failAt(String point, int time) {
    AtomicInteger left = new AtomicInteger(time);
    return name -> {
      if (name.equals(point) && left.decrementAndGet() == 0) {
        throw new NyalaException(ErrorCode.STORAGE_ERROR, "injected at " + point);
      }
    };
  }

  @Test
  void insertsAddUpAndOverwriteReplaces() throws IOException {
    create(List.of());
    assertThat(insert(storage, false, List.of(List.of(1L), List.of(2L))).rows()).isEqualTo(2);
    insert(storage, false, List.of(List.of(3L)));
    assertThat(values(storage)).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(storage.catalog().metastore().table(TABLE).orElseThrow().parameters())
        .containsEntry("numRows", "3")
        .containsEntry("numFiles", "2");
    insert(storage, true, List.of(List.of(9L)));
    assertThat(values(storage)).containsExactly(9L);
    insert(storage, true, List.of());
    assertThat(values(storage)).isEmpty();
    assertNothingLeft();
  }

  @Test
  void partitionsAppearWithTheirRows() throws IOException {
    create(KEYS);
    insert(storage, false, List.of(List.of(1L, "x"), List.of(2L, "y/z")));
    QuerySnapshot snapshot = storage.catalog().openSnapshot();
    List<PartitionSnapshot> partitions = snapshot.partitions(snapshot.table(TABLE).orElseThrow());
    assertThat(partitions).extracting(PartitionSnapshot::name).containsExactly("k=x", "k=y%2Fz");
    assertThat(partitions.get(1).parameters())
        .containsEntry("numRows", "1")
        .containsEntry("numFiles", "1");
    insert(storage, true, List.of(List.of(5L, "x")));
    assertThat(values(storage)).containsExactlyInAnyOrder(5L, 2L);
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "storage.commit.before-intent",
        "storage.commit.before-staging",
        "storage.commit.before-decision"
      })
  void beforeTheDecisionNothingHappened(String point) throws IOException {
    create(List.of());
    insert(storage, false, List.of(List.of(1L)));
    try (CoordinatorStorage failing = coordinator("one", failAt(point, 1))) {
      assertThatThrownBy(() -> insert(failing, true, List.of(List.of(2L))))
          .hasMessageContaining("injected");
    }
    assertThat(values(storage)).containsExactly(1L);
    storage.writer().recover();
    assertThat(values(storage)).containsExactly(1L);
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "storage.commit.after-decision,1,false",
    "storage.commit.before-moves,1,false",
    "storage.commit.move,1,false",
    "storage.commit.move,2,false",
    "storage.commit.before-metastore,1,false",
    "storage.commit.before-applied,1,false",
    "storage.commit.before-deletes,1,true",
    "storage.commit.delete,1,true",
    "storage.commit.delete,2,true",
    "storage.commit.before-finished,1,true"
  })
  void afterTheDecisionRecoveryFinishesAndReadersSeeAllOrNothing(
      String point, int time, boolean visible) throws IOException {
    create(KEYS);
    insert(storage, false, List.of(List.of(1L, "x"), List.of(2L, "y")));
    assertThat(values(storage)).containsExactly(1L, 2L);
    try (CoordinatorStorage failing = coordinator("one", failAt(point, time))) {
      assertThatThrownBy(
              () ->
                  insert(
                      failing, true, List.of(List.of(3L, "x"), List.of(4L, "y"), List.of(5L, "z"))))
          .hasMessageContaining("injected");
    }
    List<Object> after = List.of(3L, 4L, 5L);
    assertThat(values(storage)).isEqualTo(visible ? after : List.of(1L, 2L));
    assertThat(storage.writer().recover()).isPositive();
    assertThat(values(storage)).isEqualTo(after);
    assertThat(storage.writer().recover()).isZero();
    assertNothingLeft();
  }

  @Test
  void aWriteThatOthersRolledBackCannotBeDecided() throws IOException {
    create(List.of());
    CoordinatorStorage recovering = storage;
    FaultPoints recoverMeanwhile =
        name -> {
          if (name.equals("storage.commit.before-decision")) {
            recovering.writer().recover();
          }
        };
    try (CoordinatorStorage slow = coordinator("one", recoverMeanwhile)) {
      assertThatThrownBy(() -> insert(slow, false, List.of(List.of(1L))))
          .hasMessageContaining("rolled back");
    }
    assertThat(values(storage)).isEmpty();
    assertNothingLeft();
  }

  @Test
  void recoveryLeavesLiveWritesAlone() {
    create(List.of());
    TableSnapshot table = storage.catalog().openSnapshot().table(TABLE).orElseThrow();
    TableWrite write = storage.writer().begin(table, "live", false, new CancellationToken(), 1_000);
    assertThat(storage.writer().recover()).isZero();
    try (CoordinatorStorage other = coordinator("two", FaultPoints.NONE)) {
      assertThat(other.writer().recover()).isZero();
    }
    assertThat(write.commit(List.of(), "").rows()).isZero();
  }

  @Test
  void abortRemovesStagingAndMayBeRepeated() throws IOException {
    create(List.of());
    TableSnapshot table = storage.catalog().openSnapshot().table(TABLE).orElseThrow();
    TableWrite write = storage.writer().begin(table, "q", false, new CancellationToken(), 1_000);
    assertThat(Path.of(java.net.URI.create(write.stagingLocation()))).isDirectory();
    write.abort();
    write.abort();
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSnapshotKeepsItsFilesAndLaterOnesSeeTheChange(boolean ownCommit) {
    create(List.of());
    insert(storage, false, List.of(List.of(1L)));
    QuerySnapshot pinned = storage.catalog().openSnapshot();
    TableSnapshot table = pinned.table(TABLE).orElseThrow();
    assertThat(pinned.files(table, pinned.partitions(table)).get(0)).hasSize(1);
    try (CoordinatorStorage other = coordinator("two", FaultPoints.NONE)) {
      insert(ownCommit ? storage : other, false, List.of(List.of(2L)));
    }
    assertThat(pinned.files(table, pinned.partitions(table)).get(0)).hasSize(1);
    assertThat(values(storage)).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void recordsThatAreDamagedAreRefused() throws IOException {
    CommitRecord record =
        new CommitRecord(
            TABLE,
            "q",
            "one",
            7,
            "/s",
            List.of(new CommitRecord.Move("a", "b")),
            List.of("d"),
            List.of(new CommitRecord.PartitionChange("k=1", List.of("1"), "/l", 1, 2, -1)));
    byte[] bytes = record.encode();
    assertThat(CommitRecord.decode(bytes)).isEqualTo(record);
    bytes[bytes.length - 1]++;
    assertThatThrownBy(() -> CommitRecord.decode(bytes)).isInstanceOf(IOException.class);
  }
}
