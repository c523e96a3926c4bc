package io.nyala.storage;

import static io.nyala.storage.StorageFixture.columns;
import static io.nyala.storage.StorageFixture.config;
import static io.nyala.storage.StorageFixture.context;
import static io.nyala.storage.StorageFixture.drain;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.Split;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.commit.TableWrite;
import io.nyala.storage.metastore.ComputedColumn;
import io.nyala.storage.metastore.DatabaseInfo;
import io.nyala.storage.metastore.NewTable;
import io.nyala.storage.metastore.StorageFormats;
import io.nyala.storage.sink.HdfsBatchSinkFactory;
import io.nyala.storage.snapshot.QuerySnapshot;
import io.nyala.storage.split.HdfsBatchSourceFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.UserGroupInformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole of storage against a running, Kerberized cluster, for example a sandbox: {@code
 * -Dnyala.live.conf=<conf dir> -Dnyala.live.principal=… -Dnyala.live.keytab=…
 * -Djava.security.krb5.conf=…}. Works in a database of its own, which it drops.
 */
@EnabledIfSystemProperty(named = "nyala.live.conf", matches = ".+")
class LiveMetastoreTest {
  private static final String DATABASE = "nyala_storage_live";
  private static final TableName FLIGHTS = new TableName(DATABASE, "flights");
  private static final List<Column> STORED =
      columns("id", DataType.BIGINT, "origin", DataType.STRING);
  private static final List<Column> KEYS = columns("month", DataType.INT, "note", DataType.STRING);

  private CoordinatorStorage storage;
  private Configuration hadoop;
  private int queries;

  @BeforeEach
  void connect() throws Exception {
    hadoop = new Configuration(false);
    String directory = System.getProperty("nyala.live.conf");
    for (String file : List.of("core-site.xml", "hdfs-site.xml", "hive-site.xml")) {
      hadoop.addResource(new Path("file://" + directory + "/" + file));
    }
    UserGroupInformation.setConfiguration(hadoop);
    UserGroupInformation.loginUserFromKeytab(
        System.getProperty("nyala.live.principal"), System.getProperty("nyala.live.keytab"));
    storage = new CoordinatorStorage(hadoop, config(), "live-test", "nyala", FaultPoints.NONE);
    if (storage.catalog().metastore().database(DATABASE).isPresent()) {
      storage.editor().dropDatabase(DATABASE, true);
    }
    storage
        .editor()
        .createDatabase(new DatabaseInfo(DATABASE, "test", "", "", "nyala", "USER", Map.of()));
  }

  @AfterEach
  void dropAll() {
    storage.editor().dropDatabase(DATABASE, true);
    assertThat(storage.catalog().metastore().database(DATABASE)).isEmpty();
    storage.close();
  }

  private void createFlights() {
    boolean created =
        storage
            .editor()
            .createTable(
                new NewTable(
                    FLIGHTS,
                    false,
                    "nyala",
                    Optional.empty(),
                    StorageFormats.orc(Map.of()),
                    STORED,
                    KEYS,
                    Optional.of(new BucketSpec(List.of("origin"), List.of(), 4, 2)),
                    Map.of()),
                false);
    assertThat(created).isTrue();
  }

  private TableWrite.Result insert(boolean overwrite, List<List<Object>> rows) {
    return insert(storage, overwrite, rows);
  }

