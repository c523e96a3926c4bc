package io.nyala.server.http;

import io.nyala.security.kerberos.PrincipalMapping;
import io.nyala.security.kerberos.SpnegoAcceptor;
import io.nyala.server.operation.OperationService;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /api/v1/status}, {@code /api/v1/queries}, {@code /api/v1/queries/{id}} and {@code
 * /api/v1/queries/{id}/profile} as JSON.
 */
public final class StatusServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private StatusServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Binds and starts.
   *
   * @param acceptor of the principal HTTP/host
   * @param mapping from principals to users
   * @param status what the status path answers
   * @throws IOException if the port cannot be bound
   */
  public static StatusServer start(
      String host,
      int port,
      SpnegoAcceptor acceptor,
      PrincipalMapping mapping,
      Set<String> administrators,
      OperationService operations,
      Supplier<Map<String, Object>> status)
      throws IOException {
    QueuedThreadPool threads = new QueuedThreadPool(16, 2);
    threads.setName("nyala-http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    server.setHandler(new StatusHandler(acceptor, mapping, administrators, operations, status));
    try {
      server.start();
    } catch (Exception e) {
      throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
    }
    return new StatusServer(server, connector);
  }

  /** The bound port. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP interface did not stop cleanly", e);
    }
  }
}
