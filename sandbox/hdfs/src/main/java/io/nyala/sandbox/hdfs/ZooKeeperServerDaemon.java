package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;

/**
 * A standalone ZooKeeper that accepts sessions with SASL only. The server's own login comes from
 * the section {@code Server} of the process's JAAS file.
 */
final class ZooKeeperServerDaemon implements Daemon {
  private static final int TICK_MILLIS = 500;
  private static final int CONNECTIONS_PER_ADDRESS = 500;

  private final ZooKeeperServer server;
  private final NIOServerCnxnFactory connections;

  private ZooKeeperServerDaemon(ZooKeeperServer server, NIOServerCnxnFactory connections) {
    this.server = server;
    this.connections = connections;
  }

  static ZooKeeperServerDaemon start(SandboxFile sandbox) throws IOException, InterruptedException {
    System.setProperty("zookeeper.admin.enableServer", "false");
    System.setProperty(
        "zookeeper.authProvider.1", "org.apache.zookeeper.server.auth.SASLAuthenticationProvider");
    System.setProperty("zookeeper.sessionRequireClientSASLAuth", "true");
    Path directory = Files.createDirectories(sandbox.dataDirectory("zookeeper"));
    ZooKeeperServer server =
        new ZooKeeperServer(directory.toFile(), directory.toFile(), TICK_MILLIS);
    server.setMinSessionTimeout(2 * TICK_MILLIS);
    server.setMaxSessionTimeout(120 * TICK_MILLIS);
    NIOServerCnxnFactory connections = new NIOServerCnxnFactory();
    connections.configure(
        new InetSocketAddress("localhost", sandbox.port("zookeeper")), CONNECTIONS_PER_ADDRESS);
    connections.startup(server);
    return new ZooKeeperServerDaemon(server, connections);
  }

  @Override
  public void stop() {
    connections.shutdown();
    server.shutdown(true);
  }
}