  private TableWrite.Result insert(
      CoordinatorStorage coordinator, boolean overwrite, List<List<Object>> rows) {
    TableSnapshot table = coordinator.catalog().openSnapshot().table(FLIGHTS).orElseThrow();
    String queryId = "query_" + System.nanoTime() + "_" + queries++;
    TableWrite write =
        coordinator.writer().begin(table, queryId, overwrite, new CancellationToken(), 10_000);
    WriteSpec spec =
        new WriteSpec(
            FLIGHTS,
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
    TestMemory memory = new TestMemory(1 << 30);
    BatchSink sink =
        new HdfsBatchSinkFactory(hadoop, config(), Runnable::run)
            .open(spec, "0", context(queryId, 4096, memory, FaultPoints.NONE));
    sink.append(Rows.batch(table.allColumns().stream().map(Column::type).toList(), rows)).join();
    List<WrittenFile> files = sink.finish().join();
    return write.commit(files, "");
  }

  private List<List<Object>> select(Optional<BitSet> buckets) {
    QuerySnapshot snapshot = storage.catalog().openSnapshot();
    TableSnapshot table = snapshot.table(FLIGHTS).orElseThrow();
    var plan = storage.splits().plan(snapshot, table, snapshot.partitions(table), buckets);
    List<ScanColumn> output = new ArrayList<>();
    for (int i = 0; i < STORED.size(); i++) {
      output.add(new ScanColumn(STORED.get(i).name(), STORED.get(i).type(), false, i));
    }
    for (int i = 0; i < KEYS.size(); i++) {
      output.add(new ScanColumn(KEYS.get(i).name(), KEYS.get(i).type(), true, i));
    }
    ScanSpec scan = new ScanSpec(STORED, output, List.of(), Map.of());
    List<List<Object>> rows = new ArrayList<>();
    HdfsBatchSourceFactory factory = new HdfsBatchSourceFactory(hadoop, config(), Runnable::run);
    for (Split split : plan.splits()) {
      try (BatchSource source = factory.open(scan, split, context(4096, new TestMemory(1 << 30)))) {
        for (VectorBatch batch : drain(source)) {
          rows.addAll(Rows.of(output.stream().map(ScanColumn::type).toList(), batch));
        }
      }
      assertThat(split.hosts()).isNotEmpty();
      assertThat(split.racks()).allMatch(rack -> rack.startsWith("/"));
      assertThat(split.fileId()).isPositive();
      assertThat(split.bucket()).isPresent();
    }
    return rows;
  }

  private static List<List<Object>> months(int rows) {
    List<List<Object>> result = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      result.add(asList(i, "AP" + i % 9, i % 3 + 1, i % 5 == 0 ? null : "a/b=" + i % 2));
    }
    return result;
  }

  @Test
  void aTableIsCreatedFilledReadReplacedAndDropped() {
    createFlights();
    TableSnapshot table = storage.catalog().openSnapshot().table(FLIGHTS).orElseThrow();
    assertThat(table.kind()).isEqualTo(TableKind.EXTERNAL_TABLE);
    assertThat(table.parameters())
        .containsEntry("external.table.purge", "TRUE")
        .containsEntry("bucketing_version", "2");
    assertThat(table.storage().kind()).isEqualTo(StorageFormat.Kind.ORC);
    assertThat(table.buckets()).contains(new BucketSpec(List.of("origin"), List.of(), 4, 2));
    assertThatThrownBy(this::createFlights).hasMessageContaining("already exists");
    assertThat(storage.catalog().metastore().tables(DATABASE)).hasSize(1);

    assertThat(insert(false, months(90)).rows()).isEqualTo(90);
    assertThat(select(Optional.empty())).containsExactlyInAnyOrderElementsOf(months(90));
    assertThat(insert(false, months(10)).rows()).isEqualTo(10);
    assertThat(select(Optional.empty())).hasSize(100);

    BitSet one = new BitSet();
    one.set(2);
    List<List<Object>> bucket = select(Optional.of(one));
    assertThat(bucket).isNotEmpty().hasSizeLessThan(100);
    assertThat(
            select(Optional.empty()).stream()
                .filter(row -> bucket.stream().anyMatch(b -> b.get(1).equals(row.get(1)))))
        .hasSize(bucket.size());

    insert(true, List.of(asList(7L, "X", 1L, "a/b=1")));
    assertThat(
            select(Optional.empty()).stream()
                .filter(row -> row.get(2).equals(1L) && "a/b=1".equals(row.get(3))))
        .containsExactly(asList(7L, "X", 1L, "a/b=1"));

    QuerySnapshot snapshot = storage.catalog().openSnapshot();
    List<PartitionSnapshot> partitions = snapshot.partitions(snapshot.table(FLIGHTS).orElseThrow());
    assertThat(partitions)
        .extracting(PartitionSnapshot::name)
        .contains("month=1/note=a%2Fb%3D1", "month=1/note=__HIVE_DEFAULT_PARTITION__");
    PartitionSnapshot first =
        partitions.stream()
            .filter(p -> p.name().equals("month=1/note=a%2Fb%3D1"))
            .findFirst()
            .orElseThrow();
    assertThat(first.parameters()).containsEntry("numRows", "1").containsEntry("numFiles", "1");
    storage.editor().dropPartitions(table, List.of(first.name()));
    assertThat(storage.catalog().metastore().partitionNames(FLIGHTS))
        .hasSize(partitions.size() - 1);

    Path location = new Path(table.location());
    storage.editor().dropTable(FLIGHTS, true);
    assertThat(storage.catalog().metastore().table(FLIGHTS)).isEmpty();
    assertThat(storage.hdfs().statusOrNull(location)).isNull();
  }

