package io.nyala.security.ranger;

import org.apache.ranger.plugin.util.RangerRoles;
import org.apache.ranger.plugin.util.ServicePolicies;

/**
 * One consistent download: the policies of a service with its definition, and the roles they name.
 *
 * @param policies never with deltas
 */
public record PolicySet(ServicePolicies policies, RangerRoles roles) {
  /** Version of the policies; -1 if the server gave none. */
  public long policyVersion() {
    return policies.getPolicyVersion() == null ? -1 : policies.getPolicyVersion();
  }

  /** Version of the roles; -1 if the server gave none. */
  public long roleVersion() {
    return roles.getRoleVersion() == null ? -1 : roles.getRoleVersion();
  }

  /** Changes whenever policies or roles change, because both only grow. */
  public long version() {
    return Math.addExact(Math.max(0, policyVersion()), Math.max(0, roleVersion()));
  }
}
