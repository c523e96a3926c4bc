package io.nyala.security.admin;

import io.nyala.security.SecurityKeys;
import io.nyala.security.audit.AuditFile;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.security.kerberos.PrincipalMapping;
import io.nyala.security.kerberos.SpnegoAcceptor;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.servlet.ServletContainer;
import org.h2.jdbcx.JdbcConnectionPool;

/** The policy admin as an HTTP server; in a process of its own or embedded in another. */
public final class PolicyAdminServer implements AutoCloseable {
  private static final long MAX_BODY = 16L << 20;

  /** Jersey warns of every resource that is registered as an object; held so that it stays. */
  private static final Logger JERSEY_PROVIDERS =
      Logger.getLogger("org.glassfish.jersey.internal.inject.Providers");

  private final Server server;
  private final ServerConnector connector;
  private final JdbcConnectionPool database;
  private final AuditFile audit;
  private final KerberosLogin login;

  private PolicyAdminServer(
      Server server,
      ServerConnector connector,
      JdbcConnectionPool database,
      AuditFile audit,
      KerberosLogin login) {
    this.server = server;
    this.connector = connector;
    this.database = database;
    this.audit = audit;
    this.login = login;
  }

  /**
   * Opens the database, creates the service on the first start, and listens.
   *
   * @throws NyalaException INVALID_CONFIGURATION, AUTHENTICATION_FAILED
   * @throws IOException if the port cannot be bound
   */
  public static PolicyAdminServer start(Configuration configuration) throws IOException {
    KerberosLogin login =
        KerberosLogin.acceptor(
            configuration.get(SecurityKeys.HTTP_PRINCIPAL),
            Path.of(configuration.get(SecurityKeys.HTTP_KEYTAB)));
    JdbcConnectionPool database = database(configuration);
    AuditFile audit = AuditFile.configured(configuration);
    PolicyAdmin admin = new PolicyAdmin(database, InstantSource.system());
    Set<String> administrators = names(configuration.get(PolicyAdminKeys.ADMINISTRATORS));
    Set<String> downloaders = names(configuration.get(PolicyAdminKeys.DOWNLOADERS));
    Set<String> people = new LinkedHashSet<>(administrators);
    people.removeAll(downloaders);
    admin.bootstrap(
        configuration.get(SecurityKeys.POLICY_SERVICE), people.stream().sorted().toList());
    Caller caller = new Caller(administrators, downloaders, audit, InstantSource.system());
    SpnegoFilter filter =
        new SpnegoFilter(
            new SpnegoAcceptor(login),
            PrincipalMapping.parse(configuration.get(SecurityKeys.AUTH_TO_LOCAL), login.realm()),
            new SessionCookie(Duration.ofMinutes(10), InstantSource.system()));
    Server server = new Server(threads());
    ServerConnector connector = connector(server, configuration);
    SizeLimitHandler limited = new SizeLimitHandler(MAX_BODY, -1);
    limited.setHandler(application(admin, caller, filter));
    server.setHandler(limited);
    PolicyAdminServer running = new PolicyAdminServer(server, connector, database, audit, login);
    running.listen();
    return running;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(32, 4);
    threads.setName("policy-admin");
    threads.setDaemon(false);
    return threads;
  }

  private static ServerConnector connector(Server server, Configuration configuration) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(64 << 10);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(configuration.get(PolicyAdminKeys.BIND_HOST));
    connector.setPort(configuration.get(PolicyAdminKeys.PORT));
    server.addConnector(connector);
    return connector;
  }

  private static ServletContextHandler application(
      PolicyAdmin admin, Caller caller, SpnegoFilter filter) {
    JERSEY_PROVIDERS.setLevel(Level.SEVERE);
    ResourceConfig resources = new ResourceConfig();
    resources.property(ServerProperties.WADL_FEATURE_DISABLE, true);
    resources.register(new JsonBodies());
    resources.register(new ErrorMapping());
    resources.register(new ServiceResource(admin, caller));
    resources.register(new PolicyResource(admin, caller));
    resources.register(new RoleResource(admin, caller));
    resources.register(new DownloadResource(admin, caller, InstantSource.system()));
    ServletContextHandler context = new ServletContextHandler();
    context.setContextPath("/");
    context.addFilter(new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new ServletContainer(resources)), "/*");
    return context;
  }

  private static JdbcConnectionPool database(Configuration configuration) throws IOException {
    Path directory = Path.of(configuration.get(SecurityKeys.WORK_DIR)).toAbsolutePath();
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    String url = configuration.get(PolicyAdminKeys.JDBC_URL);
    String passwordFile = configuration.get(PolicyAdminKeys.JDBC_PASSWORD_FILE);
    String password =
        passwordFile.isEmpty()
            ? ""
            : Files.readAllLines(Path.of(passwordFile)).stream().findFirst().orElse("");
    if (!url.isEmpty() && !url.startsWith("jdbc:h2:")) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          "nyala.policy.admin.jdbc.url: only jdbc:h2: is supported, not " + url + ".");
    }
    return JdbcConnectionPool.create(
        url.isEmpty()
            ? "jdbc:h2:file:" + directory.resolve("policies") + ";DB_CLOSE_ON_EXIT=FALSE"
            : url,
        configuration.get(PolicyAdminKeys.JDBC_USER),
        password);
  }

  private static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>(Arrays.asList(text.trim().split("\\s*,\\s*")));
    names.remove("");
    return names;
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new IOException("The policy admin cannot start: " + e.getMessage(), e);
    }
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("The policy admin cannot stop cleanly", e));
    } finally {
      database.dispose();
      audit.close();
      login.close();
    }
  }
}
