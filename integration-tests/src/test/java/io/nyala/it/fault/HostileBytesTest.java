package io.nyala.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.it.TestSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes from strangers at every port of ours: an error or a cut connection, and the server goes on.
 */
@ExtendWith(TestSandbox.class)
class HostileBytesTest {
  private static final int READ_LIMIT_MILLIS = 60_000;

  @ParameterizedTest
  @ValueSource(strings = {"coordinator.thrift", "executor1.internal", "executor2.internal"})
  void survivesGarbageAndHugeFrames(String endpoint) throws IOException, SQLException {
    int port = TestSandbox.get().ports().get(endpoint);
    Random random = new Random(42);
    for (int i = 0; i < 20; i++) {
      byte[] garbage = new byte[1 + random.nextInt(4096)];
      random.nextBytes(garbage);
      send(port, garbage);
    }
    // SASL START with a payload of 1 GB, a "message" of the same size, a negative length
    send(port, new byte[] {1, 0x40, 0, 0, 0});
    send(port, new byte[] {0x40, 0, 0, 0, 'x'});
    send(port, new byte[] {1, -1, -1, -1, -1});
    send(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    send(port, new byte[0]);
    try (Connection connection = TestSandbox.connect("admin");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select 1")) {
      assertThat(rows.next()).isTrue();
    }
    for (String process : List.of("coordinator", "executor1", "executor2")) {
      assertThat(TestSandbox.get().process(process).isRunning()).as(process).isTrue();
    }
  }

  private static void send(int port, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(READ_LIMIT_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      byte[] answer = new byte[4096];
      int read = 0;
      while (read >= 0) {
        read = in.read(answer); // whatever the server answers, it must end the conversation
      }
    } catch (SocketException e) {
      assertThat(e).isInstanceOf(SocketException.class); // a reset is as good as an orderly end
    }
  }
}
