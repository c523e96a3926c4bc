package io.nyala.storage.metastore;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.hdfs.HdfsAccess;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool of metastore connections that reconnects. Reads are repeated over a new connection
 * while the retry time lasts; changes are sent at most once, over a connection that has just
 * answered. Thread-safe; blocks its callers.
 */
public final class MetastoreClient implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MetastoreClient.class);
  private static final long PING_AFTER_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long MAX_PAUSE_MILLIS = 2_000;

  private final MetastoreAddress address;
  private final StorageConfig config;
  private final Semaphore permits;
  private final Object lock = new Object();
  private final Deque<MetastoreConnection> idle = new ArrayDeque<>();
  private final AtomicInteger preferredServer = new AtomicInteger();
  private final LongAdder calls = new LongAdder();
  private volatile boolean closed;

  public MetastoreClient(MetastoreAddress address, StorageConfig config) {
    this.address = address;
    this.config = config;
    this.permits = new Semaphore(config.metastoreConnections(), true);
  }

  /** Calls made so far. */
  public long calls() {
    return calls.sum();
  }

  /**
   * Runs a call that may safely run twice.
   *
   * @throws NyalaException as {@link MetastoreErrors#translate} says
   */
  <T> T read(String what, MetastoreCall<T> call) {
    return run(what, call, true);
  }

  /** Runs a call whose second run would mean something else than its first. */
  <T> T change(String what, MetastoreCall<T> call) {
    return run(what, call, false);
  }

  private <T> T run(String what, MetastoreCall<T> call, boolean repeatable) {
    acquire(what);
    try {
      long deadline =
          System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(config.metastoreRetryMillis());
      long pause = FIRST_PAUSE_MILLIS;
      while (true) {
        boolean sent = false;
        MetastoreConnection connection = null;
        try {
          connection = take(!repeatable);
          sent = true;
          calls.increment();
          T result = call.on(connection.client());
          give(connection);
          return result;
        } catch (TTransportException e) {
          discard(connection);
          boolean again = (repeatable || !sent) && System.nanoTime() < deadline && !closed;
          LOG.warn(
              "Metastore connection failed during {}{}: {}",
              what,
              again ? ", trying again" : "",
              HdfsAccess.firstLine(e));
          if (!again) {
            throw unreachable(what, sent && !repeatable, e);
          }
          pause = pause(what, pause);
        } catch (TApplicationException e) {
          discard(connection);
          throw MetastoreErrors.translate(what, e);
        } catch (TException e) {
          give(connection);
          throw MetastoreErrors.translate(what, e);
        } catch (RuntimeException e) {
          discard(connection);
          throw e;
        }
      }
    } finally {
      permits.release();
    }
  }

  private NyalaException unreachable(
      String what, boolean unknownOutcome, TTransportException cause) {
    String outcome = unknownOutcome ? "; whether the change took place is not known" : "";
    return new NyalaException(
        ErrorCode.METASTORE_ERROR,
        "The metastore at "
            + address.servers()
            + " did not answer ("
            + what
            + "): "
            + HdfsAccess.firstLine(cause)
            + outcome,
        cause);
  }

  private void acquire(String what) {
    try {
      if (!permits.tryAcquire(config.metastoreTimeoutMillis(), TimeUnit.MILLISECONDS)) {
        throw new NyalaException(
            ErrorCode.METASTORE_ERROR,
            "All "
                + config.metastoreConnections()
                + " metastore connections are busy ("
                + what
                + "); nyala.metastore.connections raises their number");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NyalaException(
          ErrorCode.CANCELED, "Interrupted while waiting for the metastore", e);
    }
  }

  private static long pause(String what, long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NyalaException(
          ErrorCode.CANCELED, "Interrupted while waiting for the metastore (" + what + ")", e);
    }
    return Math.min(2 * millis, MAX_PAUSE_MILLIS);
  }

  private MetastoreConnection take(boolean mustBeAlive) throws TTransportException {
    while (true) {
      MetastoreConnection connection;
      synchronized (lock) {
        connection = idle.pollFirst();
      }
      if (connection == null) {
        return connect();
      }
      if (!mustBeAlive || connection.idleNanos() < PING_AFTER_IDLE_NANOS || answers(connection)) {
        return connection;
      }
      connection.close();
    }
  }

  private static boolean answers(MetastoreConnection connection) {
    try {
      connection.client().getMetaConf("metastore.batch.retrieve.max");
      return true;
    } catch (TTransportException e) {
      return false;
    } catch (TException e) {
      return true;
    }
  }

  private MetastoreConnection connect() throws TTransportException {
    TTransportException last = null;
    int count = address.servers().size();
    int first = preferredServer.get();
    for (int i = 0; i < count; i++) {
      int index = Math.floorMod(first + i, count);
      try {
        MetastoreConnection connection =
            MetastoreConnection.open(
                address, address.servers().get(index), config.metastoreTimeoutMillis());
        preferredServer.set(index);
        return connection;
      } catch (TTransportException e) {
        last = e;
      }
    }
    throw last == null ? new TTransportException("no metastore server is configured") : last;
  }

  private void give(MetastoreConnection connection) {
    connection.touch();
    synchronized (lock) {
      if (!closed) {
        idle.addFirst(connection);
        return;
      }
    }
    connection.close();
  }

  private static void discard(@org.jspecify.annotations.Nullable MetastoreConnection connection) {
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      idle.forEach(MetastoreConnection::close);
      idle.clear();
    }
  }
}
