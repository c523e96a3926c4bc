package io.nyala.security.ranger;

import io.nyala.spi.security.AccessRequest;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one request.
 *
 * @param policyId policy that decided, -1 if none
 * @param policySet policies in force, null before the first load
 */
record Verdict(
    AccessRequest request,
    boolean allowed,
    long policyId,
    @Nullable PolicySet policySet,
    String reason) {
  static Verdict denied(AccessRequest request, @Nullable PolicySet policySet, String reason) {
    return new Verdict(request, false, -1, policySet, reason);
  }
}
