package io.nyala.engine.cluster;

import java.util.List;
import java.util.function.Consumer;

/** The live executors. Thread-safe. */
public interface ClusterMembership {
  /** A snapshot, in a stable order. */
  List<ExecutorNode> executors();

  /**
   * Calls the listener with the new list after each change, on a thread of the membership; it must
   * not block.
   */
  Registration listen(Consumer<List<ExecutorNode>> listener);

  /** Ends a listening. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
