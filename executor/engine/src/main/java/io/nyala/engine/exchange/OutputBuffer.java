package io.nyala.engine.exchange;

import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.wire.WireReader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a task that its consumers have not acknowledged yet, per consumer. Bounded: when full,
 * {@link #room} makes the task wait. A page for all consumers is held once. Thread-safe; futures
 * complete outside the lock.
 */
public final class OutputBuffer implements AutoCloseable {
  private static final class Page {
    private final byte[] bytes;
    private int holders;

    Page(byte[] bytes, int holders) {
      this.bytes = bytes;
      this.holders = holders;
    }
  }

  private static final class Partition {
    private final ArrayDeque<Page> pages = new ArrayDeque<>();
    private long firstToken;
    private boolean abandoned;
    private boolean drained;
    private @Nullable CompletableFuture<FetchedPages> waiter;
    private long waiterMaxBytes;
  }

  private final Object lock = new Object();
  private final MemoryContext memory;
  private final long limit;
  private final List<Partition> partitions = new ArrayList<>();
  private long bufferedBytes;
  private boolean noMorePages;
  private boolean closed;
  private @Nullable NyalaException failure;
  private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

  /**
   * @param memory an account of its own, which the buffer closes
   */
  public OutputBuffer(MemoryContext memory, long limit, int partitionCount) {
    this.memory = memory;
    this.limit = limit;
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(new Partition());
    }
  }

  public int partitionCount() {
    return partitions.size();
  }

  /** Complete while pages may be added. */
  public CompletableFuture<Void> room() {
    synchronized (lock) {
      return room;
    }
  }

  public void add(int partition, byte[] page) {
    add(List.of(partitions.get(partition)), page);
  }

  public void addToAll(byte[] page) {
    add(partitions, page);
  }

  private void add(List<Partition> targets, byte[] bytes) {
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      if (closed) {
        return;
      }
      int holders = 0;
      for (Partition target : targets) {
        holders += target.abandoned ? 0 : 1;
      }
      if (holders == 0) {
        return;
      }
      memory.reserve(bytes.length);
      bufferedBytes += bytes.length;
      Page page = new Page(bytes, holders);
      for (Partition target : targets) {
        if (!target.abandoned) {
          target.pages.add(page);
          answer(target, completions);
        }
      }
      if (bufferedBytes > limit && room.isDone()) {
        room = new CompletableFuture<>();
      }
    }
    completions.forEach(Runnable::run);
  }

  /** Answers a waiting fetch, which is at the first page by construction. */
  private void answer(Partition partition, List<Runnable> completions) {
    CompletableFuture<FetchedPages> waiter = partition.waiter;
    if (waiter != null) {
      partition.waiter = null;
      FetchedPages pages = take(partition, partition.waiterMaxBytes);
      completions.add(() -> waiter.complete(pages));
    }
  }

  private FetchedPages take(Partition partition, long maxBytes) {
    List<byte[]> pages = new ArrayList<>();
    long bytes = 0;
    for (Page page : partition.pages) {
      if (!pages.isEmpty() && bytes + page.bytes.length > maxBytes) {
        break;
      }
      pages.add(page.bytes);
      bytes += page.bytes.length;
    }
    boolean finished = pages.isEmpty() && (noMorePages || partition.abandoned);
    partition.drained |= finished;
    return new FetchedPages(pages, finished);
  }

  /** See {@link PageFetcher#fetch}. */
  public CompletableFuture<FetchedPages> fetch(
      int partitionNumber, long token, long maxBytes, Duration wait) {
    List<Runnable> completions = new ArrayList<>();
    CompletableFuture<FetchedPages> result;
    synchronized (lock) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      Partition partition = partitions.get(partitionNumber);
      acknowledge(partition, token, completions);
      FetchedPages pages = closed ? new FetchedPages(List.of(), true) : take(partition, maxBytes);
      if (!pages.pages().isEmpty() || pages.finished()) {
        result = CompletableFuture.completedFuture(pages);
      } else {
        CompletableFuture<FetchedPages> former = partition.waiter;
        if (former != null) {
          completions.add(() -> former.complete(FetchedPages.NOTHING_YET));
        }
        CompletableFuture<FetchedPages> waiter = new CompletableFuture<>();
        partition.waiter = waiter;
        partition.waiterMaxBytes = maxBytes;
        result =
            waiter.completeOnTimeout(
                FetchedPages.NOTHING_YET, wait.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    completions.forEach(Runnable::run);
    return result;
  }

  private void acknowledge(Partition partition, long token, List<Runnable> completions) {
    while (partition.firstToken < token && !partition.pages.isEmpty()) {
      drop(partition.pages.remove());
      partition.firstToken++;
    }
    if (partition.firstToken != token) {
      throw WireReader.malformed(
          "fetch from page " + token + ", the buffer starts at " + partition.firstToken);
    }
    openRoom(completions);
  }

  private void drop(Page page) {
    if (--page.holders == 0) {
      bufferedBytes -= page.bytes.length;
      memory.release(page.bytes.length);
    }
  }

  private void openRoom(List<Runnable> completions) {
    if (bufferedBytes <= limit && !room.isDone()) {
      CompletableFuture<Void> toComplete = room;
      completions.add(() -> toComplete.complete(null));
    }
  }

  /** See {@link PageFetcher#abandon}. */
  public void abandon(int partitionNumber) {
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      if (closed) {
        return;
      }
      Partition partition = partitions.get(partitionNumber);
      partition.abandoned = true;
      partition.drained = true;
      partition.pages.forEach(this::drop);
      partition.pages.clear();
      openRoom(completions);
    }
    completions.forEach(Runnable::run);
  }

  /** All consumers want no more: the task may stop. */
  public boolean isAbandoned() {
    synchronized (lock) {
      return closed || partitions.stream().allMatch(partition -> partition.abandoned);
    }
  }

  /** The last page has been added. */
  public void noMorePages() {
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      noMorePages = true;
      for (Partition partition : partitions) {
        if (partition.pages.isEmpty()) {
          answer(partition, completions);
        }
      }
    }
    completions.forEach(Runnable::run);
  }

  /** All consumers have been told that there is no more. */
  public boolean isDrained() {
    synchronized (lock) {
      return closed || partitions.stream().allMatch(partition -> partition.drained);
    }
  }

  /** Fails fetches, waiting and to come, and frees all pages. */
  public void fail(NyalaException reason) {
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      if (failure == null && !closed) {
        failure = reason;
        for (Partition partition : partitions) {
          CompletableFuture<FetchedPages> waiter = partition.waiter;
          if (waiter != null) {
            partition.waiter = null;
            completions.add(() -> waiter.completeExceptionally(reason));
          }
        }
        free(completions);
      }
    }
    completions.forEach(Runnable::run);
  }

  private void free(List<Runnable> completions) {
    closed = true;
    partitions.forEach(partition -> partition.pages.clear());
    bufferedBytes = 0;
    memory.close();
    openRoom(completions);
  }

  @Override
  public void close() {
    List<Runnable> completions = new ArrayList<>();
    synchronized (lock) {
      if (!closed) {
        noMorePages = true;
        for (Partition partition : partitions) {
          partition.pages.clear();
          answer(partition, completions);
        }
        free(completions);
      }
    }
    completions.forEach(Runnable::run);
  }
}
