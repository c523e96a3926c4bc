package io.nyala.security.audit;

/** Where decisions are recorded. Thread-safe. */
@FunctionalInterface
public interface AuditLog {
  /**
   * Takes the record or fails; the caller lets nothing happen that could not be recorded.
   *
   * @throws io.nyala.spi.error.NyalaException POLICY_UNAVAILABLE if the record cannot be taken
   */
  void record(AuditRecord entry);
}
