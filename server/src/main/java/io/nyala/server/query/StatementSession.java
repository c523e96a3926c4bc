package io.nyala.server.query;

import io.nyala.spi.security.UserIdentity;

/**
 * A session as statements see it. Thread-safe; statements of one session may run at the same time.
 */
public interface StatementSession {
  String sessionId();

  UserIdentity identity();

  String currentDatabase();

  void useDatabase(String database);

  SessionSettings settings();
}