  @Test
  void columnStatisticsComeBack() {
    createFlights();
    insert(false, List.of(asList(1L, "A", 1L, "n"), asList(5L, "B", 1L, "n")));
    QuerySnapshot snapshot = storage.catalog().openSnapshot();
    TableSnapshot table = snapshot.table(FLIGHTS).orElseThrow();
    ColumnStatistics ids =
        new ColumnStatistics(
            OptionalLong.of(2),
            OptionalLong.of(0),
            OptionalDouble.empty(),
            Optional.of(1L),
            Optional.of(5L));
    ColumnStatistics origins =
        new ColumnStatistics(
            OptionalLong.of(2),
            OptionalLong.of(0),
            OptionalDouble.of(1),
            Optional.empty(),
            Optional.empty());
    storage
        .statistics()
        .updateColumnStatistics(
            table,
            snapshot.partitions(table).get(0),
            List.of(
                new ComputedColumn("id", ids, 0, 0, 0),
                new ComputedColumn("origin", origins, 1, 0, 0)));
    var read = snapshot.statistics(table, snapshot.partitions(table), List.of("id", "origin"));
    assertThat(read.rows()).hasValue(2);
    assertThat(read.bytes()).isPresent();
    assertThat(read.columns()).containsEntry("id", ids);
  }

  @Test
  void aCommitThatStopsAfterItsDecisionIsFinishedByAnother() {
    createFlights();
    insert(false, months(30));
    for (String point :
        List.of(
            "storage.commit.after-decision",
            "storage.commit.move",
            "storage.commit.before-metastore",
            "storage.commit.before-applied",
            "storage.commit.before-deletes",
            "storage.commit.before-finished")) {
      FaultPoints fault =
          name -> {
            if (name.equals(point)) {
              throw new IllegalStateException("stopped at " + point);
            }
          };
      try (CoordinatorStorage dying =
          new CoordinatorStorage(hadoop, config(), "dying", "nyala", fault)) {
        assertThatThrownBy(() -> insert(dying, true, List.of(asList(1L, point, 1L, null))))
            .hasMessageContaining(point);
      }
      boolean visible = point.endsWith("deletes") || point.endsWith("finished");
      assertThat(select(Optional.empty()).stream().anyMatch(row -> row.get(1).equals(point)))
          .isEqualTo(visible);
      assertThat(storage.writer().recover()).isPositive();
      assertThat(
              select(Optional.empty()).stream()
                  .filter(row -> row.get(2).equals(1L) && row.get(3) == null))
          .containsExactly(asList(1L, point, 1L, null));
    }
  }

  @Test
  void writersOfOneTableWaitForEachOther() {
    createFlights();
    TableSnapshot table = storage.catalog().openSnapshot().table(FLIGHTS).orElseThrow();
    TableWrite first =
        storage
            .writer()
            .begin(table, "first" + System.nanoTime(), true, new CancellationToken(), 5_000);
    assertThatThrownBy(
            () ->
                storage
                    .writer()
                    .begin(table, "second" + System.nanoTime(), true, new CancellationToken(), 300))
        .hasMessageContaining("locked");
    first.abort();
    TableWrite third =
        storage
            .writer()
            .begin(table, "third" + System.nanoTime(), true, new CancellationToken(), 5_000);
    third.abort();
    assertThat(storage.hdfs().statusOrNull(new Path(third.stagingLocation()))).isNull();
  }
}
