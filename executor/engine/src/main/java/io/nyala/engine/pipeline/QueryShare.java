package io.nyala.engine.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long worker threads have worked for one query of this process: its place in the queue.
 * Thread-safe.
 */
public final class QueryShare {
  private final AtomicLong nanos = new AtomicLong();

  void add(long worked) {
    nanos.addAndGet(worked);
  }

  public long nanos() {
    return nanos.get();
  }
}
