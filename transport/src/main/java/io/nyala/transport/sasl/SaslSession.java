package io.nyala.transport.sasl;

import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * An authenticated SASL session: who the other side is, and the protection of messages. Calls of
 * {@link #wrap} happen in the order in which the results are sent, those of {@link #unwrap} in the
 * order of arrival; not thread-safe.
 */
public abstract class SaslSession {
  private final String principal;
  private final QualityOfProtection protection;

  private SaslSession(String principal, QualityOfProtection protection) {
    this.principal = principal;
    this.protection = protection;
  }

  /** The full Kerberos principal of the other side. */
  public final String principal() {
    return principal;
  }

  public final QualityOfProtection protection() {
    return protection;
  }

  /** Whether messages must pass {@link #wrap} and {@link #unwrap}. */
  public final boolean wraps() {
    return protection != QualityOfProtection.AUTHENTICATION;
  }

  /** Protects an outgoing message. */
  public abstract byte[] wrap(byte[] bytes, int offset, int length) throws SaslException;

  /** Checks and opens an incoming message. */
  public abstract byte[] unwrap(byte[] bytes, int offset, int length) throws SaslException;

  /** Frees the security context; idempotent. */
  public abstract void dispose();

  static SaslSession of(SaslServer server, String principal, QualityOfProtection protection) {
    return new SaslSession(principal, protection) {
      @Override
      public byte[] wrap(byte[] bytes, int offset, int length) throws SaslException {
        return server.wrap(bytes, offset, length);
      }

      @Override
      public byte[] unwrap(byte[] bytes, int offset, int length) throws SaslException {
        return server.unwrap(bytes, offset, length);
      }

      @Override
      public void dispose() {
        try {
          server.dispose();
        } catch (SaslException e) {
          // nothing is left to free
        }
      }
    };
  }

  static SaslSession of(SaslClient client, String principal, QualityOfProtection protection) {
    return new SaslSession(principal, protection) {
      @Override
      public byte[] wrap(byte[] bytes, int offset, int length) throws SaslException {
        return client.wrap(bytes, offset, length);
      }

      @Override
      public byte[] unwrap(byte[] bytes, int offset, int length) throws SaslException {
        return client.unwrap(bytes, offset, length);
      }

      @Override
      public void dispose() {
        try {
          client.dispose();
        } catch (SaslException e) {
          // nothing is left to free
        }
      }
    };
  }
}
