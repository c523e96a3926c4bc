package io.nyala.transport.framed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.GssapiInitiator;
import io.nyala.transport.sasl.QualityOfProtection;
import io.nyala.transport.sasl.SaslSession;
import io.nyala.transport.sasl.ServicePrincipal;
import io.nyala.transport.testing.KerberosRealm;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.security.auth.Subject;
import javax.security.sasl.SaslException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SaslFrameServerTest {
  private static final ServicePrincipal SERVICE = ServicePrincipal.parse("nyala/localhost");
  private static final int FRAME_LIMIT = 1 << 20;
  private static final KerberosRealm REALM = KerberosRealm.shared();
  private static final LinkedBlockingQueue<Peer> CLOSED = new LinkedBlockingQueue<>();

  private static Subject alice;
  private static SaslFrameServer server;

  @BeforeAll
  static void start() throws IOException {
    Subject service = REALM.login("nyala/localhost");
    alice = REALM.login("alice");
    REALM.keytab("other/localhost");
    server =
        SaslFrameServer.start(
            SaslFrameServerOptions.defaults("127.0.0.1", 0)
                .withHandshakeTimeout(Duration.ofSeconds(2))
                .withFrameBytes(FRAME_LIMIT),
            new GssapiAcceptor(() -> service, SERVICE, EnumSet.allOf(QualityOfProtection.class)),
            new Echo(),
            "test");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Answers {@code principal:message}; "boom" throws. */
  private static final class Echo implements MessageHandler {
    @Override
    public ByteBuffer handle(Peer peer, ByteBuffer message) {
      String text = UTF_8.decode(message).toString();
      if (text.equals("boom")) {
        throw new IllegalStateException("asked for");
      }
      return ByteBuffer.wrap((peer.principal() + ":" + text).getBytes(UTF_8));
    }

    @Override
    public void closed(Peer peer) {
      CLOSED.add(peer);
    }
  }

  @ParameterizedTest
  @EnumSource(QualityOfProtection.class)
  void authenticatesAndAnswersUnderEveryProtection(QualityOfProtection protection)
      throws Exception {
    try (Client client = new Client()) {
      client.authenticate(protection, SERVICE);
      assertThat(client.call("hello")).isEqualTo("alice@NYALA.TEST:hello");
      String large = "x".repeat(700_000);
      assertThat(client.call(large)).endsWith(large);
    }
  }

  @Test
  void answersPipelinedMessagesInOrder() throws Exception {
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.INTEGRITY, SERVICE);
      for (int i = 0; i < 100; i++) {
        client.send("m" + i);
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.receive()).isEqualTo("alice@NYALA.TEST:m" + i);
      }
    }
  }

  @Test
  void tellsTheHandlerWhenAnAuthenticatedConnectionEnds() throws Exception {
    CLOSED.clear();
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.AUTHENTICATION, SERVICE);
    }
    Peer peer = CLOSED.poll(60, TimeUnit.SECONDS);
    assertThat(peer).isNotNull();
    assertThat(peer.principal()).isEqualTo("alice@NYALA.TEST");
  }

  @Test
  void closesTheConnectionWhoseHandlerFails() throws Exception {
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.PRIVACY, SERVICE);
      client.send("boom");
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void refusesATicketForAnotherService() throws Exception {
    try (Client client = new Client()) {
      assertThatThrownBy(
              () ->
                  client.authenticate(
                      QualityOfProtection.AUTHENTICATION,
                      ServicePrincipal.parse("other/localhost")))
          .isInstanceOf(SaslException.class)
          .hasMessageContaining("GSS initiate failed");
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void refusesAnotherMechanism() throws Exception {
    try (Client client = new Client()) {
      client.negotiate(1, "PLAIN".getBytes(UTF_8));
      assertThat(client.readError()).contains("GSSAPI");
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void refusesATokenWithoutStart() throws Exception {
    try (Client client = new Client()) {
      client.negotiate(2, new byte[10]);
      assertThat(client.readError()).contains("START");
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void survivesGarbage(long seed) throws Exception {
    try (Client client = new Client()) {
      byte[] garbage = new byte[4_000];
      new Random(seed).nextBytes(garbage);
      if (seed % 2 == 0) {
        client.negotiate(1, GssapiAcceptor.MECHANISM.getBytes(UTF_8));
        client.negotiate(2, garbage);
      } else {
        client.out.write(garbage);
      }
      client.out.flush();
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void cutsOffAGigabyteBeforeAuthentication() throws Exception {
    try (Client client = new Client()) {
      client.out.writeByte(1);
      client.out.writeInt(1 << 30);
      client.out.flush();
      assertThat(client.readError()).contains("1073741824");
      client.expectEnd();
    }
    assertStillServes();
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 30, -1, Integer.MIN_VALUE, FRAME_LIMIT + 1})
  void cutsOffImpossibleLengthsAfterAuthentication(int length) throws Exception {
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.AUTHENTICATION, SERVICE);
      client.out.writeInt(length);
      client.out.flush();
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void cutsOffATamperedMessage() throws Exception {
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.INTEGRITY, SERVICE);
      byte[] wrapped = client.session.wrap("hello".getBytes(UTF_8), 0, 5);
      wrapped[wrapped.length - 1] ^= 1;
      client.out.writeInt(wrapped.length);
      client.out.write(wrapped);
      client.out.flush();
      client.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void cutsOffAHalfOpenHandshake() throws Exception {
    try (Client silent = new Client();
        Client started = new Client()) {
      started.negotiate(1, GssapiAcceptor.MECHANISM.getBytes(UTF_8));
      silent.expectEnd();
      started.expectEnd();
    }
    assertStillServes();
  }

  @Test
  void servesManyConnectionsAtOnce() throws Exception {
    int count = 40;
    CountDownLatch done = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread thread =
          new Thread(
              () -> {
                try (Client client = new Client()) {
                  client.authenticate(QualityOfProtection.PRIVACY, SERVICE);
                  if (client.call("x").equals("alice@NYALA.TEST:x")) {
                    done.countDown();
                  }
                } catch (Exception e) {
                  // counted by its absence
                }
              });
      thread.start();
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
  }

  private static void assertStillServes() throws Exception {
    try (Client client = new Client()) {
      client.authenticate(QualityOfProtection.AUTHENTICATION, SERVICE);
      assertThat(client.call("still here")).endsWith("still here");
    }
  }

  /** The client's side of the wire, written out by hand. */
  private static final class Client implements AutoCloseable {
    final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    final DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    SaslSession session;

    Client() throws IOException {
      socket.setSoTimeout(20_000);
    }

    void negotiate(int status, byte[] payload) throws IOException {
      out.writeByte(status);
      out.writeInt(payload.length);
      out.write(payload);
      out.flush();
    }

    void authenticate(QualityOfProtection protection, ServicePrincipal target) throws IOException {
      GssapiInitiator.Handshake handshake =
          new GssapiInitiator(() -> alice, protection).begin(target);
      negotiate(1, GssapiAcceptor.MECHANISM.getBytes(UTF_8));
      byte[] token = handshake.evaluate(new byte[0]);
      while (true) {
        negotiate(handshake.isComplete() ? 5 : 2, token);
        int status = in.readByte();
        byte[] challenge = new byte[in.readInt()];
        in.readFully(challenge);
        if (status == 5) {
          break;
        }
        if (status != 2) {
          throw new SaslException(new String(challenge, UTF_8));
        }
        token = handshake.evaluate(challenge);
      }
      session = handshake.session();
      assertThat(session.protection()).isEqualTo(protection);
    }

    String readError() throws IOException {
      assertThat(in.readByte()).isEqualTo((byte) 4);
      byte[] message = new byte[in.readInt()];
      in.readFully(message);
      return new String(message, UTF_8);
    }

    void send(String message) throws IOException {
      byte[] bytes = message.getBytes(UTF_8);
      byte[] wire = session.wraps() ? session.wrap(bytes, 0, bytes.length) : bytes;
      out.writeInt(wire.length);
      out.write(wire);
      out.flush();
    }

    String receive() throws IOException {
      byte[] wire = new byte[in.readInt()];
      in.readFully(wire);
      byte[] bytes = session.wraps() ? session.unwrap(wire, 0, wire.length) : wire;
      return new String(bytes, UTF_8);
    }

    String call(String message) throws IOException {
      send(message);
      return receive();
    }

    /** Reads up to the end of the stream, which must come. */
    void expectEnd() throws IOException {
      try {
        while (in.read() >= 0) {
          // an error frame may precede the end
        }
      } catch (EOFException | SocketException e) {
        // a reset is an end too
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
