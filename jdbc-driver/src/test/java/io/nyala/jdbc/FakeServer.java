package io.nyala.jdbc;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TI32Column;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportFactory;

/**
 * A server of the protocol that answers a few statements by rote: {@code all types}, {@code rows
 * n}, {@code slow}, {@code fail}, {@code fail at once}, {@code time out}, {@code update n}; others
 * have an empty result.
 */
final class FakeServer implements AutoCloseable {
  private static final TStatus OK = new TStatus(TStatusCode.SUCCESS_STATUS);

  private static final class Running {
    private final String sql;
    private volatile TOperationState state = TOperationState.FINISHED_STATE;
    private int sent;

    Running(String sql) {
      this.sql = sql;
    }
  }

  final List<String> statements = new CopyOnWriteArrayList<>();
  final List<String> calls = new CopyOnWriteArrayList<>();
  final Map<ByteBuffer, Running> open = new ConcurrentHashMap<>();
  volatile Map<String, String> sessionConfiguration = Map.of();

  private final TThreadPoolServer server;
  private final Thread thread;
  private final int port;

  FakeServer(TTransportFactory transports) throws Exception {
    ServerSocket socket = new ServerSocket();
    socket.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0));
    port = socket.getLocalPort();
    TCLIService.Iface handler =
        (TCLIService.Iface)
            Proxy.newProxyInstance(
                FakeServer.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, arguments) -> {
                  calls.add(method.getName());
                  return answer(method.getName(), arguments == null ? null : arguments[0]);
                });
    server =
        new TThreadPoolServer(
            new TThreadPoolServer.Args(new TServerSocket(socket))
                .processor(new TCLIService.Processor<>(handler))
                .transportFactory(transports));
    thread = new Thread(server::serve, "fake-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.stop();
  }

  @SuppressWarnings("StatementSwitchToExpressionSwitch") // several cases need statements
  private Object answer(String call, Object request) {
    switch (call) {
      case "OpenSession":
        sessionConfiguration = ((TOpenSessionReq) request).getConfiguration();
        TOpenSessionResp opened =
            new TOpenSessionResp(OK, TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        opened.setSessionHandle(new TSessionHandle(identifier()));
        return opened;
      case "CloseSession":
        return new TCloseSessionResp(OK);
      case "GetInfo":
        return new TGetInfoResp(OK, TGetInfoValue.stringValue("4.1.0 fake"));
      case "ExecuteStatement":
        return execute((TExecuteStatementReq) request);
      case "GetOperationStatus":
        return status(running(((TGetOperationStatusReq) request).getOperationHandle()));
      case "GetResultSetMetadata":
        TGetResultSetMetadataResp metadata = new TGetResultSetMetadataResp(OK);
        metadata.setSchema(
            schema(running(((TGetResultSetMetadataReq) request).getOperationHandle()).sql));
        return metadata;
      case "FetchResults":
        return fetch((TFetchResultsReq) request);
      case "CancelOperation":
        running(((TCancelOperationReq) request).getOperationHandle()).state =
            TOperationState.CANCELED_STATE;
        return new TCancelOperationResp(OK);
      case "CloseOperation":
        open.remove(key(((TCloseOperationReq) request).getOperationHandle()));
        return new TCloseOperationResp(OK);
      case "GetTables":
        TGetTablesResp tables = new TGetTablesResp(OK);
        tables.setOperationHandle(start("tables " + ((TGetTablesReq) request).getTableTypes()));
        return tables;
      default:
        throw new IllegalStateException(call);
    }
  }

  private TExecuteStatementResp execute(TExecuteStatementReq request) {
    statements.add(request.getStatement());
    if (request.getStatement().equals("fail at once")) {
      TStatus error = new TStatus(TStatusCode.ERROR_STATUS);
      error.setErrorMessage("Error while compiling statement: FAILED: no table");
      error.setSqlState("42S02");
      error.setErrorCode(10001);
      return new TExecuteStatementResp(error);
    }
    TExecuteStatementResp response = new TExecuteStatementResp(OK);
    response.setOperationHandle(start(request.getStatement()));
    return response;
  }

  private TOperationHandle start(String sql) {
    TOperationHandle handle =
        new TOperationHandle(identifier(), TOperationType.EXECUTE_STATEMENT, true);
    Running running = new Running(sql);
    if (sql.equals("slow")) {
      running.state = TOperationState.RUNNING_STATE;
    } else if (sql.equals("fail")) {
      running.state = TOperationState.ERROR_STATE;
    } else if (sql.equals("time out")) {
      running.state = TOperationState.TIMEDOUT_STATE;
    }
    open.put(key(handle), running);
    return handle;
  }

  private TGetOperationStatusResp status(Running running) {
    TGetOperationStatusResp response = new TGetOperationStatusResp(OK);
    response.setOperationState(running.state);
    response.setHasResultSet(!running.sql.startsWith("update"));
    if (running.sql.startsWith("update")) {
      response.setNumModifiedRows(Long.parseLong(running.sql.split(" ")[1]));
    }
    if (running.state == TOperationState.ERROR_STATE) {
      response.setErrorMessage("it failed");
      response.setSqlState("58030");
      response.setErrorCode(50202);
    }
    return response;
  }

  private TFetchResultsResp fetch(TFetchResultsReq request) {
    Running running = running(request.getOperationHandle());
    int total =
        running.sql.equals("all types")
            ? 2
            : running.sql.startsWith("rows ") ? Integer.parseInt(running.sql.split(" ")[1]) : 0;
    int count = (int) Math.min(request.getMaxRows(), total - running.sent);
    List<TColumn> columns =
        running.sql.equals("all types") ? allTypes(count) : numbers(running.sent, count);
    running.sent += count;
    TRowSet rows = new TRowSet(0, new ArrayList<>());
    rows.setColumns(columns);
    TFetchResultsResp response = new TFetchResultsResp(OK);
    response.setResults(rows);
    response.setHasMoreRows(false);
    return response;
  }

  private static List<TColumn> numbers(int from, int count) {
    List<Integer> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(from + i);
    }
    return List.of(TColumn.i32Val(new TI32Column(values, ByteBuffer.allocate(0))));
  }

  /** Row 0 has values, row 1 nulls. */
  private static List<TColumn> allTypes(int count) {
    if (count == 0) {
      return List.of();
    }
    ByteBuffer nulls = ByteBuffer.wrap(new byte[] {2});
    List<TColumn> columns = new ArrayList<>();
    columns.add(TColumn.boolVal(new TBoolColumn(List.of(true, false), nulls)));
    columns.add(TColumn.i32Val(new TI32Column(List.of(-7, 0), nulls)));
    columns.add(TColumn.i64Val(new TI64Column(List.of(1L << 40, 0L), nulls)));
    columns.add(TColumn.doubleVal(new TDoubleColumn(List.of(0.1f + 0.0, 0.0), nulls)));
    columns.add(TColumn.doubleVal(new TDoubleColumn(List.of(2.5, 0.0), nulls)));
    for (String text : List.of("12.50", "a'b", "2001-02-03", "2001-02-03 04:05:06.789", "[1,2]")) {
      columns.add(TColumn.stringVal(new TStringColumn(List.of(text, ""), nulls)));
    }
    columns.add(
        TColumn.binaryVal(
            new TBinaryColumn(
                Arrays.asList(ByteBuffer.wrap(new byte[] {1, -1}), ByteBuffer.allocate(0)),
                nulls)));
    return columns;
  }

  private static TTableSchema schema(String sql) {
    TTableSchema schema = new TTableSchema(new ArrayList<>());
    if (sql.equals("all types")) {
      TTypeId[] types = {
        TTypeId.BOOLEAN_TYPE,
        TTypeId.INT_TYPE,
        TTypeId.BIGINT_TYPE,
        TTypeId.FLOAT_TYPE,
        TTypeId.DOUBLE_TYPE,
        TTypeId.DECIMAL_TYPE,
        TTypeId.STRING_TYPE,
        TTypeId.DATE_TYPE,
        TTypeId.TIMESTAMP_TYPE,
        TTypeId.ARRAY_TYPE,
        TTypeId.BINARY_TYPE
      };
      for (int i = 0; i < types.length; i++) {
        schema.addToColumns(column("t.c" + (i + 1), types[i], i + 1));
      }
    } else {
      schema.addToColumns(column("n", TTypeId.INT_TYPE, 1));
    }
    return schema;
  }

  private static TColumnDesc column(String name, TTypeId type, int position) {
    TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(type);
    if (type == TTypeId.DECIMAL_TYPE) {
      entry.setTypeQualifiers(
          new TTypeQualifiers(
              Map.of(
                  "precision", TTypeQualifierValue.i32Value(10),
                  "scale", TTypeQualifierValue.i32Value(2))));
    }
    TTypeDesc description = new TTypeDesc(List.of(TTypeEntry.primitiveEntry(entry)));
    return new TColumnDesc(name, description, position);
  }

  private Running running(TOperationHandle handle) {
    return open.get(key(handle));
  }

  private static ByteBuffer key(TOperationHandle handle) {
    return ByteBuffer.wrap(handle.getOperationId().getGuid());
  }

  private static THandleIdentifier identifier() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    bytes.flip();
    return new THandleIdentifier(bytes, bytes.duplicate());
  }
}
