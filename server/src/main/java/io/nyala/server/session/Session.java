package io.nyala.server.session;

import static java.util.Objects.requireNonNull;

import io.nyala.server.query.SessionSettings;
import io.nyala.server.query.StatementSession;
import io.nyala.spi.security.UserIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One client session. Thread-safe: statements of a session may run at the same time. */
public final class Session implements StatementSession {
  private final HandleId id;
  private final UserIdentity identity;
  private final long connectionId;
  private final Clock clock;
  private final Instant openedAt;
  private final SessionSettings settings = new SessionSettings();
  private final Map<String, String> clientInfo = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private volatile String currentDatabase = "default";
  private volatile Instant lastUsedAt;
  private volatile boolean closed;

  Session(HandleId id, UserIdentity identity, long connectionId, Clock clock) {
    this.id = requireNonNull(id);
    this.identity = requireNonNull(identity);
    this.connectionId = connectionId;
    this.clock = clock;
    this.openedAt = clock.instant();
    this.lastUsedAt = openedAt;
  }

  public HandleId id() {
    return id;
  }

  @Override
  public String sessionId() {
    return id.toString();
  }

  @Override
  public UserIdentity identity() {
    return identity;
  }

  /** The connection that opened the session and whose end closes it. */
  public long connectionId() {
    return connectionId;
  }

  public Instant openedAt() {
    return openedAt;
  }

  @Override
  public String currentDatabase() {
    return currentDatabase;
  }

  @Override
  public void useDatabase(String database) {
    currentDatabase = database.toLowerCase(Locale.ROOT);
  }

  @Override
  public SessionSettings settings() {
    return settings;
  }

  /** What the client told about itself; for display only. */
  public Map<String, String> clientInfo() {
    return clientInfo;
  }

  void touch() {
    lastUsedAt = clock.instant();
  }

  /** An operation begins; the session is not idle until {@link #operationEnded}. */
  public void operationStarted() {
    running.incrementAndGet();
    touch();
  }

  public void operationEnded() {
    running.decrementAndGet();
    touch();
  }

  boolean isIdleFor(Duration timeout) {
    return running.get() == 0
        && Duration.between(lastUsedAt, clock.instant()).compareTo(timeout) > 0;
  }

  public boolean isClosed() {
    return closed;
  }

  void markClosed() {
    closed = true;
  }
}
