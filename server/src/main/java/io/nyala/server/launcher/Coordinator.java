package io.nyala.server.launcher;

import static java.util.Objects.requireNonNull;

import io.nyala.planner.Planner;
import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.security.SecurityKeys;
import io.nyala.security.kerberos.HadoopLogin;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.security.kerberos.PrincipalMapping;
import io.nyala.security.kerberos.SpnegoAcceptor;
import io.nyala.security.kerberos.UserIdentities;
import io.nyala.security.ranger.PolicyEnforcement;
import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.server.ddl.CatalogStatements;
import io.nyala.server.http.HttpKeys;
import io.nyala.server.http.StatusServer;
import io.nyala.server.metadata.MetadataService;
import io.nyala.server.metadata.MetastoreListing;
import io.nyala.server.operation.OperationLimits;
import io.nyala.server.operation.OperationService;
import io.nyala.server.query.QueryDriver;
import io.nyala.server.query.StatementExecutor;
import io.nyala.server.session.SessionLimits;
import io.nyala.server.session.SessionRegistry;
import io.nyala.server.thrift.ThriftEndpoint;
import io.nyala.spi.config.Configuration;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.storage.CoordinatorStorage;
import io.nyala.storage.StorageConfig;
import io.nyala.transport.framed.SaslFrameServer;
import io.nyala.transport.framed.SaslFrameServerOptions;
import io.nyala.transport.sasl.GssapiAcceptor;
import io.nyala.transport.sasl.QualityOfProtection;
import io.nyala.transport.sasl.ServicePrincipal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running coordinator: logins, policies, catalog, statements, Thrift port, HTTP port. Parts are
 * opened in this order and closed in the reverse one.
 */
