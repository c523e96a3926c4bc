package io.nyala.storage.metastore;

import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.hive.metastore.api.CheckLockRequest;
import org.apache.hadoop.hive.metastore.api.DataOperationType;
import org.apache.hadoop.hive.metastore.api.HeartbeatRequest;
import org.apache.hadoop.hive.metastore.api.LockComponent;
import org.apache.hadoop.hive.metastore.api.LockLevel;
import org.apache.hadoop.hive.metastore.api.LockRequest;
import org.apache.hadoop.hive.metastore.api.LockResponse;
import org.apache.hadoop.hive.metastore.api.LockState;
import org.apache.hadoop.hive.metastore.api.LockType;
import org.apache.hadoop.hive.metastore.api.NoSuchLockException;
import org.apache.hadoop.hive.metastore.api.UnlockRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks on tables, kept by the metastore, so that Hive and other coordinators respect them. Held
 * locks are kept alive by heartbeats from one thread; a coordinator that dies loses its locks after
 * the metastore's {@code hive.txn.timeout}. Thread-safe.
 */
public final class MetastoreLocks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetastoreLocks.class);
  private static final long HEARTBEAT_SECONDS = 20;
  private static final long FIRST_WAIT_MILLIS = 50;
  private static final long MAX_WAIT_MILLIS = 1_000;

  private final MetastoreClient client;
  private final boolean enabled;
  private final String user;
  private final String host;
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService heartbeats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "metastore-lock-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param enabled without locks {@link #acquire} gives the lock 0 at once
   * @param host of this coordinator, shown by SHOW LOCKS
   */
  public MetastoreLocks(MetastoreClient client, boolean enabled, String user, String host) {
    this.client = client;
    this.enabled = enabled;
    this.user = user;
    this.host = host;
    var unused =
        heartbeats.scheduleWithFixedDelay(
            this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  private void heartbeat() {
    for (long lock : held) {
      HeartbeatRequest request = new HeartbeatRequest();
      request.setLockid(lock);
      try {
        client.read(
            "lock heartbeat",
            c -> {
              c.heartbeat(request);
              return true;
            });
      } catch (NyalaException e) {
        LOG.warn("Heartbeat of metastore lock {} failed: {}", lock, e.getMessage());
      }
    }
  }

  /**
   * Waits until the table is locked.
   *
   * @return the lock, to be released by {@link #release}
   * @throws NyalaException with the token's reason if it is cancelled meanwhile; TIMED_OUT after
   *     {@code timeoutMillis}
   */
  public long acquire(
      TableName table,
      TableLock kind,
      String queryId,
      CancellationToken cancellation,
      long timeoutMillis) {
    if (!enabled) {
      return 0;
    }
    LockComponent component = new LockComponent(type(kind), LockLevel.TABLE, table.database());
    component.setTablename(table.table());
    component.setOperationType(operation(kind));
    component.setIsTransactional(false);
    LockRequest request = new LockRequest(List.of(component), user, host);
    request.setAgentInfo(queryId);
    LockResponse response = client.change("lock " + table, c -> c.lock(request));
    long lock = response.getLockid();
    held.add(lock);
    try {
      await(table, lock, response.getState(), cancellation, timeoutMillis);
      return lock;
    } catch (RuntimeException e) {
      release(lock);
      throw e;
    }
  }

  private void await(
      TableName table,
      long lock,
      LockState first,
      CancellationToken cancellation,
      long timeoutMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    long pause = FIRST_WAIT_MILLIS;
    LockState state = first;
    CheckLockRequest check = new CheckLockRequest(lock);
    while (state == LockState.WAITING) {
      cancellation.check();
      if (System.nanoTime() > deadline) {
        throw new NyalaException(
            ErrorCode.TIMED_OUT,
            "Table "
                + table
                + " is locked by another statement for more than "
                + timeoutMillis
                + " ms; SHOW LOCKS in Hive names it");
      }
      pause(pause);
      pause = Math.min(2 * pause, MAX_WAIT_MILLIS);
      state = client.read("check lock of " + table, c -> c.check_lock(check).getState());
    }
    if (state != LockState.ACQUIRED) {
      throw new NyalaException(
          ErrorCode.METASTORE_ERROR, "The metastore refused a lock on " + table + ": " + state);
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NyalaException(ErrorCode.CANCELED, "Interrupted while waiting for a lock", e);
    }
  }

  /** Releases a lock; one that has expired is not an error. */
  public void release(long lock) {
    if (lock == 0) {
      return;
    }
    held.remove(lock);
    try {
      client.read(
          "unlock",
          c -> {
            try {
              c.unlock(new UnlockRequest(lock));
            } catch (NoSuchLockException e) {
              LOG.info("Metastore lock {} was gone when it was released", lock);
            }
            return true;
          });
    } catch (NyalaException e) {
      LOG.warn(
          "Metastore lock {} could not be released, it expires by itself: {}",
          lock,
          e.getMessage());
    }
  }

  /** True if the lock still exists, whoever holds it. */
  public boolean isAlive(long lock) {
    if (lock == 0) {
      return false;
    }
    CheckLockRequest check = new CheckLockRequest(lock);
    return client.read(
        "check lock",
        c -> {
          try {
            c.check_lock(check);
            return true;
          } catch (NoSuchLockException e) {
            return false;
          }
        });
  }

  private static LockType type(TableLock kind) {
    return switch (kind) {
      case SHARED_READ -> LockType.SHARED_READ;
      case SHARED_WRITE -> LockType.SHARED_WRITE;
      case EXCLUSIVE_WRITE -> LockType.EXCL_WRITE;
      case EXCLUSIVE -> LockType.EXCLUSIVE;
    };
  }

  private static DataOperationType operation(TableLock kind) {
    return switch (kind) {
      case SHARED_READ -> DataOperationType.SELECT;
      case SHARED_WRITE -> DataOperationType.INSERT;
      case EXCLUSIVE_WRITE -> DataOperationType.UPDATE;
      case EXCLUSIVE -> DataOperationType.NO_TXN;
    };
  }

  @Override
  public void close() {
    heartbeats.shutdownNow();
    held.forEach(this::release);
  }
}
