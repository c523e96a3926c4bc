package io.nyala.jdbc;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.security.auth.Subject;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** HiveServer2's Thrift protocol, version 10, over SASL/GSSAPI. */
final class ThriftWire implements Wire {
  /** A reply may be larger than Thrift's default of 100 MB. */
  private static final int MAX_MESSAGE = 1 << 30;

  private static final class Handle implements Operation {
    private final TOperationHandle handle;

    Handle(TOperationHandle handle) {
      this.handle = handle;
    }
  }

  /** A call over the connection; Thrift's clients answer one at a time. */
  @FunctionalInterface
  interface Call<T> {
    T run(TCLIService.Iface client) throws TException;
  }

  private final ReentrantLock turn = new ReentrantLock(true);
  private final Socket socket;
  private final TTransport transport;
  private final TCLIService.Iface client;
  private final TSessionHandle session;
  private final Map<String, String> configuration;

  private ThriftWire(
      Socket socket, TTransport transport, TCLIService.Iface client, TOpenSessionResp opened) {
    this.socket = socket;
    this.transport = transport;
    this.client = client;
    this.session = opened.getSessionHandle();
    this.configuration =
        opened.getConfiguration() == null ? Map.of() : Map.copyOf(opened.getConfiguration());
  }

  static ThriftWire open(ConnectionUrl url) throws SQLException {
    Socket socket = connect(url);
    TTransport transport = null;
    try {
      TSocket plain = new TSocket(socket);
      plain.getConfiguration().setMaxMessageSize(MAX_MESSAGE);
      plain.getConfiguration().setMaxFrameSize(MAX_MESSAGE);
      // Takes over the new limit.
      plain.updateKnownMessageSize(0);
      transport = url.kerberos() ? authenticated(url, plain) : plain;
      TCLIService.Client client = new TCLIService.Client(new TBinaryProtocol(transport));
      TOpenSessionResp opened = client.OpenSession(openRequest(url));
      require(opened.getStatus());
      socket.setSoTimeout(url.seconds(DriverProperty.SOCKET_TIMEOUT) * 1000);
      return new ThriftWire(socket, transport, client, opened);
    } catch (SQLException | TException | SocketException | RuntimeException e) {
      closeQuietly(socket);
      if (e instanceof SQLException) {
        throw (SQLException) e;
      }
      throw new SQLException(
          "Cannot open a session at " + url.shownUrl() + ": " + e.getMessage(), "08001", e);
    }
  }

  private static Socket connect(ConnectionUrl url) throws SQLException {
    Socket socket = new Socket();
    try {
      int millis = url.seconds(DriverProperty.CONNECT_TIMEOUT) * 1000;
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(new InetSocketAddress(url.host(), url.port()), millis);
      // The handshake must not wait for ever either.
      socket.setSoTimeout(Math.max(millis, 1000) * 3);
      return socket;
    } catch (IOException e) {
      closeQuietly(socket);
      throw new SQLException(
          "Cannot connect to " + url.host() + ":" + url.port() + ": " + e.getMessage(), "08001", e);
    }
  }

  @SuppressWarnings("removal")
  private static TTransport authenticated(ConnectionUrl url, TTransport plain) throws SQLException {
    String[] parts = url.serverPrincipal().split("[/@]");
    Map<String, String> properties = new HashMap<>();
    properties.put(Sasl.QOP, url.get(DriverProperty.SASL_QOP));
    properties.put(Sasl.SERVER_AUTH, "true");
    Subject subject = KerberosCredentials.logIn(url);
    try {
      return Subject.doAs(
          subject,
          (PrivilegedExceptionAction<TTransport>)
              () -> {
                TTransport sasl =
                    new TSaslClientTransport(
                        "GSSAPI", null, parts[0], parts[1], properties, null, plain);
                sasl.open();
                return sasl;
              });
    } catch (PrivilegedActionException e) {
      Exception cause = e.getException();
      boolean refused = cause instanceof SaslException || cause instanceof TTransportException;
      throw new SQLException(
          "The Kerberos handshake with "
              + url.serverPrincipal()
              + " failed: "
              + cause.getMessage()
              + ". Check principal, ticket (klist) and clocks.",
          refused ? "28000" : "08001",
          cause);
    }
  }

