package io.nyala.storage.split;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.SourceStatistics;
import io.nyala.spi.source.Split;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.hdfs.HdfsAccess;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a non-blocking source of a blocking reader: one task per batch on an I/O executor, one
 * batch ahead of the consumer. Adds the partition keys as constants. The batch that waits and the
 * reader's buffers are charged to the context's account.
 */
final class ReadAheadSource implements BatchSource {
  private static final Logger LOG = LoggerFactory.getLogger(ReadAheadSource.class);
  private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

  /** Opens the reader, on an I/O thread. */
  @FunctionalInterface
  interface Opener {
    FileReader open() throws IOException;
  }

  private final Opener opener;
  private final ScanSpec scan;
  private final Split split;
  private final SourceContext context;
  private final Executor executor;
  private final MemoryContext memory;
  private final Object lock = new Object();

  // touched only by the running I/O task
  private @Nullable FileReader reader;
  private long rows;
  private long readNanos;

  // guarded by lock
  private @Nullable VectorBatch ready;
  private @Nullable NyalaException failure;
  private CompletableFuture<Void> blocked = new CompletableFuture<>();
  private boolean running = true;
  private boolean ended;
  private boolean closed;
  private SourceStatistics statistics = SourceStatistics.NONE;

  ReadAheadSource(
      Opener opener, ScanSpec scan, Split split, SourceContext context, Executor executor) {
    this.opener = opener;
    this.scan = scan;
    this.split = split;
    this.context = context;
    this.executor = executor;
    this.memory = context.memory().child("read-ahead");
  }

  /** Starts reading; called once, right after construction. */
  ReadAheadSource start() {
    executor.execute(this::readOne);
    return this;
  }

  private void readOne() {
    VectorBatch batch = null;
    NyalaException problem = null;
    long started = System.nanoTime();
    try {
      context.cancellation().check();
      synchronized (lock) {
        if (closed) {
          return;
        }
      }
      FileReader open = reader;
      if (open == null) {
        context.faults().reach("storage.source.open");
        open = opener.open();
        reader = open;
      }
      context.faults().reach("storage.source.read");
      VectorBatch read = open.next();
      if (read != null) {
        batch = withPartitionKeys(read);
        rows += batch.size();
      }
      memory.set(open.bufferBytes() + (batch == null ? 0 : batch.retainedBytes()));
    } catch (FileNotFoundException e) {
      problem = stale("was removed", e);
    } catch (IOException e) {
      problem = HdfsAccess.failed("read", new org.apache.hadoop.fs.Path(split.path()), e);
    } catch (NyalaException e) {
      problem = e;
    } catch (RuntimeException e) {
      LOG.warn("Reading {} failed", split.path(), e);
      problem =
          new NyalaException(
              ErrorCode.CORRUPT_FILE,
              "File " + split.path() + " cannot be decoded: " + HdfsAccess.firstLine(e),
              e);
    } finally {
      readNanos += System.nanoTime() - started;
      publish(problem == null ? batch : null, problem);
    }
  }

  NyalaException stale(String what, @Nullable Exception cause) {
    return staleFile(split, what, cause);
  }

  static NyalaException staleFile(Split split, String what, @Nullable Exception cause) {
    return new NyalaException(
        ErrorCode.STALE_SNAPSHOT,
        "File " + split.path() + " " + what + " after the query was planned; run the query again",
        cause);
  }

  private void publish(@Nullable VectorBatch batch, @Nullable NyalaException problem) {
    CompletableFuture<Void> toComplete;
    boolean closeNow;
    synchronized (lock) {
      running = false;
      ready = closed ? null : batch;
      failure = problem;
      ended = batch == null;
      statistics = currentStatistics();
      closeNow = closed || ended;
      toComplete = blocked;
    }
    if (closeNow) {
      closeReader();
    }
    toComplete.complete(null);
  }

  private SourceStatistics currentStatistics() {
    FileReader open = reader;
    return open == null
        ? new SourceStatistics(0, rows, 0, 0, readNanos)
        : new SourceStatistics(
            open.physicalBytes(), rows, open.rowGroups(), open.rowGroupsSkipped(), readNanos);
  }

  private VectorBatch withPartitionKeys(VectorBatch read) {
    Vector[] columns = new Vector[scan.output().size()];
    int stored = 0;
    for (int i = 0; i < columns.length; i++) {
      ScanColumn column = scan.output().get(i);
      columns[i] =
          column.partitionKey()
              ? LiteralVectors.constant(
                  column.type(), split.partitionValues().get(column.ordinal()).value(), read.size())
              : read.column(stored++);
    }
    return new VectorBatch(read.size(), columns);
  }

  @Override
  public @Nullable VectorBatch poll() {
    VectorBatch batch;
    synchronized (lock) {
      if (failure != null) {
        throw new NyalaException(failure.code(), String.valueOf(failure.getMessage()), failure);
      }
      batch = ready;
      if (batch == null || closed) {
        return null;
      }
      ready = null;
      blocked = new CompletableFuture<>();
      running = true;
    }
    executor.execute(this::readOne);
    return batch;
  }

  @Override
  public CompletableFuture<Void> blocked() {
    synchronized (lock) {
      return ready != null || ended || closed ? READY : blocked;
    }
  }

  @Override
  public boolean isFinished() {
    synchronized (lock) {
      return closed || (ended && failure == null && ready == null);
    }
  }

  @Override
  public SourceStatistics statistics() {
    synchronized (lock) {
      return statistics;
    }
  }

  @Override
  public void close() {
    boolean closeNow;
    CompletableFuture<Void> toComplete;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      ready = null;
      closeNow = !running;
      toComplete = blocked;
    }
    if (closeNow) {
      executor.execute(this::closeReader);
    }
    toComplete.complete(null);
  }

  private void closeReader() {
    FileReader open = reader;
    reader = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.info("Closing {} failed: {}", split.path(), HdfsAccess.firstLine(e));
      }
    }
    memory.close();
  }
}
