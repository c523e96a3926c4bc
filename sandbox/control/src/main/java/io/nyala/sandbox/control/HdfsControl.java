package io.nyala.sandbox.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks the HDFS processes of a running sandbox for the state of their roles, and stops or starts
 * single roles: {@code namenode1}, {@code zkfc2}, {@code datanode4}. Works for all roles in one JVM
 * and for a process per NameNode.
 */
public final class HdfsControl {
  private static final int CONNECT_MILLIS = 2000;
  private static final int ANSWER_MILLIS = 60_000;

  private final SandboxLayout layout;
  private final List<ManagedProcess> processes;

  HdfsControl(SandboxLayout layout, List<ManagedProcess> processes) {
    this.layout = layout;
    this.processes = List.copyOf(processes);
  }

  /**
   * Role to state: {@code active}, {@code standby}, {@code running} or {@code stopped}; without the
   * roles of dead processes.
   */
  public Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (ManagedProcess process : processes) {
      tryStates(process).ifPresent(states::putAll);
    }
    return states;
  }

  private Optional<Map<String, String>> tryStates(ManagedProcess process) {
    try {
      return Optional.of(request(process, "status"));
    } catch (IOException e) {
      return Optional.empty(); // a process that was killed has no states
    }
  }

  /** The active NameNode's role, such as {@code namenode1}. */
  public Optional<String> activeNameNode() {
    return states().entrySet().stream()
        .filter(entry -> entry.getValue().equals("active"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Waits until one NameNode is active, other than {@code not} if given; returns it. */
  public String awaitActive(Optional<String> not, Duration limit)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<String> active = activeNameNode().filter(role -> !Optional.of(role).equals(not));
      if (active.isPresent()) {
        return active.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("No NameNode became active within " + limit.toSeconds() + " s");
      }
      Thread.sleep(50);
    }
  }

  /** Stops one role inside its process. */
  public void stop(String role) throws IOException {
    command("stop", role);
  }

  /** Starts one role that was stopped. */
  public void start(String role) throws IOException {
    command("start", role);
  }

  private void command(String verb, String role) throws IOException {
    for (ManagedProcess process : processes) {
      if (process.isRunning() && request(process, "status").containsKey(role)) {
        request(process, verb + " " + role);
        return;
      }
    }
    throw new IOException("No running HDFS process has the role '" + role + "'");
  }

  private Map<String, String> request(ManagedProcess process, String command) throws IOException {
    String announced =
        process.announcement().orElseThrow(() -> new IOException(process.name() + " is not ready"));
    String address =
        new ObjectMapper().readTree(announced).path("endpoints").path("control").asText();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      PrintWriter out = new PrintWriter(socket.getOutputStream(), true, UTF_8);
      out.println(Files.readString(layout.controlToken()).trim() + " " + command);
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      return parse(process.name(), in.readLine());
    }
  }

  private static Map<String, String> parse(String process, String answer) throws IOException {
    if (answer == null || !answer.startsWith("OK")) {
      throw new IOException(process + " answered: " + answer);
    }
    Map<String, String> states = new TreeMap<>();
    for (String word : answer.substring(2).trim().split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        states.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return states;
  }
}
