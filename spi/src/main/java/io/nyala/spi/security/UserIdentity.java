package io.nyala.spi.security;

import java.util.Set;

/**
 * Who asks. Built once per session from the authenticated Kerberos principal; never from what a
 * client claims.
 *
 * @param user short name after auth_to_local, restricted to a safe character set
 * @param principal full Kerberos principal
 * @param groups groups by the server's own group mapping
 * @param clientAddress textual IP address of the connection, for conditions and audit
 */
public record UserIdentity(
    String user, String principal, Set<String> groups, String clientAddress) {
  public UserIdentity {
    groups = Set.copyOf(groups);
  }
}
