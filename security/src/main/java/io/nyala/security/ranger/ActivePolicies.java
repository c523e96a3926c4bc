package io.nyala.security.ranger;

import java.util.Optional;

/** The policies in force now. Thread-safe, answers without I/O. */
@FunctionalInterface
interface ActivePolicies {
  /** Empty before the first load, and when the policies have become too old to be trusted. */
  Optional<PolicyEngine> current();
}
