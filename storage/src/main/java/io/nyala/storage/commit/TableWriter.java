package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.session.CancellationToken;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.metastore.MetastoreLocks;
import io.nyala.storage.metastore.TableLock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins writes of tables. One per coordinator, thread-safe; all methods block on metastore and
 * NameNode.
 *
 * <p>Call order: {@link #begin}, tasks write below {@link TableWrite#stagingLocation}, then {@link
 * TableWrite#commit} or {@link TableWrite#abort}.
 */
public final class TableWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TableWriter.class);
  static final String STAGING = ".nyala-staging";

  private final HdfsAccess hdfs;
  private final CommitLog log;
  private final CommitSteps steps;
  private final MetastoreLocks locks;
  private final String coordinator;
  private final FaultPoints faults;

  /** Writes that this process has begun and not ended. */
  private final Set<String> active = ConcurrentHashMap.newKeySet();

  /**
   * @param coordinator name of this process among all coordinators, the same after a restart
   */
  public TableWriter(
      HdfsAccess hdfs,
      CommitLog log,
      CommitSteps steps,
      MetastoreLocks locks,
      String coordinator,
      FaultPoints faults) {
    this.hdfs = hdfs;
    this.log = log;
    this.steps = steps;
    this.locks = locks;
    this.coordinator = coordinator;
    this.faults = faults;
  }

  /**
   * Locks the table, notes the intent and creates the staging directory.
   *
   * @param lockTimeoutMillis longest wait for other writers
   */
  public TableWrite begin(
      TableSnapshot table,
      String queryId,
      boolean overwrite,
      CancellationToken cancellation,
      long lockTimeoutMillis) {
    requireLocation(table);
    long lock =
        locks.acquire(
            table.name(),
            overwrite ? TableLock.EXCLUSIVE_WRITE : TableLock.SHARED_WRITE,
            queryId,
            cancellation,
            lockTimeoutMillis);
    try {
      Path staging = new Path(new Path(hdfs.qualify(table.location()), STAGING), safe(queryId));
      CommitRecord intent =
          new CommitRecord(
              table.name(),
              queryId,
              coordinator,
              lock,
              staging.toString(),
              List.of(),
              List.of(),
              List.of());
      begin(intent, staging);
      return new TableWrite(this, table, intent, overwrite);
    } catch (RuntimeException e) {
      locks.release(lock);
      throw e;
    }
  }

  private void begin(CommitRecord intent, Path staging) {
    active.add(key(intent));
    try {
      faults.reach("storage.commit.before-intent");
      log.begin(intent);
      faults.reach("storage.commit.before-staging");
      hdfs.createDirectory(staging);
    } catch (RuntimeException e) {
      active.remove(key(intent));
      throw e;
    }
  }

  private static void requireLocation(TableSnapshot table) {
    if (table.isView() || table.location().isEmpty()) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "Table " + table.name() + " has no location to write to: it is a " + table.kind());
    }
  }

  private static String safe(String queryId) {
    return queryId.replaceAll("[^A-Za-z0-9_.-]", "-");
  }

  CommitSteps steps() {
    return steps;
  }

  HdfsAccess hdfs() {
    return hdfs;
  }

  /** The write is over for this process, whatever became of it. */
  void ended(CommitRecord record) {
    active.remove(key(record));
    locks.release(record.lockId());
  }

  /** Removes what a write without a decision left behind; leaves a decided one alone. */
  void rollBack(CommitRecord intent) {
    if (log.beginRollback(intent)) {
      faults.reach("storage.commit.before-rollback");
      Path staging = new Path(intent.stagingLocation());
      hdfs.delete(staging);
      steps.removeIfEmpty(staging.getParent());
      faults.reach("storage.commit.after-rollback");
    }
    log.remove(intent, CommitState.ROLLBACK);
  }

  private static String key(CommitRecord record) {
    return record.table() + "@" + record.queryId();
  }

  /**
   * Finishes or undoes the writes of coordinators that died, this one's former life included.
   * Called at start, and from time to time. A write whose record cannot be finished now is logged
   * and stays for the next time.
   *
   * @return number of writes rolled forward or back
   */
  public int recover() {
    int settled = 0;
    for (CommitLog.Entry entry : log.entries()) {
      CommitRecord record = entry.record();
      if (entry.state() == CommitState.FINISHED || isAlive(record)) {
        continue;
      }
      try {
        settle(record, entry.state());
        settled++;
        LOG.info(
            "Recovered the write of {} by query {} from state {}",
            record.table(),
            record.queryId(),
            entry.state());
      } catch (NyalaException e) {
        LOG.warn(
            "The write of {} by query {} is not recovered yet: {}",
            record.table(),
            record.queryId(),
            e.getMessage());
      }
    }
    steps.purge(log.entries());
    return settled;
  }

  private boolean isAlive(CommitRecord record) {
    if (record.owner().equals(coordinator)) {
      return active.contains(key(record));
    }
    return record.lockId() == 0 || locks.isAlive(record.lockId());
  }

  private void settle(CommitRecord record, CommitState state) {
    switch (state) {
      case INTENT, ROLLBACK -> rollBack(record);
      case COMMIT -> steps.rollForward(record);
      case APPLIED -> steps.finish(record);
      case FINISHED -> {}
    }
    locks.release(record.lockId());
  }
}
