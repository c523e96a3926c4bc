package io.nyala.sandbox.hdfs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The roles that run in this JVM. Starting goes kind by kind in dependency order; within a kind in
 * parallel where Hadoop allows it. Thread-safe: the control channel stops and starts single roles
 * while others run.
 */
final class Daemons {
  private static final Logger LOG = LoggerFactory.getLogger(Daemons.class);
  private static final Duration DEPENDENCY = Duration.ofMinutes(1);

  private final SandboxFile sandbox;
  private final RoleConfigurations configurations;
  private final List<Role> assigned;
  private final ConcurrentSkipListMap<Role, Daemon> running = new ConcurrentSkipListMap<>();

  Daemons(SandboxFile sandbox, List<Role> assigned) {
    this.sandbox = sandbox;
    this.configurations = new RoleConfigurations(sandbox);
    this.assigned = List.copyOf(assigned);
  }

  void startAll() throws Exception {
    for (Role.Kind kind : Role.Kind.values()) {
      List<Role> roles = assigned.stream().filter(role -> role.kind() == kind).toList();
      if (!roles.isEmpty()) {
        awaitDependencies(kind);
        startTogether(roles);
      }
    }
  }

  private void startTogether(List<Role> roles) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(roles.size());
    try {
      List<Future<?>> starts = new ArrayList<>();
      for (Role role : roles) {
        starts.add(
            threads.submit(
                () -> {
                  start(role);
                  return null;
                }));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Waits for roles of earlier kinds that may run in another process. */
  private void awaitDependencies(Role.Kind kind) throws Exception {
    if (kind != Role.Kind.KDC) {
      Ports.awaitOpen("The KDC", sandbox.port("kdc"), DEPENDENCY);
    }
    if (kind == Role.Kind.NAMENODE) {
      for (int i = 1; i <= 3; i++) {
        Ports.awaitOpen("JournalNode " + i, sandbox.port("journalnode" + i + ".rpc"), DEPENDENCY);
      }
    }
    if (kind == Role.Kind.ZKFC) {
      Ports.awaitOpen("ZooKeeper", sandbox.port("zookeeper"), DEPENDENCY);
    }
    if (kind == Role.Kind.DATANODE) {
      for (int i = 1; i <= 2; i++) {
        Ports.awaitOpen("NameNode " + i, sandbox.port("namenode" + i + ".rpc"), DEPENDENCY);
      }
    }
  }

  /** Starts a role of this JVM; does nothing if it runs. */
  synchronized Daemon startOne(Role role) throws Exception {
    if (!assigned.contains(role)) {
      throw new IllegalArgumentException(
          "Role " + role + " does not belong to this process, which runs " + assigned);
    }
    Daemon daemon = running.get(role);
    return daemon != null ? daemon : start(role);
  }

  private Daemon start(Role role) throws Exception {
    long begin = System.nanoTime();
    int ordinal = role.ordinal();
    Daemon daemon =
        switch (role.kind()) {
          case KDC -> KeyDistributionCenter.start(sandbox);
          case ZOOKEEPER -> ZooKeeperServerDaemon.start(sandbox);
          case JOURNALNODE -> JournalNodeDaemon.start(configurations.journalNode(role));
          case NAMENODE -> NameNodeDaemon.start(sandbox, configurations, ordinal);
          case ZKFC -> FailoverController.start(configurations.nameNode(ordinal), ordinal);
          case DATANODE -> DataNodeDaemon.start(configurations.dataNode(role));
        };
    running.put(role, daemon);
    LOG.info("Started {} in {} ms", role, (System.nanoTime() - begin) / 1_000_000);
    return daemon;
  }

  /** Stops a role of this JVM; does nothing if it does not run. */
  synchronized void stopOne(Role role) throws Exception {
    Daemon daemon = running.remove(role);
    if (daemon != null) {
      LOG.info("Stopping {}", role);
      daemon.stop();
    }
  }

  /** Stops everything, last started first; failures are logged, nothing is left out. */
  void stopAll() {
    for (Role role : new ArrayList<>(running.descendingKeySet())) {
      try {
        stopOne(role);
      } catch (Exception e) {
        LOG.warn("Stopping {} failed", role, e);
      }
    }
  }

  /** Role to its state; {@code stopped} for a role of this JVM that does not run. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (Role role : assigned) {
      Daemon daemon = running.get(role);
      states.put(role.toString(), daemon == null ? "stopped" : daemon.state());
    }
    return states;
  }
}
