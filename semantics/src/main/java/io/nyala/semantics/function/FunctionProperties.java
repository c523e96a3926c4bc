package io.nyala.semantics.function;

/**
 * What optimizer and policy may assume of a function.
 *
 * @param deterministic equal arguments give equal results within one query, so the call may be
 *     folded, merged and moved
 * @param leakproof the call can neither fail nor be observed (time, messages) whatever its
 *     arguments are, so a user's predicate made of it may run before a policy's row filter
 * @param stablePerQuery the result depends on the query's constants (time, zone, user): constant
 *     within a query, not across queries, so it must not be folded into a cached plan
 */
public record FunctionProperties(boolean deterministic, boolean leakproof, boolean stablePerQuery) {
  /** Deterministic, may fail or take long. */
  public static final FunctionProperties PURE = new FunctionProperties(true, false, false);

  /** Deterministic, never fails, bounded time. */
  public static final FunctionProperties LEAKPROOF = new FunctionProperties(true, true, false);

  /** A constant of the query. */
  public static final FunctionProperties STABLE = new FunctionProperties(true, false, true);

  /** A new answer per row. */
  public static final FunctionProperties VOLATILE = new FunctionProperties(false, false, false);
}
