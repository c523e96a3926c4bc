package io.nyala.engine.pipeline;

import io.nyala.engine.operator.Operator;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries batches between the drivers of two pipelines of a task. Bounded: sinks wait while more
 * than the limit is under way. Either one queue that all sources share, or one queue per source.
 * Thread-safe.
 */
public final class LocalExchange implements AutoCloseable {
  private final Object lock = new Object();
  private final MemoryContext memory;
  private final long limit;
  private final List<ArrayDeque<VectorBatch>> queues = new ArrayList<>();
  private final int sources;
  private long queuedBytes;
  private int openSinks;
  private int openSources;
  private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> news = new CompletableFuture<>();

  /**
   * @param memory an account of its own, which the exchange closes
   * @param partitioned whether sinks choose the source
   */
  public LocalExchange(
      MemoryContext memory, long limit, int sinks, int sources, boolean partitioned) {
    this.memory = memory;
    this.limit = limit;
    this.openSinks = sinks;
    this.openSources = sources;
    this.sources = sources;
    for (int i = 0; i < (partitioned ? sources : 1); i++) {
      queues.add(new ArrayDeque<>());
    }
  }

  int partitions() {
    return queues.size();
  }

  int sources() {
    return sources;
  }

  void add(int partition, VectorBatch batch) {
    long bytes = batch.retainedBytes();
    CompletableFuture<Void> toComplete;
    synchronized (lock) {
      if (openSources == 0) {
        return;
      }
      memory.reserve(bytes);
      queues.get(partition).add(batch);
      queuedBytes += bytes;
      if (queuedBytes > limit && room.isDone()) {
        room = new CompletableFuture<>();
      }
      toComplete = news;
      news = new CompletableFuture<>();
    }
    toComplete.complete(null);
  }

  @Nullable VectorBatch poll(int source) {
    CompletableFuture<Void> toComplete = null;
    VectorBatch batch;
    synchronized (lock) {
      batch = queues.get(queues.size() == 1 ? 0 : source).poll();
      if (batch != null) {
        long bytes = batch.retainedBytes();
        queuedBytes -= bytes;
        memory.release(bytes);
        if (queuedBytes <= limit) {
          toComplete = room;
        }
      }
    }
    if (toComplete != null) {
      toComplete.complete(null);
    }
    return batch;
  }

  /** Complete while sinks may add. */
  CompletableFuture<Void> room() {
    synchronized (lock) {
      return room;
    }
  }

  /** Complete when the source should poll. */
  CompletableFuture<Void> news(int source) {
    synchronized (lock) {
      boolean something = !queues.get(queues.size() == 1 ? 0 : source).isEmpty();
      return something || openSinks == 0 || openSources == 0 ? Operator.NOT_BLOCKED : news;
    }
  }

  boolean isFinished(int source) {
    synchronized (lock) {
      return openSources == 0
          || (openSinks == 0 && queues.get(queues.size() == 1 ? 0 : source).isEmpty());
    }
  }

  /** Nobody reads any more. */
  boolean isAbandoned() {
    synchronized (lock) {
      return openSources == 0;
    }
  }

  void sinkFinished() {
    CompletableFuture<Void> toComplete;
    synchronized (lock) {
      openSinks--;
      toComplete = news;
      news = new CompletableFuture<>();
    }
    toComplete.complete(null);
  }

  void sourceClosed(int source) {
    CompletableFuture<Void> toComplete = null;
    synchronized (lock) {
      openSources--;
      if (openSources == 0) {
        queues.forEach(ArrayDeque::clear);
        memory.close();
        toComplete = room;
      } else if (queues.size() > 1) {
        ArrayDeque<VectorBatch> own = queues.get(source);
        long bytes = own.stream().mapToLong(VectorBatch::retainedBytes).sum();
        own.clear();
        queuedBytes -= bytes;
        memory.release(bytes);
        toComplete = queuedBytes <= limit ? room : null;
      }
    }
    if (toComplete != null) {
      toComplete.complete(null);
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      queues.forEach(ArrayDeque::clear);
      openSources = 0;
      memory.close();
    }
  }
}
