package io.nyala.spi.security;

import java.util.List;

/**
 * Proof that a scan was authorized; travels with it under a MAC from planner to executor, which
 * refuses a scan without a valid one.
 *
 * @param user for whom the scan reads
 * @param queryId the one query that may use it
 * @param table {@code database.table}, lower case
 * @param columns physical columns that may be read, sorted, including those only the policy reads
 * @param filterDigest SHA-256 in hex of the row filter's text, empty without one
 * @param maskDigest SHA-256 in hex of the sorted mask texts, empty without any
 * @param policyScan true if the scan serves a policy's own subquery and was allowed by the policy
 *     rather than to the user
 * @param policyVersion version of the policies that decided
 * @param expiresAtMillis epoch milliseconds after which no new task may start with it
 * @param mac HMAC-SHA256 in hex over all the above; empty until signed
 */
public record AccessDecision(
    String user,
    String queryId,
    String table,
    List<String> columns,
    String filterDigest,
    String maskDigest,
    boolean policyScan,
    long policyVersion,
    long expiresAtMillis,
    String mac) {
  public AccessDecision {
    columns = List.copyOf(columns);
  }

  public AccessDecision withMac(String newMac) {
    return new AccessDecision(
        user,
        queryId,
        table,
        columns,
        filterDigest,
        maskDigest,
        policyScan,
        policyVersion,
        expiresAtMillis,
        newMac);
  }
}
