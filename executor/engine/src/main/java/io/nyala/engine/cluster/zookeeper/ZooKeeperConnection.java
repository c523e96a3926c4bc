package io.nyala.engine.cluster.zookeeper;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.retry.ExponentialBackoffRetry;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.client.ZKClientConfig;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/** The process's session with ZooKeeper. Thread-safe. */
public final class ZooKeeperConnection implements AutoCloseable {
  private static final int RETRIES = 10;

  private final CuratorFramework curator;
  private final String root;

  private ZooKeeperConnection(CuratorFramework curator, String root) {
    this.curator = curator;
    this.root = root;
  }

  /**
   * Connects, authenticated by Kerberos. Waits for ZooKeeper.
   *
   * @throws NyalaException STORAGE_ERROR if it cannot be reached within {@code wait}
   */
  public static ZooKeeperConnection secure(
      ZooKeeperConfig config, String principal, Path keytab, Duration wait) {
    ZooKeeperLogin.install(principal, keytab);
    ZKClientConfig client = new ZKClientConfig();
    client.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "true");
    client.setProperty(ZKClientConfig.LOGIN_CONTEXT_NAME_KEY, ZooKeeperLogin.SECTION);
    if (!config.serverPrincipal().isEmpty()) {
      client.setProperty(ZKClientConfig.ZOOKEEPER_SERVER_PRINCIPAL, config.serverPrincipal());
    }
    List<ACL> acls = new ArrayList<>();
    for (String member : config.members()) {
      acls.add(new ACL(ZooDefs.Perms.ALL, new Id("sasl", member)));
    }
    return connect(config, client, acls, wait);
  }

  /** Connects without authentication; for tests. */
  static ZooKeeperConnection open(ZooKeeperConfig config, Duration wait) {
    ZKClientConfig client = new ZKClientConfig();
    client.setProperty(ZKClientConfig.ENABLE_CLIENT_SASL_KEY, "false");
    return connect(config, client, new ArrayList<>(ZooDefs.Ids.OPEN_ACL_UNSAFE), wait);
  }

  private static ZooKeeperConnection connect(
      ZooKeeperConfig config, ZKClientConfig client, List<ACL> acls, Duration wait) {
    CuratorFramework curator =
        CuratorFrameworkFactory.builder()
            .connectString(config.quorum())
            .sessionTimeoutMs((int) config.sessionTimeout().toMillis())
            .connectionTimeoutMs((int) Math.min(15_000, wait.toMillis()))
            .retryPolicy(new ExponentialBackoffRetry(200, RETRIES, 3_000))
            .zkClientConfig(client)
            .aclProvider(
                new ACLProvider() {
                  @Override
                  public List<ACL> getDefaultAcl() {
                    return acls;
                  }

                  @Override
                  public List<ACL> getAclForPath(String path) {
                    return acls;
                  }
                })
            .build();
    curator.start();
    boolean connected = false;
    try {
      connected = curator.blockUntilConnected((int) wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!connected) {
      curator.close();
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "ZooKeeper at " + config.quorum() + " (nyala.zookeeper.quorum) did not answer.");
    }
    return new ZooKeeperConnection(curator, config.root());
  }

  CuratorFramework curator() {
    return curator;
  }

  /** The node whose children are the executors. */
  String executorsPath() {
    return root + "/executors";
  }

  @Override
  public void close() {
    curator.close();
  }
}