public final class Coordinator implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
  private static final long EXPIRY_SECONDS = 30;
  private static final long RECOVERY_SECONDS = 60;
  private static final long PAUSE_MILLIS = 500;
  private static final List<String> CLUSTER_FILES =
      List.of("core-site.xml", "hdfs-site.xml", "hive-site.xml");

  private final Configuration configuration;
  private final Clock clock = Clock.systemUTC();
  private final long startedAtMillis = clock.millis();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Map<String, String> endpoints = new LinkedHashMap<>();

  private Coordinator(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Opens everything and returns when clients can be served.
   *
   * @param patience how long to wait for services that are not up yet
   * @throws NyalaException INVALID_CONFIGURATION, or what did not come up
   * @throws IOException if a port cannot be bound
   */
  public static Coordinator start(Configuration configuration, Duration patience)
      throws IOException {
    Coordinator coordinator = new Coordinator(configuration);
    try {
      coordinator.open(patience);
    } catch (IOException | RuntimeException e) {
      coordinator.close();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      coordinator.close();
      throw new IOException("interrupted while starting", e);
    }
    return coordinator;
  }

  /** Where it listens, by the names of the process contract. */
  public Map<String, String> endpoints() {
    return Map.copyOf(endpoints);
  }

  private <T extends AutoCloseable> T part(T opened) {
    parts.push(opened);
    return opened;
  }

  private void open(Duration patience) throws IOException, InterruptedException {
    String principal = configuration.get(SecurityKeys.KERBEROS_PRINCIPAL);
    Path keytab = Path.of(configuration.get(SecurityKeys.KERBEROS_KEYTAB));
    KerberosLogin login = part(KerberosLogin.initiator(principal, keytab));
    org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
    CLUSTER_FILES.forEach(hadoop::addResource);
    HadoopLogin.logIn(hadoop, login.principal(), keytab);

    PolicyEnforcement policies = part(PolicyEnforcement.open(configuration, login));
    CoordinatorStorage storage =
        part(
            new CoordinatorStorage(
                hadoop,
                StorageConfig.from(configuration),
                reachable(configuration.get(CoordinatorKeys.BIND_HOST))
                    + ":"
                    + configuration.get(CoordinatorKeys.THRIFT_PORT),
                ServicePrincipal.parse(login.principal()).primary(),
                FaultPoints.NONE));
    awaitMetastore(storage, patience);
    awaitPolicies(policies, patience);
    ExecutionServices execution =
        part(ExecutionServices.open(configuration, login, keytab, patience));
    recoverWrites(storage);

    FunctionRegistry functions = FunctionRegistry.builtIn();
    StatementExecutor statements =
        new QueryDriver(
            new Planner(functions, GrammarLimits.DEFAULT),
            storage,
            policies.accessControl(),
            new CatalogStatements(storage.catalog(), storage.editor(), functions),
            execution.runner(),
            clock,
            new SecureRandom());
    OperationService operations =
        part(new OperationService(statements, OperationLimits.from(configuration), clock));
    MetadataService metadata =
        new MetadataService(
            new MetastoreListing(storage.catalog().metastore()),
            policies.accessControl(),
            functions.functions().stream().map(FunctionDefinition::name).sorted().toList());
    SessionRegistry sessions = openThrift(login, hadoop, operations, metadata);
    openHttp(login, operations, sessions);
  }

  private static void awaitMetastore(CoordinatorStorage storage, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!storage.catalog().metastore().isReachable()) {
      if (System.nanoTime() > deadline) {
        throw new NyalaException(
            ErrorCode.METASTORE_ERROR,
            "The metastore did not answer within "
                + patience.toSeconds()
                + " s; check hive.metastore.uris in hive-site.xml.");
      }
      LOG.info("waiting for the metastore");
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
  }

  /** Settles writes that died, now and from time to time. */
  private void recoverWrites(CoordinatorStorage storage) {
    ScheduledExecutorService recovery =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "nyala-commit-recovery");
              thread.setDaemon(true);
              return thread;
            });
    part(recovery::shutdownNow);
    var unused =
        recovery.scheduleWithFixedDelay(
            () -> {
              try {
                storage.writer().recover();
              } catch (RuntimeException e) {
                LOG.warn("Unfinished writes are not settled yet", e);
              }
            },
            0,
            RECOVERY_SECONDS,
            TimeUnit.SECONDS);
  }

  private void awaitPolicies(PolicyEnforcement policies, Duration patience)
      throws InterruptedException {
    try {
      policies.firstContact().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new NyalaException(
          ErrorCode.POLICY_UNAVAILABLE,
          "The policy admin at "
              + configuration.get(SecurityKeys.POLICY_ADMIN_URL)
              + " did not answer within "
              + patience.toSeconds()
              + " s ("
              + SecurityKeys.POLICY_ADMIN_URL.name()
              + ").",
          e);
    }
  }

  private SessionRegistry openThrift(
      KerberosLogin login,
      org.apache.hadoop.conf.Configuration hadoop,
      OperationService operations,
      MetadataService metadata)
      throws IOException {
    SessionRegistry sessions =
        new SessionRegistry(SessionLimits.from(configuration), clock, operations::closeOfSession);
    UserIdentities identities = UserIdentities.configured(configuration, hadoop, login.realm());
    String host = configuration.get(CoordinatorKeys.BIND_HOST);
    SaslFrameServer server =
        part(
            SaslFrameServer.start(
                thriftOptions(host),
                new GssapiAcceptor(login, ServicePrincipal.parse(login.principal()), protections()),
                new ThriftEndpoint(sessions, operations, metadata, identities::identify),
                "nyala-thrift"));
    endpoints.put("thrift", reachable(host) + ":" + server.address().getPort());
    ScheduledExecutorService expiry =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "nyala-session-expiry");
              thread.setDaemon(true);
              return thread;
            });
    part(expiry::shutdownNow);
    var unused =
        expiry.scheduleWithFixedDelay(
            sessions::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
    return sessions;
  }

  private SaslFrameServerOptions thriftOptions(String host) {
    SaslFrameServerOptions defaults =
        SaslFrameServerOptions.defaults(host, configuration.get(CoordinatorKeys.THRIFT_PORT));
    return new SaslFrameServerOptions(
        host,
        defaults.port(),
        defaults.handshakeFrameBytes(),
        configuration.get(CoordinatorKeys.FRAME_BYTES),
        Duration.ofMillis(configuration.get(CoordinatorKeys.HANDSHAKE_TIMEOUT)),
        Duration.ofMillis(configuration.get(CoordinatorKeys.CONNECTION_IDLE)),
        defaults.writeTimeout(),
        configuration.get(CoordinatorKeys.CONNECTIONS),
        configuration.get(CoordinatorKeys.WORKERS),
        defaults.handshakeThreads());
  }

  private Set<QualityOfProtection> protections() {
    EnumSet<QualityOfProtection> protections = EnumSet.noneOf(QualityOfProtection.class);
    try {
      for (String name : configuration.get(CoordinatorKeys.PROTECTIONS).split(",", -1)) {
        protections.add(QualityOfProtection.of(name));
      }
    } catch (IllegalArgumentException e) {
      throw new NyalaException(
          ErrorCode.INVALID_CONFIGURATION,
          CoordinatorKeys.PROTECTIONS.name() + ": " + e.getMessage(),
          e);
    }
    return protections;
  }

  private void openHttp(KerberosLogin login, OperationService operations, SessionRegistry sessions)
      throws IOException {
    String host = configuration.get(CoordinatorKeys.BIND_HOST);
    KerberosLogin http =
        part(
            KerberosLogin.acceptor(
                configuration.get(SecurityKeys.HTTP_PRINCIPAL),
                Path.of(configuration.get(SecurityKeys.HTTP_KEYTAB))));
    Set<String> administrators =
        Arrays.stream(configuration.get(HttpKeys.ADMINISTRATORS).split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    StatusServer server =
        part(
            StatusServer.start(
                host,
                configuration.get(HttpKeys.PORT),
                new SpnegoAcceptor(http),
                PrincipalMapping.parse(
                    configuration.get(SecurityKeys.AUTH_TO_LOCAL), login.realm()),
                administrators,
                operations,
                () -> status(operations, sessions)));
    endpoints.put("http", "http://" + reachable(host) + ":" + server.port());
  }

  private Map<String, Object> status(OperationService operations, SessionRegistry sessions) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("name", "coordinator");
    status.put("startedAt", startedAtMillis);
    status.put("sessions", sessions.all().size());
    status.put(
        "running",
        operations.all().stream().filter(operation -> !operation.state().isTerminal()).count());
    return status;
  }

  private static String reachable(String host) {
    return requireNonNull(host).equals("0.0.0.0") ? "localhost" : host;
  }

  /** Ends what runs and releases everything. Idempotent. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      AutoCloseable part = parts.pop();
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not close cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }
}
