package io.nyala.security.ranger;

/**
 * Downloaded policies cannot be enforced completely; the ones in force stay. Never reaches a
 * client.
 */
final class PolicyRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PolicyRejectedException(String message) {
    super(message);
  }
}
