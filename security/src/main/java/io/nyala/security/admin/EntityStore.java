package io.nyala.security.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Transactions over the policies' database. Writers run one after another, in this process by a
 * lock and across processes by a row lock, so that versions grow without gaps or repeats.
 */
final class EntityStore {
  private static final String LOCK = "lock";

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS entity (kind VARCHAR(16) NOT NULL, id BIGINT NOT NULL,"
              + " service VARCHAR(256) NOT NULL, name VARCHAR(512) NOT NULL, guid VARCHAR(64) NOT"
              + " NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id))",
          "CREATE UNIQUE INDEX IF NOT EXISTS entity_name ON entity (kind, service, name)",
          "CREATE UNIQUE INDEX IF NOT EXISTS entity_guid ON entity (kind, guid)",
          "CREATE TABLE IF NOT EXISTS counter (name VARCHAR(32) PRIMARY KEY, last_value BIGINT NOT"
              + " NULL)");

  /** Something to do in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final ReentrantLock writers = new ReentrantLock();

  EntityStore(DataSource source) {
    this.source = source;
    transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String ddl : SCHEMA) {
              statement.execute(ddl);
            }
          }
          return next(connection, LOCK);
        });
  }

  <T> T read(Work<T> work) {
    return transaction(work);
  }

  <T> T write(Work<T> work) {
    writers.lock();
    try {
      return transaction(
          connection -> {
            next(connection, LOCK);
            return work.run(connection);
          });
    } finally {
      writers.unlock();
    }
  }

  private <T> T transaction(Work<T> work) {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.run(connection);
        connection.commit();
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException("The policy database fails", e));
    }
  }

  /** The next value of a counter, 1 the first time; holds the counter's row until the commit. */
  static long next(Connection connection, String counter) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE counter SET last_value = last_value + 1 WHERE name = ?")) {
      update.setString(1, counter);
      if (update.executeUpdate() == 0) {
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO counter (name, last_value) VALUES (?, 1)")) {
          insert.setString(1, counter);
          insert.executeUpdate();
        }
      }
    }
    return last(connection, counter);
  }

  /** The last value given, 0 if none was. */
  static long last(Connection connection, String counter) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT last_value FROM counter WHERE name = ?")) {
      query.setString(1, counter);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
