package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.metastore.PartitionNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The directory of commit records. A record is written under a temporary name and renamed, so what
 * is listed is whole; states are changed by rename. Thread-safe; blocks on the NameNode.
 */
public final class CommitLog {
  private static final String TEMPORARY_PREFIX = "_";

  private final HdfsAccess hdfs;
  private final Path directory;

  /** Records by file name; a record's content changes only together with its name. */
  private final Map<String, CommitRecord> cache = new ConcurrentHashMap<>();

  public CommitLog(HdfsAccess hdfs, StorageConfig config) {
    this.hdfs = hdfs;
    Path configured = new Path(config.commitDirectory());
    FileSystem fileSystem = hdfs.fileSystem(configured);
    Path base =
        configured.isAbsolute() ? configured : new Path(fileSystem.getHomeDirectory(), configured);
    this.directory = fileSystem.makeQualified(base);
  }

  /** A record and its state. */
  public record Entry(CommitRecord record, CommitState state, long modificationTime) {}

  public Path directory() {
    return directory;
  }

  /** All whole records, in the order of their names. */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    FileStatus[] files = list();
    for (FileStatus file : files) {
      CommitState state = stateOf(file.getPath().getName());
      if (state == null) {
        continue;
      }
      CommitRecord record = recordOf(file);
      if (record != null) {
        entries.add(new Entry(record, state, file.getModificationTime()));
      }
    }
    if (cache.size() > 2 * files.length + 64) {
      cache.keySet().retainAll(Arrays.stream(files).map(file -> file.getPath().getName()).toList());
    }
    entries.sort(Comparator.comparing(entry -> fileName(entry.record(), entry.state())));
    return entries;
  }

  /** What readers must hide at this moment. */
  public PendingCommits view() {
    List<Entry> entries = entries();
    return entries.isEmpty() ? PendingCommits.NONE : PendingCommits.of(entries);
  }

  private FileStatus[] list() {
    hdfs.countNameNodeCalls(1);
    try {
      return hdfs.fileSystem(directory).listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw HdfsAccess.failed("list the commit records in", directory, e);
    }
  }

  private @org.jspecify.annotations.Nullable CommitRecord recordOf(FileStatus file) {
    String name = file.getPath().getName();
    CommitRecord known = cache.get(name);
    if (known != null) {
      return known;
    }
    byte[] bytes = new byte[(int) file.getLen()];
    hdfs.countNameNodeCalls(1);
    try (FSDataInputStream in = hdfs.fileSystem(directory).open(file.getPath())) {
      in.readFully(0, bytes);
      CommitRecord record = CommitRecord.decode(bytes);
      cache.put(name, record);
      return record;
    } catch (FileNotFoundException e) {
      return null; // moved on between listing and reading; the caller looks again when versions
      // differ
    } catch (IOException e) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "Cannot read the commit record " + file.getPath() + ": " + HdfsAccess.firstLine(e),
          e);
    }
  }

  private static @org.jspecify.annotations.Nullable CommitState stateOf(String name) {
    if (name.startsWith(TEMPORARY_PREFIX)) {
      return null;
    }
    for (CommitState state : CommitState.values()) {
      if (name.endsWith(state.suffix())) {
        return state;
      }
    }
    return null;
  }

  private static String fileName(CommitRecord record, CommitState state) {
    return stem(record.table(), record.queryId()) + state.suffix();
  }

  private static String stem(TableName table, String queryId) {
    return PartitionNames.escape(table.database())
        + "@"
        + PartitionNames.escape(table.table())
        + "@"
        + PartitionNames.escape(queryId);
  }

  private Path path(CommitRecord record, CommitState state) {
    return new Path(directory, fileName(record, state));
  }

  /** Notes the intent of a write; it is listed whole or not at all. */
  void begin(CommitRecord intent) {
    Path temporary = writeTemporary(intent, CommitState.INTENT);
    if (hasOutcome(intent) || !hdfs.rename(temporary, path(intent, CommitState.INTENT))) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "Query "
              + intent.queryId()
              + " has already written "
              + intent.table()
              + "; query ids must be unique");
    }
  }

  /**
   * Decides a write, unless someone has begun to roll it back. Together with {@link #beginRollback}
   * exactly one of the two wins: this side writes the temporary file, then looks for the intent,
   * then renames; the other takes the intent away, then the temporary file.
   */
  void decide(CommitRecord record) {
    Path temporary = writeTemporary(record, CommitState.COMMIT);
    if (!isIn(record, CommitState.INTENT)
        || (!hdfs.rename(temporary, path(record, CommitState.COMMIT))
            && !isIn(record, CommitState.COMMIT))) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "The write of "
              + record.table()
              + " by query "
              + record.queryId()
              + " was rolled back by another coordinator, which took this one for dead");
    }
  }

  /** Takes the right to decide away from a write; false if it was decided before. */
  boolean beginRollback(CommitRecord intent) {
    boolean taken = advance(intent, CommitState.INTENT, CommitState.ROLLBACK);
    hdfs.delete(temporaryOf(path(intent, CommitState.COMMIT)));
    return taken && !hasOutcome(intent);
  }

  /** True if the write was decided. */
  boolean hasOutcome(CommitRecord record) {
    return isIn(record, CommitState.COMMIT)
        || isIn(record, CommitState.APPLIED)
        || isIn(record, CommitState.FINISHED);
  }

  private Path temporaryOf(Path target) {
    return new Path(directory, TEMPORARY_PREFIX + target.getName());
  }

  private Path writeTemporary(CommitRecord record, CommitState state) {
    Path target = path(record, state);
    Path temporary = temporaryOf(target);
    FileSystem fileSystem = hdfs.fileSystem(directory);
    hdfs.countNameNodeCalls(3);
    try {
      fileSystem.mkdirs(directory);
      try (FSDataOutputStream out = fileSystem.create(temporary, true)) {
        out.write(record.encode());
        out.hsync();
      }
      return temporary;
    } catch (IOException e) {
      throw HdfsAccess.failed("write the commit record", target, e);
    }
  }

  /** Moves a record from one state to the next; true also if it was there already. */
  boolean advance(CommitRecord record, CommitState from, CommitState to) {
    Path target = path(record, to);
    return hdfs.rename(path(record, from), target) || hdfs.statusOrNull(target) != null;
  }

  /** Removes a record in a state. */
  void remove(CommitRecord record, CommitState state) {
    hdfs.delete(path(record, state));
    cache.remove(fileName(record, state));
  }

  /** True if the record is in the state now. */
  boolean isIn(CommitRecord record, CommitState state) {
    return hdfs.statusOrNull(path(record, state)) != null;
  }
}
