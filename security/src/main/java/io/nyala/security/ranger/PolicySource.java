package io.nyala.security.ranger;

import java.io.IOException;
import java.util.Optional;

/** Where policies come from. Called by the refresher's one thread. */
public interface PolicySource {
  /**
   * Policies and roles if either is newer than known; empty if nothing changed.
   *
   * @param knownPolicyVersion -1 on the first call
   * @param knownRoleVersion -1 on the first call
   * @throws IOException if the server cannot be reached or answers unexpectedly
   */
  Optional<PolicySet> fetch(long knownPolicyVersion, long knownRoleVersion)
      throws IOException, InterruptedException;
}
