package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

/**
 * Gives {@code /nyala} and {@code /hiveserver2} to Nyala's service principals and closes the root,
 * which ZooKeeper leaves writable to the world.
 */
final class ZooKeeperLayout {
  private static final int SESSION_MILLIS = 5000;

  private ZooKeeperLayout() {}

  static void prepare(SandboxFile sandbox)
      throws IOException, InterruptedException, KeeperException {
    CountDownLatch connected = new CountDownLatch(1);
    ZooKeeper client =
        new ZooKeeper(
            "localhost:" + sandbox.port("zookeeper"),
            SESSION_MILLIS,
            event -> {
              if (event.getState() == KeeperState.SyncConnected
                  || event.getState() == KeeperState.SaslAuthenticated) {
                connected.countDown();
              }
            });
    try {
      if (!connected.await(SESSION_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IOException("ZooKeeper did not accept a session within 5 s");
      }
      List<ACL> services = new ArrayList<>();
      for (String principal : sandbox.get("zookeeper.principals").split(",")) {
        services.add(new ACL(Perms.ALL, new Id("sasl", principal.trim())));
      }
      List<ACL> readable = new ArrayList<>(services);
      readable.add(new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE));
      create(client, "/nyala", services);
      create(client, "/hiveserver2", readable);
      List<ACL> root = new ArrayList<>();
      root.add(new ACL(Perms.ALL, new Id("sasl", sandbox.get("hdfs.principal"))));
      root.add(new ACL(Perms.READ, Ids.ANYONE_ID_UNSAFE));
      client.setACL("/", root, -1);
    } finally {
      client.close();
    }
  }

  private static void create(ZooKeeper client, String path, List<ACL> acl)
      throws KeeperException, InterruptedException {
    if (!client.getChildren("/", false).contains(path.substring(1))) {
      client.create(path, new byte[0], acl, CreateMode.PERSISTENT);
    }
  }
}
