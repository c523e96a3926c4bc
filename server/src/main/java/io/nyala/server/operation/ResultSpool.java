package io.nyala.server.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nyala.server.query.ResultConsumer;
import io.nyala.server.query.ResultSchema;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a result between the query and the client, bounded in bytes and addressed by row
 * offset: the same offset gives the same rows as often as it is asked, until the client has fetched
 * beyond them and the room is needed. The producer waits while the client has enough to read.
 * Thread-safe; one producer.
 */
public final class ResultSpool implements ResultConsumer {
  private final ResultSchema schema;
  private final long limitBytes;
  private final CancellationToken cancellation;
  private final Runnable onRowsReady;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Deque<Entry> entries = new ArrayDeque<>();

  @GuardedBy("lock")
  private long bytes;

  /** Rows produced so far. */
  @GuardedBy("lock")
  private long produced;

  /** Rows before it are dropped. */
  @GuardedBy("lock")
  private long firstOffset;

  /** The offset asked for last; rows before it may be dropped. */
  @GuardedBy("lock")
  private long acknowledged;

  @GuardedBy("lock")
  private boolean complete;

  @GuardedBy("lock")
  private boolean closed;

  @GuardedBy("lock")
  private @Nullable NyalaException failure;

  private record Entry(long offset, VectorBatch batch, long bytes) {}

  /**
   * @param onRowsReady called, perhaps more than once, when the producer has to wait for the client
   */
  public ResultSpool(
      ResultSchema schema, long limitBytes, CancellationToken cancellation, Runnable onRowsReady) {
    this.schema = schema;
    this.limitBytes = limitBytes;
    this.cancellation = cancellation;
    this.onRowsReady = onRowsReady;
  }

  public ResultSchema schema() {
    return schema;
  }

  @Override
  public void accept(VectorBatch batch) {
    if (batch.size() == 0) {
      return;
    }
    VectorBatch loaded = load(batch);
    long size = loaded.retainedBytes();
    CancellationToken.Registration registration = cancellation.onCancel(this::wake);
    try {
      synchronized (lock) {
        awaitRoom(size);
        entries.add(new Entry(produced, loaded, size));
        produced += loaded.size();
        bytes += size;
        lock.notifyAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NyalaException(ErrorCode.CANCELED, "The operation was interrupted", e);
    } finally {
      registration.close();
    }
  }

  @GuardedBy("lock")
  private void awaitRoom(long size) throws InterruptedException {
    boolean told = false;
    while (true) {
      cancellation.check();
      if (closed) {
        throw new NyalaException(ErrorCode.CANCELED, "The operation was closed");
      }
      if (bytes == 0 || bytes + size <= limitBytes) {
        return;
      }
      if (!dropServed()) {
        if (!told) {
          told = true;
          onRowsReady.run();
        }
        lock.wait();
      }
    }
  }

  private void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  /** Drops the oldest batch if the client is past it. */
  @GuardedBy("lock")
  private boolean dropServed() {
    boolean dropped = false;
    while (!entries.isEmpty()
        && entries.getFirst().offset() + entries.getFirst().batch().size() <= acknowledged) {
      Entry oldest = entries.removeFirst();
      bytes -= oldest.bytes();
      firstOffset = oldest.offset() + oldest.batch().size();
      dropped = true;
    }
    return dropped;
  }

  private static VectorBatch load(VectorBatch batch) {
    Vector[] columns = new Vector[batch.columnCount()];
    boolean lazy = false;
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i);
      if (columns[i] instanceof LazyVector vector) {
        columns[i] = vector.load();
        lazy = true;
      }
    }
    return lazy ? new VectorBatch(batch.size(), columns) : batch;
  }

  /** No more rows will come. */
  public void finish() {
    synchronized (lock) {
      complete = true;
      lock.notifyAll();
    }
  }

  /** No more rows will come, because of an error, which the next fetch beyond the rows throws. */
  public void fail(NyalaException reason) {
    synchronized (lock) {
      failure = reason;
      complete = true;
      lock.notifyAll();
    }
  }

  /** Frees the rows; the producer ends with CANCELED. */
  public void close() {
    synchronized (lock) {
      closed = true;
      entries.clear();
      bytes = 0;
      lock.notifyAll();
    }
  }

  /**
   * Rows from {@code offset}; waits until there are some, so an empty page is the end.
   *
   * @throws NyalaException the failure of the query once its rows are fetched; NOT_SUPPORTED if the
   *     rows were released already
   */
  public ResultPage fetch(long offset, long maxRows, long maxBytes) {
    synchronized (lock) {
      // whoever asks for these rows has those before; a waiting producer may use their room
      acknowledged = Math.max(acknowledged, Math.min(offset, produced));
      lock.notifyAll();
      try {
        while (offset >= produced && !complete && !closed) {
          lock.wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NyalaException(ErrorCode.CANCELED, "The fetch was interrupted", e);
      }
      if (closed) {
        throw new NyalaException(ErrorCode.INVALID_HANDLE, "The operation is closed");
      }
      if (offset >= produced && failure != null) {
        throw new NyalaException(failure.code(), String.valueOf(failure.getMessage()), failure);
      }
      if (offset < firstOffset) {
        throw new NyalaException(
            ErrorCode.NOT_SUPPORTED,
            "The first "
                + firstOffset
                + " rows of this result were fetched and released; run the statement again to read them again.");
      }
      List<ResultPage.Slice> slices = slices(offset, maxRows, maxBytes);
      return new ResultPage(schema, offset, slices);
    }
  }

  @GuardedBy("lock")
  private List<ResultPage.Slice> slices(long offset, long maxRows, long maxBytes) {
    List<ResultPage.Slice> slices = new ArrayList<>();
    long rowsLeft = maxRows;
    long bytesLeft = maxBytes;
    Iterator<Entry> remaining = entries.iterator();
    while (remaining.hasNext() && rowsLeft > 0 && bytesLeft > 0) {
      Entry entry = remaining.next();
      int from = (int) Math.max(0, Math.min(offset - entry.offset(), entry.batch().size()));
      if (from == entry.batch().size()) {
        continue;
      }
      int wanted = (int) Math.min(from + rowsLeft, entry.batch().size());
      EncodedSize size = new EncodedSize(schema, entry.batch());
      int to = from;
      while (to < wanted && bytesLeft > 0) {
        bytesLeft -= size.ofRow(to);
        to++;
      }
      slices.add(new ResultPage.Slice(entry.batch(), from, to));
      rowsLeft -= to - from;
      if (to < wanted) {
        break;
      }
    }
    return slices;
  }
}
