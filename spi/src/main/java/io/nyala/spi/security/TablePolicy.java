package io.nyala.spi.security;

import java.util.Map;
import java.util.Optional;

/**
 * What the policies make of one table for one user at one policy version.
 *
 * @param rowFilter HiveQL condition that every visible row fulfils; evaluated with the rights of
 *     the policy, not the user's
 * @param masks column name (lower case) → HiveQL expression that stands for the column, the column
 *     itself already put in; columns that are not masked are absent
 * @param policyVersion version of the policies that decided
 */
public record TablePolicy(
    Optional<String> rowFilter, Map<String, String> masks, long policyVersion) {
  public TablePolicy {
    masks = Map.copyOf(masks);
  }
}
