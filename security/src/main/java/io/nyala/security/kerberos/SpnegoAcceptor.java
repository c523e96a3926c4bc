package io.nyala.security.kerberos;

import java.util.Base64;
import java.util.Optional;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;

/**
 * The server's side of {@code Negotiate}, for SPNEGO and for the raw Kerberos tokens that some
 * clients send. One round trip only, as HTTP needs. Thread-safe.
 */
public final class SpnegoAcceptor {
  private static final String SPNEGO = "1.3.6.1.5.5.2";
  private static final String KRB5 = "1.2.840.113554.1.2.2";

  /**
   * Who the client proved to be.
   *
   * @param principal with realm
   * @param reply token for {@code WWW-Authenticate}, in Base64
   */
  public record Accepted(String principal, Optional<String> reply) {}

  private final KerberosLogin login;

  /**
   * @param login of the principal HTTP/host@REALM
   */
  public SpnegoAcceptor(KerberosLogin login) {
    this.login = login;
  }

  /**
   * @throws GSSException for any token that does not prove a principal in one step
   */
  public Accepted accept(byte[] token) throws GSSException {
    try {
      return login.call(() -> acceptAsService(token));
    } catch (GSSException e) {
      throw e;
    } catch (Exception e) {
      GSSException failure = new GSSException(GSSException.FAILURE, 0, String.valueOf(e));
      failure.initCause(e);
      throw failure;
    }
  }

  private static Accepted acceptAsService(byte[] token) throws GSSException {
    GSSManager manager = GSSManager.getInstance();
    GSSCredential credential =
        manager.createCredential(
            null,
            GSSCredential.INDEFINITE_LIFETIME,
            new Oid[] {new Oid(SPNEGO), new Oid(KRB5)},
            GSSCredential.ACCEPT_ONLY);
    GSSContext context = manager.createContext(credential);
    try {
      byte[] reply = context.acceptSecContext(token, 0, token.length);
      if (!context.isEstablished()) {
        throw new GSSException(GSSException.NO_CONTEXT, 0, "needs more than one round trip");
      }
      return new Accepted(
          context.getSrcName().toString(),
          Optional.ofNullable(reply).map(Base64.getEncoder()::encodeToString));
    } finally {
      context.dispose();
      credential.dispose();
    }
  }
}
