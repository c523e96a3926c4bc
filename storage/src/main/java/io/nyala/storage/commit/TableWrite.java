package io.nyala.storage.commit;

import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.WrittenFile;
import io.nyala.storage.commit.CommitRecord.Move;
import io.nyala.storage.commit.CommitRecord.PartitionChange;
import io.nyala.storage.metastore.PartitionNames;
import io.nyala.storage.metastore.StatisticsStore;
import io.nyala.storage.snapshot.DataFile;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One write of one table, from staging to its end. Used by one thread at a time. */
public final class TableWrite {
  private static final Logger LOG = LoggerFactory.getLogger(TableWrite.class);

  private final TableWriter writer;
  private final TableSnapshot table;
  private final CommitRecord intent;
  private final boolean overwrite;
  private boolean ended;

  TableWrite(TableWriter writer, TableSnapshot table, CommitRecord intent, boolean overwrite) {
    this.writer = writer;
    this.table = table;
    this.intent = intent;
    this.overwrite = overwrite;
  }

  /** Directory that {@code WriteSpec.stagingLocation} must name. */
  public String stagingLocation() {
    return intent.stagingLocation();
  }

  /** Rows that a commit made visible, by partition. */
  public record Result(long rows, long files, long bytes, Map<String, Long> rowsByPartition) {
    public Result {
      rowsByPartition = Map.copyOf(rowsByPartition);
    }
  }

  /**
   * Makes the files visible, all or nothing. When it returns, readers of every coordinator see the
   * new state. An error before the decision leaves the old state (the write is rolled back); an
   * error after it leaves a record that recovery finishes.
   *
   * @param files those of accepted task attempts only
   * @param staticPartition partition that INSERT OVERWRITE replaces even if no row arrived; empty
   *     for none or an unpartitioned table
   */
  public Result commit(List<WrittenFile> files, String staticPartition) {
    CommitRecord record;
    try {
      record = plan(files, staticPartition);
      writer.steps().decide(record);
    } catch (RuntimeException e) {
      if (writer.steps().isDecidedOrUnknown(intent)) {
        ended = true;
        writer.ended(intent);
        LOG.warn(
            "The commit of {} by query {} is decided or in doubt; recovery settles it",
            table.name(),
            intent.queryId());
        throw e;
      }
      abort();
      throw e;
    }
    ended = true;
    try {
      writer.steps().rollForward(record);
    } finally {
      writer.ended(record);
    }
    return result(files);
  }

  private static Result result(List<WrittenFile> files) {
    long rows = 0;
    long bytes = 0;
    Map<String, Long> byPartition = new HashMap<>();
    for (WrittenFile file : files) {
      rows += file.rows();
      bytes += file.bytes();
      byPartition.merge(file.partitionName(), file.rows(), Long::sum);
    }
    return new Result(rows, files.size(), bytes, byPartition);
  }

  private CommitRecord plan(List<WrittenFile> files, String staticPartition) {
    QuerySnapshot present = writer.steps().openSnapshot(table.name());
    TableSnapshot current = present.table(table.name()).orElse(table);
    Map<String, PartitionSnapshot> existing = new HashMap<>();
    present.partitions(current).forEach(partition -> existing.put(partition.name(), partition));
    Map<String, List<WrittenFile>> byPartition = new LinkedHashMap<>();
    files.forEach(
        file ->
            byPartition.computeIfAbsent(file.partitionName(), name -> new ArrayList<>()).add(file));
    if (overwrite) {
      emptied(current, existing, staticPartition)
          .forEach(name -> byPartition.computeIfAbsent(name, key -> new ArrayList<>()));
    }
    List<Move> moves = new ArrayList<>();
    List<String> deletes = new ArrayList<>();
    List<PartitionChange> changes = new ArrayList<>();
    byPartition.forEach(
        (name, written) -> {
          PartitionSnapshot known = existing.get(name);
          List<DataFile> old =
              known == null ? List.of() : present.files(current, List.of(known)).get(0);
          String location =
              writer
                  .hdfs()
                  .qualify(known == null ? current.location() + "/" + name : known.location())
                  .toString();
          written.forEach(
              file -> moves.add(new Move(file.stagingPath(), location + "/" + file.fileName())));
          requireNewNames(written, old);
          if (overwrite) {
            old.forEach(file -> deletes.add(file.path()));
          }
          changes.add(change(name, location, written, known, old));
        });
    return new CommitRecord(
        table.name(),
        intent.queryId(),
        intent.owner(),
        intent.lockId(),
        intent.stagingLocation(),
        moves,
        deletes,
        changes);
  }

  /** File names carry the query id; one that exists already would be lost or replaced by a move. */
  private void requireNewNames(List<WrittenFile> written, List<DataFile> old) {
    Set<String> known = new HashSet<>();
    old.forEach(file -> known.add(file.name()));
    for (WrittenFile file : written) {
      if (!known.add(file.fileName())) {
        throw new NyalaException(
            ErrorCode.INTERNAL_ERROR,
            "Table "
                + table.name()
                + " already has a file "
                + file.fileName()
                + "; query ids must be unique");
      }
    }
  }

  /**
   * Partitions that an overwrite empties even without new rows: the whole table, or the one that
   * the statement names.
   */
  private List<String> emptied(
      TableSnapshot current, Map<String, PartitionSnapshot> existing, String staticPartition) {
    if (!current.isPartitioned()) {
      return List.of("");
    }
    boolean names =
        !staticPartition.isEmpty()
            && staticPartition.split("/", -1).length == current.partitionColumns().size();
    return names && existing.containsKey(staticPartition) ? List.of(staticPartition) : List.of();
  }

  private PartitionChange change(
      String name,
      String location,
      List<WrittenFile> written,
      @org.jspecify.annotations.Nullable PartitionSnapshot known,
      List<DataFile> old) {
    long files = written.size();
    long bytes = written.stream().mapToLong(WrittenFile::bytes).sum();
    long rows = written.stream().mapToLong(WrittenFile::rows).sum();
    if (!overwrite && known != null) {
      files += old.size();
      bytes += old.stream().mapToLong(DataFile::length).sum();
      long before = old.isEmpty() ? 0 : rowsBefore(known);
      rows = before < 0 ? -1 : rows + before;
    }
    List<String> values = name.isEmpty() ? List.of() : PartitionNames.values(name);
    return new PartitionChange(name, values, location, files, bytes, rows);
  }

  /** The row count of a partition if its statistics claim to be accurate, else -1. */
  private static long rowsBefore(PartitionSnapshot partition) {
    String accurate = partition.parameters().getOrDefault(StatisticsStore.ACCURATE, "");
    String rows = partition.parameters().get(StatisticsStore.ROW_COUNT);
    if (rows == null || !accurate.contains("\"BASIC_STATS\":\"true\"")) {
      return -1;
    }
    try {
      return Long.parseLong(rows);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Removes the staged files and releases the lock. Idempotent; never throws. */
  public void abort() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      writer.rollBack(intent);
    } catch (NyalaException e) {
      LOG.warn(
          "The write of {} by query {} is rolled back later: {}",
          table.name(),
          intent.queryId(),
          e.getMessage());
    } finally {
      writer.ended(intent);
    }
  }
}
