package io.nyala.engine.exchange;

import io.nyala.engine.operator.Operator;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.vector.VectorBatch;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Receives one partition from a number of producers. Keeps one fetch per producer under way as long
 * as the buffer has room. Thread-safe: several drivers may poll.
 */
public final class ExchangeClient implements AutoCloseable {
  private static final class Producer {
    private final ExchangeLocation location;
    private long token;
    private boolean fetching;
    private boolean finished;

    Producer(ExchangeLocation location) {
      this.location = location;
    }
  }

  private final Object lock = new Object();
  private final PageFetcher fetcher;
  private final int partition;
  private final long limit;
  private final long fetchBytes;
  private final MemoryContext memory;
  private final List<Producer> producers = new ArrayList<>();
  private final ArrayDeque<byte[]> pages = new ArrayDeque<>();
  private long bufferedBytes;
  private int unfinished;
  private boolean closed;
  private @Nullable NyalaException failure;
  private CompletableFuture<Void> news = new CompletableFuture<>();

  /**
   * @param memory an account of its own, which the client closes
   * @param limit bytes of pages received and not yet polled
   */
  public ExchangeClient(
      PageFetcher fetcher,
      List<ExchangeLocation> locations,
      int partition,
      MemoryContext memory,
      long limit,
      long fetchBytes) {
    this.fetcher = fetcher;
    this.partition = partition;
    this.memory = memory;
    this.limit = limit;
    this.fetchBytes = fetchBytes;
    locations.forEach(location -> producers.add(new Producer(location)));
    unfinished = producers.size();
  }

  /** Starts fetching; further fetches follow by themselves. */
  public void start() {
    fetchMore();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // received() takes both outcomes
  private void fetchMore() {
    List<Producer> toFetch = new ArrayList<>();
    synchronized (lock) {
      if (closed || failure != null || bufferedBytes >= limit) {
        return;
      }
      for (Producer producer : producers) {
        if (!producer.fetching && !producer.finished) {
          producer.fetching = true;
          toFetch.add(producer);
        }
      }
    }
    for (Producer producer : toFetch) {
      fetcher
          .fetch(producer.location, partition, producer.token, fetchBytes)
          .whenComplete((result, error) -> received(producer, result, error));
    }
  }

  private void received(
      Producer producer, @Nullable FetchedPages result, @Nullable Throwable error) {
    CompletableFuture<Void> toComplete = null;
    synchronized (lock) {
      producer.fetching = false;
      if (closed) {
        return;
      }
      if (result == null) {
        failure = failure == null ? failure(producer, error) : failure;
      } else {
        keep(producer, result);
      }
      if (failure != null || unfinished == 0 || !pages.isEmpty()) {
        toComplete = news;
        news = new CompletableFuture<>();
      }
    }
    if (toComplete != null) {
      toComplete.complete(null);
    }
    fetchMore();
  }

  private void keep(Producer producer, FetchedPages result) {
    long bytes = 0;
    for (byte[] page : result.pages()) {
      bytes += page.length;
    }
    try {
      memory.reserve(bytes);
    } catch (NyalaException full) {
      failure = full;
      return;
    }
    bufferedBytes += bytes;
    pages.addAll(result.pages());
    producer.token += result.pages().size();
    if (result.finished()) {
      producer.finished = true;
      unfinished--;
    }
  }

  private static NyalaException failure(Producer producer, @Nullable Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof NyalaException known && known.code() != ErrorCode.EXECUTOR_LOST) {
      return known;
    }
    return new NyalaException(
        ErrorCode.EXECUTOR_LOST,
        "Executor "
            + producer.location.executor().host()
            + ":"
            + producer.location.executor().port()
            + " did not deliver data of task "
            + producer.location.task(),
        new IllegalStateException(cause));
  }

  /**
   * The next batch, or null if none is there now.
   *
   * @throws NyalaException if a producer failed
   */
  public @Nullable VectorBatch poll() {
    byte[] page;
    boolean more;
    synchronized (lock) {
      if (failure != null) {
        throw new NyalaException(failure.code(), String.valueOf(failure.getMessage()), failure);
      }
      page = pages.poll();
      if (page == null) {
        return null;
      }
      more = bufferedBytes >= limit;
      bufferedBytes -= page.length;
      more &= bufferedBytes < limit;
      memory.release(page.length);
    }
    if (more) {
      fetchMore();
    }
    return PageCodec.decode(ByteBuffer.wrap(page));
  }

  /** Complete when {@link #poll} is worth calling. */
  public CompletableFuture<Void> news() {
    synchronized (lock) {
      return closed || failure != null || unfinished == 0 || !pages.isEmpty()
          ? Operator.NOT_BLOCKED
          : news;
    }
  }

  public boolean isFinished() {
    synchronized (lock) {
      return closed || (failure == null && unfinished == 0 && pages.isEmpty());
    }
  }

  /** Drops what was received and tells producers that are not finished. Idempotent. */
  @Override
  public void close() {
    List<Producer> toAbandon = new ArrayList<>();
    CompletableFuture<Void> toComplete;
    synchronized (lock) {
      if (closed) {
        return;
      }
      closed = true;
      pages.clear();
      memory.close();
      for (Producer producer : producers) {
        if (!producer.finished) {
          toAbandon.add(producer);
        }
      }
      toComplete = news;
    }
    toComplete.complete(null);
    toAbandon.forEach(producer -> fetcher.abandon(producer.location, partition));
  }
}