  private static TOpenSessionReq openRequest(ConnectionUrl url) {
    Map<String, String> settings = new HashMap<>();
    settings.put("use:database", url.database());
    url.settings().forEach((name, value) -> settings.put("set:hiveconf:" + name, value));
    String proxyUser = url.get(DriverProperty.PROXY_USER);
    if (proxyUser != null) {
      settings.put("hive.server2.proxy.user", proxyUser);
    }
    TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
    if (!url.kerberos()) {
      request.setUsername(System.getProperty("user.name", "anonymous"));
    }
    request.setConfiguration(settings);
    return request;
  }

  private <T> T call(Call<T> call) throws SQLException {
    turn.lock();
    try {
      return call.run(client);
    } catch (TTransportException e) {
      // After a broken or half read reply the stream has no known position.
      abort();
      boolean timedOut = e.getType() == TTransportException.TIMED_OUT;
      throw new SQLException(
          timedOut
              ? "The server did not answer in time; the connection is closed"
              : "The connection to the server is lost: " + e.getMessage(),
          "08S01",
          e);
    } catch (TException | RuntimeException e) {
      abort();
      throw new SQLException("The server's answer cannot be read: " + e.getMessage(), "08S01", e);
    } finally {
      turn.unlock();
    }
  }

  private static void require(TStatus status) throws SQLException {
    TStatusCode code = status.getStatusCode();
    if (code != TStatusCode.SUCCESS_STATUS
        && code != TStatusCode.SUCCESS_WITH_INFO_STATUS
        && code != TStatusCode.STILL_EXECUTING_STATUS) {
      String state = status.getSqlState() == null ? "HY000" : status.getSqlState();
      throw new SQLException(
          String.valueOf(status.getErrorMessage()), state, status.getErrorCode());
    }
  }

  private static TOperationHandle handle(Operation operation) {
    return ((Handle) operation).handle;
  }

  @Override
  public Operation execute(String sql, int timeoutSeconds) throws SQLException {
    TExecuteStatementReq request = new TExecuteStatementReq(session, sql);
    request.setRunAsync(true);
    request.setQueryTimeout(timeoutSeconds);
    TExecuteStatementResp response = call(client -> client.ExecuteStatement(request));
    require(response.getStatus());
    return new Handle(response.getOperationHandle());
  }

  @Override
  public Operation metadata(MetadataCall metadataCall, List<String> arguments, List<String> types)
      throws SQLException {
    ThriftMetadata.Started started =
        call(client -> new ThriftMetadata(client, session).start(metadataCall, arguments, types));
    require(started.status());
    return new Handle(started.handle());
  }

  @Override
  public Status status(Operation operation) throws SQLException {
    TGetOperationStatusReq request = new TGetOperationStatusReq(handle(operation));
    TGetOperationStatusResp response = call(client -> client.GetOperationStatus(request));
    require(response.getStatus());
    boolean hasResultSet =
        response.isSetHasResultSet()
            ? response.isHasResultSet()
            : handle(operation).isHasResultSet();
    long count = response.isSetNumModifiedRows() ? response.getNumModifiedRows() : -1;
    State state = state(response);
    return new Status(state, hasResultSet, count, failure(state, response));
  }

  private static State state(TGetOperationStatusResp response) {
    if (response.getOperationState() == null) {
      return State.RUNNING;
    }
    switch (response.getOperationState()) {
      case FINISHED_STATE:
        return State.FINISHED;
      case CANCELED_STATE:
        return State.CANCELLED;
      case TIMEDOUT_STATE:
        return State.TIMED_OUT;
      case CLOSED_STATE:
        return State.CLOSED;
      case ERROR_STATE:
      case UKNOWN_STATE:
        return State.FAILED;
      default:
        return State.RUNNING;
    }
  }

