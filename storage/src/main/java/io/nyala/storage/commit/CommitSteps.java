package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.storage.commit.CommitRecord.Move;
import io.nyala.storage.commit.CommitRecord.PartitionChange;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a commit after its decision. Each can be repeated by anyone at any time and then
 * changes nothing more.
 *
 * <pre>
 * intent ──decide──▶ commit ── moves, metastore ──▶ applied ── deletes, staging ──▶ finished
 * </pre>
 */
public final class CommitSteps {
  private static final Logger LOG = LoggerFactory.getLogger(CommitSteps.class);

  /**
   * Finished records stay this long: longer than any cached listing is used without being checked.
   */
  private static final long KEEP_FINISHED_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /**
   * The catalog as the steps need it; the coordinator's implementation is {@code
   * MetastoreCommitTarget}.
   */
  public interface Target {
    /** A fresh view of the table, past all caches. */
    QuerySnapshot openSnapshot(TableName table);

    /** Adds missing partitions and sets the statistics of all. Idempotent. */
    void apply(TableName table, List<PartitionChange> partitions);

    /** Drops what is cached of the table. */
    void invalidate(TableName table);
  }

  private final HdfsAccess hdfs;
  private final CommitLog log;
  private final Target target;
  private final FaultPoints faults;

  public CommitSteps(HdfsAccess hdfs, CommitLog log, Target target, FaultPoints faults) {
    this.hdfs = hdfs;
    this.log = log;
    this.target = target;
    this.faults = faults;
  }

  QuerySnapshot openSnapshot(TableName table) {
    return target.openSnapshot(table);
  }

  /** Makes the decision durable. */
  void decide(CommitRecord record) {
    faults.reach("storage.commit.before-decision");
    log.decide(record);
    faults.reach("storage.commit.after-decision");
  }

  /** True if a decision for the same write exists. */
  boolean isDecided(CommitRecord record) {
    return log.hasOutcome(record);
  }

  /** Like {@link #isDecided}, and true if that cannot be found out. */
  boolean isDecidedOrUnknown(CommitRecord record) {
    try {
      return isDecided(record);
    } catch (NyalaException e) {
      return true;
    }
  }

  /** All that remains to be done after the decision. */
  void rollForward(CommitRecord record) {
    log.remove(record, CommitState.INTENT);
    faults.reach("storage.commit.before-moves");
    Set<String> directories = new HashSet<>();
    for (PartitionChange partition : record.partitions()) {
      if (directories.add(partition.location())) {
        hdfs.createDirectory(new Path(partition.location()));
      }
    }
    for (Move move : record.moves()) {
      faults.reach("storage.commit.move");
      move(move);
    }
    faults.reach("storage.commit.before-metastore");
    target.apply(record.table(), record.partitions());
    faults.reach("storage.commit.before-applied");
    if (!log.advance(record, CommitState.COMMIT, CommitState.APPLIED)
        && !log.isIn(record, CommitState.FINISHED)) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "The commit record of query "
              + record.queryId()
              + " for "
              + record.table()
              + " has disappeared");
    }
    target.invalidate(record.table());
    finish(record);
  }

  private void move(Move move) {
    Path from = new Path(move.source());
    Path to = new Path(move.target());
    if (!hdfs.rename(from, to) && hdfs.statusOrNull(to) == null) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "File " + from + " cannot be moved to " + to + ": neither of them exists");
    }
  }

  /** What follows once readers see the new state. */
  void finish(CommitRecord record) {
    faults.reach("storage.commit.before-deletes");
    for (String path : record.deletes()) {
      faults.reach("storage.commit.delete");
      hdfs.delete(new Path(path));
    }
    Path staging = new Path(record.stagingLocation());
    hdfs.delete(staging);
    removeIfEmpty(staging.getParent());
    faults.reach("storage.commit.before-finished");
    log.advance(record, CommitState.APPLIED, CommitState.FINISHED);
    target.invalidate(record.table());
    purge(log.entries());
  }

  void removeIfEmpty(Path directory) {
    try {
      hdfs.countNameNodeCalls(1);
      hdfs.fileSystem(directory).delete(directory, false);
    } catch (java.io.IOException e) {
      LOG.debug("{} is kept: {}", directory, HdfsAccess.firstLine(e));
    }
  }

  /** Removes finished records that no listing can depend on any more. */
  void purge(List<CommitLog.Entry> entries) {
    long oldest = System.currentTimeMillis() - KEEP_FINISHED_MILLIS;
    for (CommitLog.Entry entry : entries) {
      if (entry.state() == CommitState.FINISHED && entry.modificationTime() < oldest) {
        log.remove(entry.record(), CommitState.FINISHED);
      }
    }
  }
}
