package io.nyala.sandbox.hdfs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the launcher, the guided tour and the tests ask for the state of single roles, stop and
 * start them. Loopback only; each request is one line {@code <token> status | stop <role> | start
 * <role>}, each answer one line: {@code OK role=state ...} or {@code ERROR message}. The token
 * stands in a file that only its owner may read.
 */
final class ControlChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlChannel.class);
  private static final int REQUEST_MILLIS = 5000;

  private final ServerSocket socket;
  private final byte[] token;
  private final Daemons daemons;

  private ControlChannel(ServerSocket socket, byte[] token, Daemons daemons) {
    this.socket = socket;
    this.token = token;
    this.daemons = daemons;
  }

  static ControlChannel open(SandboxFile sandbox, Daemons daemons) throws IOException {
    byte[] token =
        Files.readString(sandbox.path("control.token.file"), UTF_8).trim().getBytes(UTF_8);
    ServerSocket socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    ControlChannel channel = new ControlChannel(socket, token, daemons);
    Thread thread = new Thread(channel::serve, "control");
    thread.setDaemon(true);
    thread.start();
    return channel;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        connection.setSoTimeout(REQUEST_MILLIS);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        String request = in.readLine();
        PrintWriter out = new PrintWriter(connection.getOutputStream(), true, UTF_8);
        out.println(request == null ? "ERROR empty request" : answer(request.trim().split(" +")));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("Control request failed: {}", e.toString());
        }
      }
    }
  }

  private String answer(String[] words) {
    if (!MessageDigest.isEqual(token, words[0].getBytes(UTF_8))) {
      return "ERROR wrong token";
    }
    String command = words.length > 1 ? words[1] : "";
    try {
      switch (command) {
        case "status" -> {}
        case "stop" -> daemons.stopOne(role(words));
        case "start" -> daemons.startOne(role(words));
        default ->
            throw new IllegalArgumentException(
                "Unknown command '" + command + "': use status, stop <role> or start <role>");
      }
      return "OK" + describe();
    } catch (Exception e) {
      LOG.warn("Control command {} failed", command, e);
      return "ERROR " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }
  }

  private static Role role(String[] words) {
    if (words.length < 3) {
      throw new IllegalArgumentException("A role is missing: " + words[1] + " <role>");
    }
    return Role.parse(words[2]).get(0);
  }

  private String describe() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> state : daemons.states().entrySet()) {
      text.append(' ').append(state.getKey()).append('=').append(state.getValue());
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
