package io.nyala.server.launcher;

import io.nyala.engine.cluster.zookeeper.ZooKeeperConfig;
import io.nyala.engine.cluster.zookeeper.ZooKeeperConnection;
import io.nyala.engine.cluster.zookeeper.ZooKeeperMembership;
import io.nyala.engine.coordinator.CoordinatorConfig;
import io.nyala.engine.coordinator.ExecutorClients;
import io.nyala.engine.coordinator.QueryCoordinator;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.security.kerberos.KerberosLogin;
import io.nyala.server.query.DistributedQueryRunner;
import io.nyala.server.query.QueryRunner;
import io.nyala.spi.config.Configuration;
import io.nyala.transport.rpc.NettyRpcClientFactory;
import io.nyala.transport.rpc.RpcOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executors as the coordinator reaches them: membership, internal connections, the engine.
 * Opened and closed together.
 */
final class ExecutionServices implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutionServices.class);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final QueryRunner runner;

  private ExecutionServices(
      Configuration configuration, KerberosLogin login, Path keytab, Duration patience) {
    ZooKeeperConnection zooKeeper =
        part(
            ZooKeeperConnection.secure(
                ZooKeeperConfig.from(configuration), login.principal(), keytab, patience));
    ZooKeeperMembership membership = part(new ZooKeeperMembership(zooKeeper));
    ExecutorClients clients =
        part(new ExecutorClients(part(new NettyRpcClientFactory(RpcOptions.defaults(), login))));
    QueryCoordinator coordinator =
        new QueryCoordinator(
            membership,
            clients,
            MemoryPool.root("results", configuration.get(CoordinatorKeys.RESULT_MEMORY)),
            CoordinatorConfig.from(configuration));
    this.runner = new DistributedQueryRunner(coordinator, membership);
  }

  static ExecutionServices open(
      Configuration configuration, KerberosLogin login, Path keytab, Duration patience) {
    return new ExecutionServices(configuration, login, keytab, patience);
  }

  private <T extends AutoCloseable> T part(T opened) {
    parts.push(opened);
    return opened;
  }

  QueryRunner runner() {
    return runner;
  }

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