  private static SQLException failure(State state, TGetOperationStatusResp response) {
    String message = response.getErrorMessage();
    String sqlState = response.getSqlState();
    switch (state) {
      case FAILED:
        return new SQLException(
            message == null ? "The statement failed" : message,
            sqlState == null ? "HY000" : sqlState,
            response.getErrorCode());
      case CANCELLED:
        return new SQLException(
            message == null ? "The statement was cancelled" : message,
            sqlState == null ? "01000" : sqlState,
            response.getErrorCode());
      case TIMED_OUT:
        return new java.sql.SQLTimeoutException(
            message == null ? "The statement ran longer than its timeout" : message,
            sqlState == null ? "HYT00" : sqlState,
            response.getErrorCode());
      case CLOSED:
        return new SQLException("The statement was closed", "HY010");
      default:
        return null;
    }
  }

  @Override
  public List<ColumnInfo> columns(Operation operation) throws SQLException {
    TGetResultSetMetadataReq request = new TGetResultSetMetadataReq(handle(operation));
    TGetResultSetMetadataResp response = call(client -> client.GetResultSetMetadata(request));
    require(response.getStatus());
    List<ColumnInfo> columns = new ArrayList<>();
    if (response.getSchema() != null) {
      for (TColumnDesc column : response.getSchema().getColumns()) {
        columns.add(ThriftRows.column(column));
      }
    }
    return columns;
  }

  @Override
  public Page fetch(Operation operation, List<ColumnInfo> columns, int maxRows)
      throws SQLException {
    TFetchResultsReq request =
        new TFetchResultsReq(handle(operation), TFetchOrientation.FETCH_NEXT, maxRows);
    TFetchResultsResp response = call(client -> client.FetchResults(request));
    require(response.getStatus());
    return ThriftRows.page(response.getResults(), columns);
  }

  @Override
  public void cancel(Operation operation) throws SQLException {
    TCancelOperationReq request = new TCancelOperationReq(handle(operation));
    require(call(client -> client.CancelOperation(request)).getStatus());
  }

  @Override
  public void close(Operation operation) throws SQLException {
    if (transport.isOpen()) {
      TCloseOperationReq request = new TCloseOperationReq(handle(operation));
      require(call(client -> client.CloseOperation(request)).getStatus());
    }
  }

  @Override
  public String[] serverInfo() throws SQLException {
    return new String[] {info(TGetInfoType.CLI_DBMS_NAME), info(TGetInfoType.CLI_DBMS_VER)};
  }

  private String info(TGetInfoType type) throws SQLException {
    TGetInfoResp response = call(client -> client.GetInfo(new TGetInfoReq(session, type)));
    require(response.getStatus());
    return response.getInfoValue().getStringValue();
  }

  @Override
  public boolean isAlive(int timeoutMillis) {
    if (!transport.isOpen() || socket.isClosed()) {
      return false;
    }
    turn.lock();
    try {
      int before = socket.getSoTimeout();
      if (timeoutMillis > 0) {
        socket.setSoTimeout(timeoutMillis);
      }
      info(TGetInfoType.CLI_DBMS_NAME);
      socket.setSoTimeout(before);
      return true;
    } catch (SQLException | SocketException e) {
      abort();
      return false;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public void setTimeout(int millis) throws SQLException {
    try {
      socket.setSoTimeout(millis);
    } catch (SocketException e) {
      throw new SQLException("The connection is closed", "08003", e);
    }
  }

  @Override
  public Map<String, String> sessionConfiguration() {
    return configuration;
  }

  @Override
  public void close() throws SQLException {
    if (!transport.isOpen() || socket.isClosed()) {
      return;
    }
    try {
      call(client -> client.CloseSession(new TCloseSessionReq(session)));
    } finally {
      abort();
    }
  }

  @Override
  public void abort() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // Nothing is left to release.
    }
  }
}
