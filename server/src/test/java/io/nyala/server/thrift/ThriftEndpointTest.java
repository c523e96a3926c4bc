package io.nyala.server.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.transport.framed.Peer;
import io.nyala.transport.sasl.QualityOfProtection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetDelegationTokenReq;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The protocol without sockets: messages in, messages out, generated classes on the client's side.
 */
final class ThriftEndpointTest {
  private static TestEndpoint endpoint;
  private static ThriftEndpoint calls;
  private static long connections = 1_000;

  @BeforeAll
  static void start() throws IOException {
    endpoint = new TestEndpoint();
    calls = endpoint.calls;
  }

  @AfterAll
  static void stop() {
    endpoint.close();
  }

  private static Peer peer(String user) {
    return new Peer(
        connections++,
        user + "@NYALA.TEST",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
        QualityOfProtection.PRIVACY);
  }

  /** A generated client whose messages go straight into the endpoint. */
  private static final class Client {
    final Peer peer;
    final ByteArrayOutputStream request = new ByteArrayOutputStream();
    final TMemoryInputTransport reply = new TMemoryInputTransport();
    final TCLIService.Client thrift =
        new TCLIService.Client(
            new TBinaryProtocol(reply) {
              @Override
              public org.apache.thrift.protocol.TMessage readMessageBegin() throws TException {
                deliver();
                return super.readMessageBegin();
              }
            },
            new TBinaryProtocol(new TIOStreamTransport(request)));

    Client(String user) throws TException {
      this(peer(user));
    }

    Client(Peer peer) throws TException {
      this.peer = peer;
    }

    private void deliver() throws TException {
      byte[] message = request.toByteArray();
      request.reset();
      ByteBuffer answer = calls.handle(peer, ByteBuffer.wrap(message));
      reply.reset(answer.array(), answer.position(), answer.remaining());
    }

    TSessionHandle open() throws TException {
      TOpenSessionResp response =
          thrift.OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
      assertThat(response.getStatus().getStatusCode()).isEqualTo(TStatusCode.SUCCESS_STATUS);
      return response.getSessionHandle();
    }

    TExecuteStatementResp execute(TSessionHandle session, String text, boolean async)
        throws TException {
      TExecuteStatementReq execute = new TExecuteStatementReq(session, text);
      execute.setRunAsync(async);
      return thrift.ExecuteStatement(execute);
    }

    TOperationHandle run(TSessionHandle session, String text) throws TException {
      TExecuteStatementResp response = execute(session, text, false);
      assertThat(response.getStatus().getStatusCode()).isEqualTo(TStatusCode.SUCCESS_STATUS);
      return response.getOperationHandle();
    }

    TFetchResultsResp fetch(TOperationHandle operation, TFetchOrientation orientation, int rows)
        throws TException {
      return thrift.FetchResults(new TFetchResultsReq(operation, orientation, rows));
    }
  }

  @ParameterizedTest
  @CsvSource({"V6,V6", "V7,V7", "V8,V8", "V9,V9", "V10,V10", "V11,V10"})
  void answersTheLowerOfTheTwoVersions(String offered, String answered) throws TException {
    TOpenSessionResp response =
        new Client("alice")
            .thrift.OpenSession(
                new TOpenSessionReq(
                    TProtocolVersion.valueOf("HIVE_CLI_SERVICE_PROTOCOL_" + offered)));
    assertThat(response.getServerProtocolVersion().name()).endsWith("_" + answered);
    assertThat(response.getSessionHandle().getSessionId().getGuid()).hasSize(16);
    assertThat(response.getSessionHandle().getSessionId().getSecret()).hasSize(16);
    assertThat(response.getConfiguration()).isNotNull();
  }

