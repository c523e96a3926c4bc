package io.nyala.engine.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fixed set of threads that runs all queries of the process. Of the runners that wait, the one
 * whose query has worked least goes first, so a short query does not queue behind long ones.
 * Thread-safe.
 */
public final class WorkerPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

  private record Entry(long priority, long sequence, Runnable work) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byPriority = Long.compare(priority, other.priority);
      return byPriority != 0 ? byPriority : Long.compare(sequence, other.sequence);
    }
  }

  private final PriorityBlockingQueue<Entry> queue = new PriorityBlockingQueue<>();
  private final AtomicLong sequence = new AtomicLong();
  private final List<Thread> threads = new ArrayList<>();
  private final Runnable onFatalError;
  private volatile boolean closed;

  /**
   * @param onFatalError called when the virtual machine reports an error, such as no memory; ends
   *     the process in production
   */
  public WorkerPool(String name, int threadCount, Runnable onFatalError) {
    this.onFatalError = onFatalError;
    for (int i = 0; i < threadCount; i++) {
      Thread thread = new Thread(this::work, name + "-" + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
    threads.forEach(Thread::start);
  }

  public int threadCount() {
    return threads.size();
  }

  /**
   * @param priority lower goes first
   */
  void submit(long priority, Runnable work) {
    queue.add(new Entry(priority, sequence.getAndIncrement(), work));
  }

  private void work() {
    while (!closed) {
      try {
        queue.take().work().run();
      } catch (InterruptedException e) {
        return;
      } catch (VirtualMachineError e) {
        LOG.error("The virtual machine failed", e);
        onFatalError.run();
      } catch (RuntimeException | Error e) {
        LOG.error("A worker thread goes on after an unexpected failure", e);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.forEach(Thread::interrupt);
  }
}
