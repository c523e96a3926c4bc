package io.nyala.transport.sasl;

import static java.util.Objects.requireNonNull;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/**
 * The accepting side of SASL GSSAPI. One acceptor serves all connections of a port; {@link
 * #begin()} starts a handshake. Thread-safe. The calls may block (key lookup, replay cache) and
 * therefore never run on an event loop.
 */
public final class GssapiAcceptor {
  /** The mechanism's registered name. */
  public static final String MECHANISM = "GSSAPI";

  private static final int LARGEST_BUFFER = 0xFF_FFFF;

  private final Supplier<Subject> subject;
  private final ServicePrincipal principal;
  private final Map<String, String> properties;

  /**
   * @param subject holds the keys of {@code principal}; asked once per handshake, so that a renewed
   *     login takes effect
   * @param principal the name that clients ask tickets for
   * @param protections what may be negotiated; the strongest that both sides know wins
   */
  public GssapiAcceptor(
      Supplier<Subject> subject, ServicePrincipal principal, Set<QualityOfProtection> protections) {
    this.subject = requireNonNull(subject);
    this.principal = requireNonNull(principal);
    if (protections.isEmpty()) {
      throw new IllegalArgumentException("at least one quality of protection is needed");
    }
    this.properties =
        Map.of(
            Sasl.QOP,
            QualityOfProtection.saslNames(protections),
            Sasl.MAX_BUFFER,
            Integer.toString(LARGEST_BUFFER));
  }

  /** Starts a handshake. */
  public Handshake begin() throws SaslException {
    Subject acceptor = subject.get();
    Identity identity = new Identity();
    SaslServer server =
        as(
            acceptor,
            () ->
                Sasl.createSaslServer(
                    MECHANISM,
                    principal.primary(),
                    principal.host(),
                    properties,
                    identity::authorize));
    if (server == null) {
      throw new SaslException("this Java runtime has no GSSAPI mechanism");
    }
    return new Handshake(server, acceptor, identity);
  }

  private static <T> T as(Subject subject, PrivilegedExceptionAction<T> action)
      throws SaslException {
    try {
      return Subject.doAs(subject, action);
    } catch (PrivilegedActionException e) {
      if (e.getCause() instanceof SaslException sasl) {
        throw sasl;
      }
      throw new SaslException("GSSAPI failed", e.getCause());
    }
  }

  /** Collects who was authenticated; acting for somebody else at this level is refused. */
  private static final class Identity {
    private @Nullable String principal;

    private void authorize(Callback[] callbacks) throws UnsupportedCallbackException {
      for (Callback callback : callbacks) {
        if (!(callback instanceof AuthorizeCallback authorize)) {
          throw new UnsupportedCallbackException(callback);
        }
        String authentication = authorize.getAuthenticationID();
        String authorization = authorize.getAuthorizationID();
        boolean same = authentication.equals(authorization);
        authorize.setAuthorized(same);
        if (same) {
          authorize.setAuthorizedID(authentication);
          principal = authentication;
        }
      }
    }
  }

  /** One handshake; calls come one after the other, from any thread. */
  public static final class Handshake {
    private final SaslServer server;
    private final Subject acceptor;
    private final Identity identity;

    private Handshake(SaslServer server, Subject acceptor, Identity identity) {
      this.server = server;
      this.acceptor = acceptor;
      this.identity = identity;
    }

    /**
     * Takes the client's next token and returns the answer, possibly empty. Any failure is final.
     */
    public byte[] evaluate(byte[] response) throws SaslException {
      try {
        byte[] challenge = as(acceptor, () -> server.evaluateResponse(response));
        return challenge == null ? new byte[0] : challenge;
      } catch (RuntimeException e) {
        throw new SaslException("the token is malformed", e);
      }
    }

    public boolean isComplete() {
      return server.isComplete();
    }

    /** The session of a complete handshake. */
    public SaslSession session() throws SaslException {
      String principal = identity.principal;
      if (!server.isComplete() || principal == null) {
        throw new SaslException("the handshake is not complete");
      }
      QualityOfProtection protection =
          QualityOfProtection.of((String) server.getNegotiatedProperty(Sasl.QOP));
      return SaslSession.of(server, principal, protection);
    }

    /** Frees native state; idempotent. */
    public void dispose() {
      try {
        server.dispose();
      } catch (SaslException e) {
        // nothing is left to free
      }
    }
  }
}