  @Test
  void refusesVersionsBeforeColumns() throws TException {
    TOpenSessionResp response =
        new Client("alice")
            .thrift.OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V5));
    assertThat(response.getStatus().getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
    assertThat(response.getStatus().getErrorMessage()).contains("V6 to V10");
  }

  @Test
  void handlesOfAnotherUserOrWithAnotherSecretAreInvalid() throws TException {
    Client alice = new Client("alice");
    TSessionHandle session = alice.open();
    TOperationHandle operation = alice.run(session, "select 1");

    Client mallory = new Client("mallory");
    TExecuteStatementResp stolen = mallory.execute(session, "select 1", false);
    assertThat(stolen.getStatus().getStatusCode()).isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
    TFetchResultsResp rows = mallory.fetch(operation, TFetchOrientation.FETCH_NEXT, 10);
    assertThat(rows.getStatus().getStatusCode()).isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
    assertThat(rows.isSetResults()).isFalse();
    assertThat(
            mallory.thrift.CloseOperation(new TCloseOperationReq(operation))
                .getStatus()
                .getStatusCode())
        .isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
    assertThat(
            mallory.thrift.CloseSession(new TCloseSessionReq(session)).getStatus().getStatusCode())
        .isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
    assertThatThrownBy(() -> mallory.thrift.GetQueryId(new TGetQueryIdReq(operation)))
        .hasMessageContaining("Invalid OperationHandle");

    TSessionHandle forged = session.deepCopy();
    forged.getSessionId().setSecret(new byte[16]);
    assertThat(alice.execute(forged, "select 1", false).getStatus().getStatusCode())
        .isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
    forged.getSessionId().setGuid(new byte[3]);
    assertThat(alice.execute(forged, "select 1", false).getStatus().getStatusCode())
        .isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);

    assertThat(
            alice
                .fetch(operation, TFetchOrientation.FETCH_NEXT, 10)
                .getResults()
                .getColumns()
                .get(0)
                .getI32Val()
                .getValues())
        .containsExactly(1);
  }

  @Test
  void honoursMaxRowsAndEndsWithAnEmptyBatchThatHasItsColumns() throws TException {
    Client client = new Client("alice");
    TOperationHandle operation = client.run(client.open(), "rows 2500");
    List<Integer> sizes = new ArrayList<>();
    long expected = 0;
    while (true) {
      TFetchResultsResp page = client.fetch(operation, TFetchOrientation.FETCH_NEXT, 999);
      assertThat(page.getResults().getColumns()).hasSize(2);
      List<Long> numbers = page.getResults().getColumns().get(0).getI64Val().getValues();
      sizes.add(numbers.size());
      if (numbers.isEmpty()) {
        break;
      }
      assertThat(page.getResults().getStartRowOffset()).isEqualTo(expected);
      assertThat(numbers.get(0)).isEqualTo(expected);
      expected += numbers.size();
    }
    assertThat(sizes).containsExactly(999, 999, 502, 0);
    TFetchResultsResp again = client.fetch(operation, TFetchOrientation.FETCH_FIRST, 2);
    assertThat(again.getResults().getColumns().get(0).getI64Val().getValues())
        .containsExactly(0L, 1L);
    byte[] nulls =
        client
            .fetch(operation, TFetchOrientation.FETCH_NEXT, 9)
            .getResults()
            .getColumns()
            .get(1)
            .getStringVal()
            .getNulls();
    assertThat(nulls).containsExactly(0b10); // row 3 is the second of rows 2 to 10
  }

  @Test
  void answersLogsWhateverTheStatement() throws TException {
    Client client = new Client("alice");
    TOperationHandle operation = client.run(client.open(), "insert");
    assertThat(operation.isHasResultSet()).isFalse();
    TFetchResultsReq request =
        new TFetchResultsReq(operation, TFetchOrientation.FETCH_FIRST, 1_000);
    request.setFetchType((short) 1);
    List<String> lines =
        client.thrift.FetchResults(request)
            .getResults()
            .getColumns()
            .get(0)
            .getStringVal()
            .getValues();
    assertThat(lines.get(0)).startsWith("INFO  : Compiling command(queryId=nyala_");
    assertThat(lines.get(lines.size() - 2)).contains("Completed executing command(queryId=");
  }

  @Test
  void tellsStateProgressAndModifiedRows() throws TException {
    Client client = new Client("alice");
    TSessionHandle session = client.open();
    TGetOperationStatusReq done = new TGetOperationStatusReq(client.run(session, "insert"));
    done.setGetProgressUpdate(true);
    TGetOperationStatusResp status = client.thrift.GetOperationStatus(done);
    assertThat(status.getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
    assertThat(status.getNumModifiedRows()).isEqualTo(42);
    assertThat(status.isHasResultSet()).isFalse();

    TOperationHandle slow = client.execute(session, "slow", true).getOperationHandle();
    TGetOperationStatusReq running = new TGetOperationStatusReq(slow);
    running.setGetProgressUpdate(true);
    TGetOperationStatusResp progress = client.thrift.GetOperationStatus(running);
    assertThat(progress.getOperationState()).isEqualTo(TOperationState.RUNNING_STATE);
    assertThat(progress.getProgressUpdateResponse().getHeaderNames()).hasSize(9);
    assertThat(progress.getProgressUpdateResponse().getProgressedPercentage()).isEqualTo(0.5);
    calls.closed(client.peer);
    assertThat(client.thrift.GetOperationStatus(running).getStatus().getStatusCode())
        .isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
  }

  @ParameterizedTest
  @EnumSource(TGetInfoType.class)
  void answersEveryTypeOfGetInfo(TGetInfoType type) throws TException {
    Client client = new Client("info");
    TSessionHandle session = client.open();
    assertThat(client.thrift.GetInfo(new TGetInfoReq(session, type)).getStatus().getStatusCode())
        .isEqualTo(TStatusCode.SUCCESS_STATUS);
    calls.closed(client.peer);
  }

  @Test
  void limitsSessionsPerUser() throws TException {
    Client client = new Client("greedy");
    for (int i = 0; i < 20; i++) {
      client.open();
    }
    TOpenSessionResp refused =
        client.thrift.OpenSession(
            new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    assertThat(refused.getStatus().getErrorMessage()).contains("nyala.session.limit.per.user");
    calls.closed(client.peer);
    client.open();
    calls.closed(client.peer);
  }

  @Test
  void refusesProxyUsersAndServerVariables() throws TException {
    Client client = new Client("alice");
    for (Map<String, String> configuration :
        List.of(
            Map.of("hive.server2.proxy.user", "admin"),
            Map.of("set:hiveconf:hive.server2.proxy.user", "admin"),
            Map.of("set:hiveconf:hive.metastore.uris", "thrift://evil"),
            Map.of("set:system:user.home", "/"),
            Map.of("use:database", "secret"))) {
      TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
      request.setConfiguration(configuration);
      TOpenSessionResp response = client.thrift.OpenSession(request);
      assertThat(response.getStatus().getStatusCode())
          .as(configuration.toString())
          .isEqualTo(TStatusCode.ERROR_STATUS);
      assertThat(response.isSetSessionHandle()).isFalse();
    }
  }

  @Test
  void answersUnsupportedCallsWithATypedError() throws TException {
    Client client = new Client("alice");
    TGetDelegationTokenReq request = new TGetDelegationTokenReq(client.open(), "a", "b");
    assertThat(client.thrift.GetDelegationToken(request).getStatus().getSqlState())
        .isEqualTo("0A000");
  }

  @Test
  void garbageIsAnErrorOfItsConnectionOnly() throws TException {
    Random random = new Random(11);
    Peer hostile = peer("mallory");
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      if (i % 2 == 0 && bytes.length > 8) {
        // a message head that looks right, with a huge name or container behind it
        bytes[0] = (byte) 0x80;
        bytes[1] = 1;
        bytes[2] = 0;
        bytes[3] = 1;
      }
      try {
        calls.handle(hostile, ByteBuffer.wrap(bytes));
      } catch (TException | RuntimeException e) {
        // the transport closes the connection
      }
    }
    new Client("alice").open();
  }
}
