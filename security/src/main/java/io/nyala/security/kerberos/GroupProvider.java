package io.nyala.security.kerberos;

import java.util.Set;

/** The groups of a user by the server's own knowledge. Thread-safe; may ask a directory. */
@FunctionalInterface
public interface GroupProvider {
  /** Empty for a user without groups or one the directory does not know. */
  Set<String> groupsOf(String user);
}
