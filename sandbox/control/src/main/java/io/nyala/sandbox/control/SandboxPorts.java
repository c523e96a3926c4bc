package io.nyala.sandbox.control;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;

/**
 * The ports of a sandbox: chosen freely on the first start, remembered in a file, chosen again only
 * where another program took one meanwhile. They lie below the range from which systems take ports
 * for outgoing connections.
 */
public final class SandboxPorts {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 2_000;

  static final List<String> NAMES =
      List.of(
          "kdc",
          "zookeeper",
          "journalnode1.rpc",
          "journalnode1.https",
          "journalnode2.rpc",
          "journalnode2.https",
          "journalnode3.rpc",
          "journalnode3.https",
          "namenode1.rpc",
          "namenode1.https",
          "namenode2.rpc",
          "namenode2.https",
          "zkfc1",
          "zkfc2",
          "datanode1.data",
          "datanode1.ipc",
          "datanode1.https",
          "datanode2.data",
          "datanode2.ipc",
          "datanode2.https",
          "datanode3.data",
          "datanode3.ipc",
          "datanode3.https",
          "datanode4.data",
          "datanode4.ipc",
          "datanode4.https",
          "metastore",
          "policy-admin.http",
          "coordinator.thrift",
          "coordinator.http",
          "coordinator.internal",
          "executor1.internal",
          "executor1.http",
          "executor2.internal",
          "executor2.http");

  private final Properties ports;

  private SandboxPorts(Properties ports) {
    this.ports = ports;
  }

  /** The remembered ports as they are; for a sandbox that runs. */
  public static SandboxPorts read(Path file) throws IOException {
    Properties ports = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        ports.load(reader);
      }
    }
    return new SandboxPorts(ports);
  }

  /**
   * The remembered ports, those that are missing or taken chosen anew; for a sandbox about to
   * start.
   */
  static SandboxPorts choose(Path file, Random random) throws IOException {
    SandboxPorts remembered = read(file);
    Set<Integer> used = new HashSet<>();
    Properties chosen = new Properties();
    for (String name : NAMES) {
      int port = Integer.parseInt(remembered.ports.getProperty(name, "0"));
      if (port == 0 || !used.add(port) || !isFree(port)) {
        port = choose(used, random);
      }
      chosen.setProperty(name, Integer.toString(port));
    }
    try (Writer writer = Files.newBufferedWriter(file)) {
      chosen.store(writer, "Ports of this sandbox, on loopback");
    }
    return new SandboxPorts(chosen);
  }

  private static int choose(Set<Integer> used, Random random) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!used.contains(port) && isFree(port)) {
        used.add(port);
        return port;
      }
    }
    throw new IOException("No free port between " + LOWEST + " and " + HIGHEST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** The port of a name such as {@code namenode1.rpc}. */
  public int get(String name) {
    String port = ports.getProperty(name);
    if (port == null) {
      throw new IllegalArgumentException(
          "Port '" + name + "' is not known: start the sandbox first");
    }
    return Integer.parseInt(port);
  }

  /** {@code localhost:<port>}. */
  public String address(String name) {
    return "localhost:" + get(name);
  }
}
