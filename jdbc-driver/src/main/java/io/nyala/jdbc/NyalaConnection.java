package io.nyala.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** One session. Every statement commits by itself; there are no transactions. */
final class NyalaConnection extends UnsupportedConnection {
  private final ConnectionUrl url;
  private final Wire wire;
  private final Set<NyalaStatement> statements = ConcurrentHashMap.newKeySet();
  private final Properties clientInfo = new Properties();
  private volatile boolean closed;
  private volatile int networkTimeoutMillis;
  private boolean autoCommit = true;
  private boolean readOnly;

  NyalaConnection(ConnectionUrl url, Wire wire) throws SQLException {
    this.url = url;
    this.wire = wire;
    this.networkTimeoutMillis = url.seconds(DriverProperty.SOCKET_TIMEOUT) * 1000;
    String application = url.get(DriverProperty.APPLICATION_NAME);
    if (application != null) {
      clientInfo.setProperty("ApplicationName", application);
    }
  }

  static NyalaConnection open(ConnectionUrl url) throws SQLException {
    return new NyalaConnection(url, ThriftWire.open(url));
  }

  ConnectionUrl url() {
    return url;
  }

  Wire wire() {
    return wire;
  }

  boolean isOpen() {
    return !closed;
  }

  void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed", "08003");
    }
  }

  void forget(NyalaStatement statement) {
    statements.remove(statement);
  }

  @Override
  public Statement createStatement() throws SQLException {
    requireOpen();
    NyalaStatement statement = new NyalaStatement(this);
    statements.add(statement);
    return statement;
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    requireOpen();
    NyalaPreparedStatement statement = new NyalaPreparedStatement(this, sql);
    statements.add(statement);
    return statement;
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    requireForwardReadOnly(type, concurrency);
    return createStatement();
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    return createStatement(type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    requireForwardReadOnly(type, concurrency);
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
    if (generatedKeys != Statement.NO_GENERATED_KEYS) {
      throw NotSupported.feature("Returning generated keys");
    }
    return prepareStatement(sql);
  }

  private static void requireForwardReadOnly(int type, int concurrency) throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw NotSupported.feature("Any result set but a forward-only, read-only one");
    }
  }

  @Override
  public String nativeSQL(String sql) {
    return sql;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    for (NyalaStatement statement : Set.copyOf(statements)) {
      statement.close();
    }
    closed = true;
    wire.close();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void abort(Executor executor) {
    closed = true;
    wire.abort();
  }

  @Override
  public boolean isValid(int timeoutSeconds) throws SQLException {
    if (timeoutSeconds < 0) {
      throw new SQLException("The timeout must not be negative", "HY024");
    }
    return !closed && wire.isAlive(timeoutSeconds * 1000);
  }

  @Override
  public void setNetworkTimeout(Executor executor, int millis) throws SQLException {
    requireOpen();
    if (millis < 0) {
      throw new SQLException("The timeout must not be negative", "HY024");
    }
    wire.setTimeout(millis);
    networkTimeoutMillis = millis;
  }

  @Override
  public int getNetworkTimeout() {
    return networkTimeoutMillis;
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    requireOpen();
    return new NyalaDatabaseMetaData(this);
  }

  /** Only true is possible; false is taken for the sake of pools that set it and set it back. */
  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    requireOpen();
    if (!on) {
      throw NotSupported.feature("Turning autocommit off");
    }
    autoCommit = true;
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    requireOpen();
    return autoCommit;
  }

  @Override
  public void commit() throws SQLException {
    requireOpen();
    throw new SQLException("Autocommit is on: there is nothing to commit", "25000");
  }

  @Override
  public void rollback() throws SQLException {
    requireOpen();
    throw new SQLException("Autocommit is on: there is nothing to roll back", "25000");
  }

  /** A hint; what may be written the policies say. */
  @Override
  public void setReadOnly(boolean on) throws SQLException {
    requireOpen();
    readOnly = on;
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    requireOpen();
    return readOnly;
  }

  /** Without effect, as JDBC asks of databases without catalogs. */
  @Override
  public void setCatalog(String catalog) throws SQLException {
    requireOpen();
  }

  @Override
  public String getCatalog() throws SQLException {
    requireOpen();
    return "";
  }

  @Override
  public void setSchema(String schema) throws SQLException {
    requireOpen();
    if (schema == null || schema.isEmpty()) {
      throw new SQLException("Name a database", "3F000");
    }
    try (Statement statement = createStatement()) {
      statement.execute("use `" + schema.replace("`", "``") + "`");
    }
  }

  @Override
  public String getSchema() throws SQLException {
    try (Statement statement = createStatement();
        ResultSet result = statement.executeQuery("select current_database()")) {
      return result.next() ? result.getString(1) : null;
    }
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    requireOpen();
    if (level != TRANSACTION_NONE) {
      throw NotSupported.feature("Any transaction isolation but none");
    }
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    requireOpen();
    return TRANSACTION_NONE;
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    requireOpen();
    if (holdability != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
      throw NotSupported.feature("Closing cursors at commit");
    }
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    requireOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    requireOpen();
  }

  @Override
  public Map<String, Class<?>> getTypeMap() {
    return Map.of();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw NotSupported.method("setTypeMap");
    }
  }

  @Override
  public void setClientInfo(String name, String value) throws SQLClientInfoException {
    if (value == null) {
      clientInfo.remove(name);
    } else {
      clientInfo.setProperty(name, value);
    }
  }

  @Override
  public void setClientInfo(Properties properties) throws SQLClientInfoException {
    clientInfo.clear();
    properties
        .stringPropertyNames()
        .forEach(n -> clientInfo.setProperty(n, properties.getProperty(n)));
  }

  @Override
  public String getClientInfo(String name) {
    return clientInfo.getProperty(name);
  }

  @Override
  public Properties getClientInfo() {
    Properties copy = new Properties();
    copy.putAll(clientInfo);
    return copy;
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
