package io.nyala.planner.physical;

import java.util.Set;

/**
 * What the optimizer may count on and do.
 *
 * @param executors number of executors that will take part, at least 1; for cost only
 * @param broadcastLimitBytes the largest estimated build side that is copied to every executor
 * @param reorderLimit joins of at most so many inputs are ordered exhaustively, larger ones
 *     greedily
 * @param disabledPhases names of optional phases to leave out
 */
public record OptimizerSettings(
    int executors, long broadcastLimitBytes, int reorderLimit, Set<String> disabledPhases) {
  private static final long DEFAULT_BROADCAST_LIMIT = 64L << 20;
  private static final int DEFAULT_REORDER_LIMIT = 10;

  public OptimizerSettings {
    disabledPhases = Set.copyOf(disabledPhases);
    if (executors < 1) {
      throw new IllegalArgumentException("executors: " + executors);
    }
  }

  /** The defaults for a cluster of some executors. */
  public static OptimizerSettings forExecutors(int executors) {
    return new OptimizerSettings(
        Math.max(1, executors), DEFAULT_BROADCAST_LIMIT, DEFAULT_REORDER_LIMIT, Set.of());
  }

  public OptimizerSettings withDisabledPhases(Set<String> names) {
    return new OptimizerSettings(executors, broadcastLimitBytes, reorderLimit, names);
  }
}
