package io.nyala.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * One session with a server, free of any protocol's classes. Calls may come from several threads
 * and are sent one after another; none of them waits for a query to end.
 */
interface Wire extends AutoCloseable {
  /** Something the server runs, known by this object. */
  interface Operation {}

  /** How an operation stands. */
  enum State {
    RUNNING,
    FINISHED,
    CANCELLED,
    TIMED_OUT,
    FAILED,
    CLOSED
  }

  /** A metadata call and its arguments, null where JDBC gave null. */
  enum MetadataCall {
    CATALOGS,
    SCHEMAS,
    TABLES,
    COLUMNS,
    FUNCTIONS,
    TABLE_TYPES,
    TYPE_INFO,
    PRIMARY_KEYS,
    CROSS_REFERENCE
  }

  /** What the server says of an operation. */
  final class Status {
    private final State state;
    private final boolean hasResultSet;
    private final long updateCount;
    private final SQLException failure;

    Status(State state, boolean hasResultSet, long updateCount, SQLException failure) {
      this.state = state;
      this.hasResultSet = hasResultSet;
      this.updateCount = updateCount;
      this.failure = failure;
    }

    State state() {
      return state;
    }

    boolean hasResultSet() {
      return hasResultSet;
    }

    /** -1 if the server does not tell. */
    long updateCount() {
      return updateCount;
    }

    /** Set if the state is FAILED, CANCELLED or TIMED_OUT. */
    SQLException failure() {
      return failure;
    }
  }

  /**
   * Starts a statement and returns while it may still run.
   *
   * @param timeoutSeconds 0 for none
   */
  Operation execute(String sql, int timeoutSeconds) throws SQLException;

  /** Runs a metadata call to its end. */
  Operation metadata(MetadataCall call, List<String> arguments, List<String> types)
      throws SQLException;

  Status status(Operation operation) throws SQLException;

  List<ColumnInfo> columns(Operation operation) throws SQLException;

  /** The next rows; a page without rows means there are no more. */
  Page fetch(Operation operation, List<ColumnInfo> columns, int maxRows) throws SQLException;

  void cancel(Operation operation) throws SQLException;

  void close(Operation operation) throws SQLException;

  /** The server's name and version. */
  String[] serverInfo() throws SQLException;

  /** Whether the server answers within the time. */
  boolean isAlive(int timeoutMillis);

  void setTimeout(int millis) throws SQLException;

  Map<String, String> sessionConfiguration();

  @Override
  void close() throws SQLException;

  /** Breaks the connection without a word to the server. */
  void abort();
}
