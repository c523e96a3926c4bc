package io.nyala.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Runs one statement at a time. {@link #cancel} may come from any thread. */
class NyalaStatement extends UnsupportedStatement {
  private static final long FIRST_WAIT_MILLIS = 1;
  private static final long LONGEST_WAIT_MILLIS = 100;

  /** How long after its timeout the server may still answer before the driver gives up itself. */
  private static final long TIMEOUT_GRACE_MILLIS = 5_000;

  private final NyalaConnection connection;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition cancelled = lock.newCondition();
  private volatile Wire.Operation running;
  private volatile boolean cancelRequested;
  private volatile boolean closed;
  private NyalaResultSet result;
  private long updateCount = -1;
  private int queryTimeoutSeconds;
  private int fetchSize;
  private int maxRows;
  private boolean closeOnCompletion;

  NyalaStatement(NyalaConnection connection) throws SQLException {
    this.connection = connection;
    this.queryTimeoutSeconds = connection.url().seconds(DriverProperty.QUERY_TIMEOUT);
    this.fetchSize = connection.url().seconds(DriverProperty.FETCH_SIZE);
  }

  final void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The statement is closed", "HY010");
    }
    connection.requireOpen();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    requireOpen();
    closeResult();
    updateCount = -1;
    cancelRequested = false;
    Wire wire = connection.wire();
    Wire.Operation operation = wire.execute(sql, queryTimeoutSeconds);
    running = operation;
    boolean kept = false;
    try {
      Wire.Status status = await(wire, operation);
      if (status.hasResultSet()) {
        result = new NyalaResultSet(this, RowSource.of(wire, operation), fetchSize, maxRows);
        kept = true;
        return true;
      }
      updateCount = Math.max(0, status.updateCount());
      return false;
    } finally {
      running = null;
      if (!kept) {
        closeQuietly(wire, operation);
      }
    }
  }

  private Wire.Status await(Wire wire, Wire.Operation operation) throws SQLException {
    long start = System.nanoTime();
    long waitMillis = FIRST_WAIT_MILLIS;
    boolean cancelSent = false;
    while (true) {
      if (cancelRequested && !cancelSent) {
        cancelSent = true;
        wire.cancel(operation);
      }
      Wire.Status status = wire.status(operation);
      if (status.state() == Wire.State.FINISHED) {
        return status;
      }
      if (status.state() != Wire.State.RUNNING) {
        throw status.failure();
      }
      requireTime(wire, operation, start);
      pause(waitMillis);
      waitMillis = Math.min(LONGEST_WAIT_MILLIS, waitMillis * 2);
    }
  }

  private void requireTime(Wire wire, Wire.Operation operation, long start) throws SQLException {
    long elapsed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    if (queryTimeoutSeconds > 0 && elapsed > queryTimeoutSeconds * 1000L + TIMEOUT_GRACE_MILLIS) {
      wire.cancel(operation);
      throw new SQLTimeoutException(
          "The statement ran longer than " + queryTimeoutSeconds + " s", "HYT00");
    }
  }

  private void pause(long millis) throws SQLException {
    lock.lock();
    try {
      long nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!cancelRequested && nanos > 0) {
        nanos = cancelled.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel();
      throw new SQLException("Interrupted; the statement is cancelled", "HY008", e);
    } finally {
      lock.unlock();
    }
  }

  private static void closeQuietly(Wire wire, Wire.Operation operation) {
    try {
      wire.close(operation);
    } catch (SQLException ignored) {
      // The statement's own outcome is what the caller needs to see.
    }
  }

  /** Ends what runs now; without effect if nothing runs. */
  @Override
  public void cancel() throws SQLException {
    Wire.Operation operation = running;
    if (operation == null) {
      return;
    }
    lock.lock();
    try {
      cancelRequested = true;
      cancelled.signalAll();
    } finally {
      lock.unlock();
    }
    connection.wire().cancel(operation);
  }

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    if (!execute(sql)) {
      throw new SQLException("The statement has no result set; use execute", "07005");
    }
    return result;
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    if (execute(sql)) {
      closeResult();
      throw new SQLException("The statement has a result set; use executeQuery", "07005");
    }
    return getUpdateCount();
  }

  @Override
  public boolean execute(String sql, int generatedKeys) throws SQLException {
    requireNoKeys(generatedKeys);
    return execute(sql);
  }

  @Override
  public int executeUpdate(String sql, int generatedKeys) throws SQLException {
    requireNoKeys(generatedKeys);
    return executeUpdate(sql);
  }

  private static void requireNoKeys(int generatedKeys) throws SQLException {
    if (generatedKeys != Statement.NO_GENERATED_KEYS) {
      throw NotSupported.feature("Returning generated keys");
    }
  }

  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    requireOpen();
    return new NyalaResultSet(this, RowSource.of(List.of(), new Page(0, List.of())), fetchSize, 0);
  }

  @Override
  public ResultSet getResultSet() throws SQLException {
    requireOpen();
    return result;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeUpdateCount());
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    requireOpen();
    return result == null ? updateCount : -1;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  @Override
  public boolean getMoreResults(int current) throws SQLException {
    requireOpen();
    if (current == CLOSE_CURRENT_RESULT || current == CLOSE_ALL_RESULTS) {
      closeResult();
    } else {
      throw NotSupported.feature("Keeping the current result open");
    }
    updateCount = -1;
    return false;
  }

  private void closeResult() throws SQLException {
    NyalaResultSet open = result;
    result = null;
    if (open != null) {
      open.close();
    }
  }

  /** Called by the result set when it closes. */
  void resultClosed(NyalaResultSet which) throws SQLException {
    if (which == result && closeOnCompletion) {
      close();
    }
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    connection.forget(this);
    if (running != null) {
      cancel();
    }
    if (connection.isOpen()) {
      closeResult();
    }
  }

  @Override
  public boolean isClosed() {
    return closed || !connection.isOpen();
  }

  @Override
  public int getQueryTimeout() {
    return queryTimeoutSeconds;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    queryTimeoutSeconds = notNegative("query timeout", seconds);
  }

  @Override
  public int getFetchSize() {
    return fetchSize;
  }

  /** 0 stands for the connection's default. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    int size = notNegative("fetch size", rows);
    fetchSize = size == 0 ? connection.url().seconds(DriverProperty.FETCH_SIZE) : size;
  }

  @Override
  public int getMaxRows() {
    return maxRows;
  }

  @Override
  public void setMaxRows(int rows) throws SQLException {
    maxRows = notNegative("maximum of rows", rows);
  }

  private int notNegative(String what, int value) throws SQLException {
    requireOpen();
    if (value < 0) {
      throw new SQLException("The " + what + " must not be negative", "HY024");
    }
    return value;
  }

  @Override
  public int getMaxFieldSize() {
    return 0;
  }

  @Override
  public void setMaxFieldSize(int size) throws SQLException {
    if (size != 0) {
      throw NotSupported.method("setMaxFieldSize");
    }
  }

  /** Escapes are not processed, whatever is set. */
  @Override
  public void setEscapeProcessing(boolean enable) {}

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw NotSupported.feature("Any fetch direction but forward");
    }
  }

  @Override
  public int getResultSetConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public void setPoolable(boolean poolable) {}

  @Override
  public boolean isPoolable() {
    return false;
  }

  @Override
  public void closeOnCompletion() {
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() {
    return closeOnCompletion;
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Unwrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
