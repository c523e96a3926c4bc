package io.nyala.engine.coordinator;

/**
 * Per-query choices.
 *
 * @param memoryLimitPerExecutor bytes, 0 for the executors' own limit
 */
public record QueryOptions(long memoryLimitPerExecutor) {
  public static final QueryOptions DEFAULT = new QueryOptions(0);
}
