package io.nyala.server.session;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.UserIdentity;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open sessions. Every use of a handle is checked against its secret and its owner.
 * Thread-safe.
 */
public final class SessionRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRegistry.class);

  private final SessionLimits limits;
  private final Clock clock;
  private final SecureRandom randomness = new SecureRandom();
  private final Consumer<Session> onClose;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<UUID, Session> sessions = new HashMap<>();

  /**
   * @param onClose ends what the session still runs; called once per session, outside of locks
   */
  public SessionRegistry(SessionLimits limits, Clock clock, Consumer<Session> onClose) {
    this.limits = limits;
    this.clock = clock;
    this.onClose = onClose;
  }

  /**
   * @throws NyalaException QUEUE_FULL above a limit
   */
  public Session open(UserIdentity identity, long connectionId) {
    Session session = new Session(HandleId.random(randomness), identity, connectionId, clock);
    synchronized (lock) {
      long own =
          sessions.values().stream()
              .filter(other -> other.identity().user().equals(identity.user()))
              .count();
      if (own >= limits.perUser()) {
        throw new NyalaException(
            ErrorCode.QUEUE_FULL,
            "User "
                + identity.user()
                + " has "
                + own
                + " open sessions, the limit is "
                + limits.perUser()
                + " ("
                + SessionLimits.PER_USER.name()
                + "). Close some and try again.");
      }
      if (sessions.size() >= limits.total()) {
        throw new NyalaException(
            ErrorCode.QUEUE_FULL,
            "The server has "
                + sessions.size()
                + " open sessions, its limit ("
                + SessionLimits.TOTAL.name()
                + "). Try again later.");
      }
      sessions.put(session.id().guid(), session);
    }
    LOG.info(
        "session {} opened by {} from {}", session.id(), identity.user(), identity.clientAddress());
    return session;
  }

  /**
   * The session of a handle, which counts as a use.
   *
   * @throws NyalaException INVALID_HANDLE, the same for unknown, closed, stolen and forged handles
   */
  public Session require(UUID guid, byte[] secret, String user) {
    Session session;
    synchronized (lock) {
      session = sessions.get(guid);
    }
    if (session == null
        || !session.id().hasSecret(secret)
        || !session.identity().user().equals(user)) {
      throw new NyalaException(ErrorCode.INVALID_HANDLE, "Invalid SessionHandle: " + guid);
    }
    session.touch();
    return session;
  }

  /** Closes a session; nothing happens if it is closed already. */
  public void close(Session session) {
    synchronized (lock) {
      if (sessions.remove(session.id().guid()) == null) {
        return;
      }
      session.markClosed();
    }
    LOG.info("session {} of {} closed", session.id(), session.identity().user());
    onClose.accept(session);
  }

  /** Closes what a connection has left behind. */
  public void closeOfConnection(long connectionId) {
    all().stream().filter(session -> session.connectionId() == connectionId).forEach(this::close);
  }

  /** Closes idle sessions; called from time to time. */
  public void expire() {
    if (limits.idleTimeout().isZero()) {
      return;
    }
    for (Session session : all()) {
      if (session.isIdleFor(limits.idleTimeout())) {
        LOG.info("session {} was idle for {}", session.id(), limits.idleTimeout());
        close(session);
      }
    }
  }

  /** A copy of what is open now. */
  public List<Session> all() {
    synchronized (lock) {
      return new ArrayList<>(sessions.values());
    }
  }
}
