package io.nyala.transport.sasl;

import static java.util.Objects.requireNonNull;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/**
 * The initiating side of SASL GSSAPI with mutual authentication, for traffic between our own
 * daemons. Thread-safe; calls may go to the KDC and therefore never run on an event loop.
 */
public final class GssapiInitiator {
  private final Supplier<Subject> subject;
  private final Map<String, String> properties;

  /**
   * @param subject holds a ticket-granting ticket; asked once per handshake
   * @param protection the only protection that is accepted
   */
  public GssapiInitiator(Supplier<Subject> subject, QualityOfProtection protection) {
    this.subject = requireNonNull(subject);
    this.properties = Map.of(Sasl.QOP, protection.saslName(), Sasl.SERVER_AUTH, "true");
  }

  /** Starts a handshake with the service {@code target}. */
  public Handshake begin(ServicePrincipal target) throws SaslException {
    Subject initiator = subject.get();
    SaslClient client =
        as(
            initiator,
            () ->
                Sasl.createSaslClient(
                    new String[] {GssapiAcceptor.MECHANISM},
                    null,
                    target.primary(),
                    target.host(),
                    properties,
                    null));
    if (client == null) {
      throw new SaslException("this Java runtime has no GSSAPI mechanism");
    }
    return new Handshake(client, initiator, target);
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

  /** One handshake; calls come one after the other, from any thread. */
  public static final class Handshake {
    private final SaslClient client;
    private final Subject initiator;
    private final ServicePrincipal target;

    private Handshake(SaslClient client, Subject initiator, ServicePrincipal target) {
      this.client = client;
      this.initiator = initiator;
      this.target = target;
    }

    /** The first token is the answer to an empty challenge. */
    public byte[] evaluate(byte[] challenge) throws SaslException {
      try {
        byte[] response = as(initiator, () -> client.evaluateChallenge(challenge));
        return response == null ? new byte[0] : response;
      } catch (RuntimeException e) {
        throw new SaslException("the token is malformed", e);
      }
    }

    public boolean isComplete() {
      return client.isComplete();
    }

    /** The session of a complete handshake. */
    public SaslSession session() throws SaslException {
      if (!client.isComplete()) {
        throw new SaslException("the handshake is not complete");
      }
      QualityOfProtection protection =
          QualityOfProtection.of((String) client.getNegotiatedProperty(Sasl.QOP));
      return SaslSession.of(client, requireNonNull(target).toString(), protection);
    }

    /** Frees native state; idempotent. */
    public void dispose() {
      try {
        client.dispose();
      } catch (SaslException e) {
        // nothing is left to free
      }
    }
  }
}
