package io.nyala.spi.security;

/** Checks the MAC and the expiry of a decision on the executor's side. Thread-safe. */
public interface DecisionVerifier {
  /**
   * @throws io.nyala.spi.error.NyalaException INVALID_DECISION if the decision is unsigned, forged,
   *     expired, or of another query
   */
  void verify(AccessDecision decision, String queryId);
}
