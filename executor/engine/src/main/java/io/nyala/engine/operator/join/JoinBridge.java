package io.nyala.engine.operator.join;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.memory.MemoryContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands the table from the build pipeline to the probing drivers. Holds the table's memory until
 * build and probes have closed. Thread-safe.
 */
public final class JoinBridge {
  private final CompletableFuture<JoinTable> table = new CompletableFuture<>();
  private final CompletableFuture<Void> ready = table.thenAccept(built -> {});
  private final MemoryContext memory;
  private final AtomicInteger unfinishedProbes;
  private final AtomicInteger openProbes;
  private final AtomicInteger openParties;

  /**
   * @param memory an account of its own, which the bridge closes
   * @param probes number of probing drivers
   */
  public JoinBridge(MemoryContext memory, int probes) {
    this.memory = requireNonNull(memory);
    this.unfinishedProbes = new AtomicInteger(probes);
    this.openProbes = new AtomicInteger(probes);
    this.openParties = new AtomicInteger(probes + 1);
  }

  MemoryContext memory() {
    return memory;
  }

  void publish(JoinTable built) {
    table.complete(built);
  }

  CompletableFuture<Void> ready() {
    return ready;
  }

  boolean isReady() {
    return table.isDone();
  }

  JoinTable table() {
    return table.join();
  }

  /**
   * A driver has probed all its rows; true for the last one, which then sees all matches of the
   * others.
   */
  boolean probeFinished() {
    return unfinishedProbes.decrementAndGet() == 0;
  }

  void probeClosed() {
    openProbes.decrementAndGet();
    partyClosed();
  }

  void buildClosed() {
    partyClosed();
  }

  private void partyClosed() {
    if (openParties.decrementAndGet() == 0) {
      memory.close();
    }
  }

  /** Nobody will probe any more. */
  boolean isAbandoned() {
    return openProbes.get() == 0;
  }
}
