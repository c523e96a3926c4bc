package io.nyala.engine.coordinator;

/**
 * Per-query choices.
 *
 * @param memoryLimitPerExecutor bytes, 0 for the executors' own limit
 * @param batchRows rows of a batch, 0 for the executors' own
 * @param compiledExpressions false to interpret; true leaves it to the executors
 * @param maxExecutors at most so many take part, 0 for all
 */
public record QueryOptions(
    long memoryLimitPerExecutor, int batchRows, boolean compiledExpressions, int maxExecutors) {
  public static final QueryOptions DEFAULT = new QueryOptions(0, 0, true, 0);
}
