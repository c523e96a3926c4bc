package io.nyala.security.audit;

import java.util.List;

/**
 * One decision. Holds no SQL and no literals: filters and masks appear as digests.
 *
 * @param timeMillis epoch milliseconds
 * @param sessionId empty outside a session
 * @param queryId empty outside a query
 * @param action Ranger's name of the access type
 * @param resource the object's path
 * @param columns columns if the decision covers several of one table, else empty
 * @param policyId the policy that decided, -1 if none matched
 * @param policyVersion version of the service's policies
 * @param roleVersion version of the roles
 * @param reason why, in a word or two
 * @param filterDigest SHA-256 in hex of the row filter applied, empty without one
 * @param maskedColumns columns that are masked
 */
public record AuditRecord(
    long timeMillis,
    String user,
    String principal,
    String clientAddress,
    String sessionId,
    String queryId,
    String action,
    String resource,
    List<String> columns,
    boolean allowed,
    long policyId,
    long policyVersion,
    long roleVersion,
    String reason,
    String filterDigest,
    List<String> maskedColumns) {
  public AuditRecord {
    columns = List.copyOf(columns);
    maskedColumns = List.copyOf(maskedColumns);
  }
}
