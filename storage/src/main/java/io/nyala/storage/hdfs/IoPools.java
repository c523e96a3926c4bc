package io.nyala.storage.hdfs;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounded threads for blocking I/O, with a bound per DataNode, so that a slow one takes only its
 * share. Tasks of one host start in the order of their submission. Thread-safe.
 */
public final class IoPools implements AutoCloseable {
  private final int perHost;
  private final ExecutorService threads;
  private final Object lock = new Object();
  private final Map<String, HostQueue> hosts = new HashMap<>();

  public IoPools(int threads, int perHost) {
    this.perHost = perHost;
    this.threads = Executors.newFixedThreadPool(threads, new NamedThreads());
  }

  /** An executor whose tasks count against one host; the empty name has no bound of its own. */
  public Executor forHost(String host) {
    return host.isEmpty() ? threads : task -> submit(host, task);
  }

  private void submit(String host, Runnable task) {
    synchronized (lock) {
      HostQueue queue = hosts.computeIfAbsent(host, name -> new HostQueue());
      if (queue.running >= perHost) {
        queue.waiting.add(task);
        return;
      }
      queue.running++;
    }
    threads.execute(() -> run(host, task));
  }

  private void run(String host, Runnable task) {
    try {
      task.run();
    } finally {
      Runnable next;
      synchronized (lock) {
        HostQueue queue = hosts.get(host);
        next = queue == null ? null : queue.waiting.poll();
        if (next == null && queue != null && --queue.running == 0) {
          hosts.remove(host);
        }
      }
      if (next != null && !threads.isShutdown()) {
        Runnable following = next;
        threads.execute(() -> run(host, following));
      }
    }
  }

  /** Stops taking tasks and interrupts those that run. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  /** Tasks of one host. */
  private static final class HostQueue {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
  }

  /** Daemon threads with a name. */
  private static final class NamedThreads implements ThreadFactory {
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, "storage-io-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    }
  }
}
