package io.nyala.transport.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.rpc.RpcHandler;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.testing.KerberosRealm;
import io.nyala.transport.testing.TamperingProxy;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NettyRpcTest {
  private static final KerberosRealm REALM = KerberosRealm.shared();
  private static final String EXECUTOR = "nyala-exec1/localhost";
  private static final RpcOptions OPTIONS =
      new RpcOptions(
          8 << 20, Duration.ofSeconds(3), Duration.ofMillis(200), Duration.ofSeconds(2), 2, 64);

  private static final ConcurrentMap<String, CompletableFuture<ByteBuffer>> HELD =
      new ConcurrentHashMap<>();

  private static Subject coordinator;
  private static Subject alice;
  private static Subject executor;
  private static NettyRpcServer server;
  private static NettyRpcClientFactory clients;

  @BeforeAll
  static void start() throws IOException {
    coordinator = REALM.login("nyala/localhost");
    alice = REALM.login("alice");
    executor = REALM.login(EXECUTOR);
    REALM.keytab("nyala-exec2/localhost");
    server = server(0);
    clients = new NettyRpcClientFactory(OPTIONS, () -> coordinator);
  }

  private static NettyRpcServer server(int port) throws IOException {
    RpcHandler handler =
        (caller, method, request) ->
            switch (method) {
              case "echo" -> CompletableFuture.completedFuture(request);
              case "whoami" ->
                  CompletableFuture.completedFuture(
                      ByteBuffer.wrap(caller.principal().getBytes(UTF_8)));
              case "hold" ->
                  HELD.computeIfAbsent(
                      UTF_8.decode(request).toString(), name -> new CompletableFuture<>());
              case "known" ->
                  CompletableFuture.failedFuture(
                      new NyalaException(ErrorCode.MEMORY_LIMIT, "too much"));
              case "huge" ->
                  CompletableFuture.completedFuture(ByteBuffer.allocate(OPTIONS.recordBytes()));
              default -> throw new IllegalStateException("secret detail");
            };
    return NettyRpcServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        OPTIONS,
        () -> executor,
        ServicePrincipal.parse(EXECUTOR),
        "nyala/localhost@NYALA.TEST"::equals,
        handler);
  }

  @AfterAll
  static void stop() {
    clients.close();
    server.close();
  }

  private static RpcAddress address(int port) {
    return new RpcAddress("127.0.0.1", port, EXECUTOR + "@NYALA.TEST");
  }

  private static RpcClient client() {
    return clients.client(address(server.address().getPort()));
  }

  private static String call(RpcClient client, RpcChannel channel, String method, String request)
      throws Exception {
    return UTF_8
        .decode(
            client
                .call(channel, method, ByteBuffer.wrap(request.getBytes(UTF_8)))
                .get(60, TimeUnit.SECONDS))
        .toString();
  }

  private static NyalaException failure(Supplier<CompletableFuture<ByteBuffer>> call)
      throws Exception {
    try {
      call.get().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      return (NyalaException) e.getCause();
    }
    throw new AssertionError("the call succeeded");
  }

  @Test
  void authenticatesBothSidesAndAnswers() throws Exception {
    try (RpcClient client = client()) {
      assertThat(call(client, RpcChannel.CONTROL, "whoami", ""))
          .isEqualTo("nyala/localhost@NYALA.TEST");
      assertThat(call(client, RpcChannel.DATA, "echo", "hello")).isEqualTo("hello");
    }
  }

  @Test
  void carriesLargePayloadsBothWays() throws Exception {
    byte[] large = new byte[6 << 20];
    new Random(1).nextBytes(large);
    try (RpcClient client = client()) {
      ByteBuffer reply =
          client.call(RpcChannel.DATA, "echo", ByteBuffer.wrap(large)).get(60, TimeUnit.SECONDS);
      assertThat(reply).isEqualTo(ByteBuffer.wrap(large));
    }
  }

  @Test
  void repliesComeInAnyOrder() throws Exception {
    try (RpcClient client = client()) {
      CompletableFuture<ByteBuffer> held =
          client.call(RpcChannel.CONTROL, "hold", ByteBuffer.wrap("order".getBytes(UTF_8)));
      assertThat(call(client, RpcChannel.CONTROL, "echo", "overtakes")).isEqualTo("overtakes");
      assertThat(held).isNotDone();
      HELD.get("order").complete(ByteBuffer.wrap("late".getBytes(UTF_8)));
      assertThat(UTF_8.decode(held.get(60, TimeUnit.SECONDS)).toString()).isEqualTo("late");
    }
  }

  @Test
  void manyCallsBeyondTheServersLimitAllFinish() throws Exception {
    try (RpcClient client = client()) {
      List<CompletableFuture<ByteBuffer>> calls = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        calls.add(client.call(RpcChannel.DATA, "echo", ByteBuffer.allocate(i)));
      }
      for (int i = 0; i < calls.size(); i++) {
        assertThat(calls.get(i).get(60, TimeUnit.SECONDS).remaining()).isEqualTo(i);
      }
    }
  }

  @Test
  void outlivesALongSilenceOfTheHandler() throws Exception {
    try (RpcClient client = client()) {
      CompletableFuture<ByteBuffer> held =
          client.call(RpcChannel.CONTROL, "hold", ByteBuffer.wrap("silence".getBytes(UTF_8)));
      CompletableFuture<Void> later =
          CompletableFuture.runAsync(
              () -> HELD.get("silence").complete(ByteBuffer.allocate(3)),
              CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS));
      assertThat(held.get(60, TimeUnit.SECONDS).remaining()).isEqualTo(3);
      later.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void carriesKnownErrorsAndHidesOthers() throws Exception {
    try (RpcClient client = client()) {
      NyalaException known =
          failure(() -> client.call(RpcChannel.CONTROL, "known", ByteBuffer.allocate(0)));
      assertThat(known.code()).isEqualTo(ErrorCode.MEMORY_LIMIT);
      assertThat(known).hasMessage("too much");
      NyalaException unknown =
          failure(() -> client.call(RpcChannel.CONTROL, "nonsense", ByteBuffer.allocate(0)));
      assertThat(unknown.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
      assertThat(unknown).hasMessageNotContaining("secret");
      NyalaException huge =
          failure(() -> client.call(RpcChannel.CONTROL, "huge", ByteBuffer.allocate(0)));
      assertThat(huge).hasMessageContaining("too large");
      NyalaException request =
          failure(
              () ->
                  client.call(
                      RpcChannel.CONTROL, "echo", ByteBuffer.allocate(OPTIONS.recordBytes())));
      assertThat(request).hasMessageContaining("too large");
    }
  }

  @Test
  void refusesUsersThatAreNotDaemons() throws Exception {
    try (NettyRpcClientFactory users = new NettyRpcClientFactory(OPTIONS, () -> alice);
        RpcClient client = users.client(address(server.address().getPort()))) {
      NyalaException refused =
          failure(() -> client.call(RpcChannel.CONTROL, "whoami", ByteBuffer.allocate(0)));
      assertThat(refused.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
      assertThat(refused).hasMessageContaining("alice@NYALA.TEST may not call");
    }
  }

  @Test
  void refusesAServerThatIsNotTheOneMeant() throws Exception {
    try (RpcClient client =
        clients.client(
            new RpcAddress("127.0.0.1", server.address().getPort(), "nyala-exec2/localhost"))) {
      NyalaException refused =
          failure(() -> client.call(RpcChannel.CONTROL, "whoami", ByteBuffer.allocate(0)));
      assertThat(refused.code()).isEqualTo(ErrorCode.AUTHENTICATION_FAILED);
    }
  }

  @Test
  void failsCallsWhenTheServerDiesAndConnectsAgain() throws Exception {
    NettyRpcServer first = server(0);
    int port = first.address().getPort();
    try (RpcClient client = clients.client(address(port))) {
      CompletableFuture<ByteBuffer> held =
          client.call(RpcChannel.CONTROL, "hold", ByteBuffer.wrap("death".getBytes(UTF_8)));
      assertThat(call(client, RpcChannel.CONTROL, "echo", "x")).isEqualTo("x");
      first.close();
      assertThat(failure(() -> held).code()).isEqualTo(ErrorCode.EXECUTOR_LOST);
      assertThat(
              failure(() -> client.call(RpcChannel.CONTROL, "echo", ByteBuffer.allocate(0))).code())
          .isEqualTo(ErrorCode.EXECUTOR_LOST);
      try (NettyRpcServer second = server(port)) {
        assertThat(second.address().getPort()).isEqualTo(port);
        assertThat(call(client, RpcChannel.CONTROL, "echo", "again")).isEqualTo("again");
      }
    }
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() throws Exception {
    try (java.net.ServerSocket silent = new java.net.ServerSocket(0);
        RpcClient client = clients.client(address(silent.getLocalPort()))) {
      assertThat(
              failure(() -> client.call(RpcChannel.CONTROL, "echo", ByteBuffer.allocate(0))).code())
          .isEqualTo(ErrorCode.EXECUTOR_LOST);
    }
  }

  @Test
  void aClosedClientRefuses() {
    RpcClient client = client();
    client.close();
    client.close();
    assertThatThrownBy(() -> client.call(RpcChannel.DATA, "echo", ByteBuffer.allocate(0)).join())
        .hasMessageContaining("closed");
  }

  @Test
  void payloadsAreEncryptedAndTamperingEndsTheConnection() throws Exception {
    try (TamperingProxy proxy = new TamperingProxy(server.address().getPort());
        RpcClient client = clients.client(address(proxy.port()))) {
      String marker = "a marker that nobody on the wire may read";
      assertThat(call(client, RpcChannel.DATA, "echo", marker)).isEqualTo(marker);
      assertThat(proxy.captured()).doesNotContain(marker);
      proxy.tamperWithNextBytes();
      assertThat(
              failure(() -> client.call(RpcChannel.DATA, "echo", ByteBuffer.wrap(new byte[1_000])))
                  .code())
          .isEqualTo(ErrorCode.EXECUTOR_LOST);
    }
    assertStillServes();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void survivesGarbageAndImpossibleLengths(long seed) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      if (seed == 1) {
        out.writeByte(1);
        out.writeInt(1 << 30);
      } else {
        byte[] garbage = new byte[2_000];
        new Random(seed).nextBytes(garbage);
        if (seed == 2) {
          out.writeByte(1);
          out.writeInt(garbage.length);
        }
        out.write(garbage);
      }
      out.flush();
      expectEnd(socket);
    }
    assertStillServes();
  }

  @Test
  void cutsOffAHalfOpenHandshake() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      expectEnd(socket);
    }
    assertStillServes();
  }

  private static void expectEnd(Socket socket) throws IOException {
    try {
      while (socket.getInputStream().read() >= 0) {
        // an error frame may precede the end
      }
    } catch (SocketException e) {
      // a reset is an end too
    }
  }

  private static void assertStillServes() throws Exception {
    try (RpcClient client = client()) {
      assertThat(call(client, RpcChannel.CONTROL, "echo", "still here")).isEqualTo("still here");
    }
  }
}
