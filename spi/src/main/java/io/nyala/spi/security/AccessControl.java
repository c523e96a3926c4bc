package io.nyala.spi.security;

import java.util.Collection;
import java.util.List;

/**
 * The only authority on who may do what. Every path to data or metadata asks it, and asks on the
 * NAME before existence is looked up, so that a forbidden object answers the same whether it exists
 * or not. Fails closed: before the first policies are loaded, and on any fault of the engine,
 * everything is denied. Every answer of {@code require} is audited. Thread-safe, answers without
 * I/O.
 */
public interface AccessControl {
  /**
   * Demands all of the requests, audits each.
   *
   * @throws io.nyala.spi.error.NyalaException ACCESS_DENIED with Hive's phrase for the first that
   *     is denied; POLICY_UNAVAILABLE before the first policy load
   */
  void require(AccessContext context, Collection<AccessRequest> requests);

  /**
   * Whether a request would be allowed; not audited as a denial. For choosing what SHOW lists and
   * what error texts may name.
   */
  boolean isVisible(AccessContext context, SecurableObject object);

  /** Of {@code objects} those that {@code isVisible}; in order. One call for a whole listing. */
  <T extends SecurableObject> List<T> visible(AccessContext context, List<T> objects);

  /**
   * Row filter and masks of a table for the user. Asked for every table reference, also below
   * views.
   *
   * @param columns all columns of the table, lower case
   */
  TablePolicy tablePolicy(
      AccessContext context, String database, String table, List<String> columns);

  /**
   * Signs a decision for a scan that {@link #require} has allowed, or that a policy itself
   * performs.
   */
  AccessDecision sign(AccessDecision unsigned);

  /** Version of the policies in force; part of the plan-cache key. */
  long policyVersion();
}
