package io.nyala.sandbox.hdfs;

import io.nyala.spi.process.ReadyFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.metrics2.lib.DefaultMetricsSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ExitUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process {@code hdfs}: runs the roles given by {@code --roles} in this JVM and serves until it
 * is told to end. The process that runs the KDC also makes the directories of HDFS and ZooKeeper,
 * and is ready only when both take writes.
 */
public final class HdfsMain {
  private static final Logger LOG = LoggerFactory.getLogger(HdfsMain.class);
  private static final Duration WRITABLE = Duration.ofMinutes(1);
  private static final Duration SHUTDOWN = Duration.ofSeconds(8);

  private HdfsMain() {}

  /** Usage: {@code --conf <directory> --roles <role>,... [--name <process name>]}. */
  public static void main(String[] arguments) {
    try {
      Map<String, String> options = options(arguments);
      run(
          new SandboxFile(Path.of(options.get("--conf"))),
          Role.parse(options.get("--roles")),
          options.getOrDefault("--name", "hdfs"));
    } catch (IllegalArgumentException e) {
      exit(2, e);
    } catch (Exception e) {
      exit(1, e);
    }
  }

  private static Map<String, String> options(String[] arguments) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    if (!options.containsKey("--conf") || !options.containsKey("--roles")) {
      throw new IllegalArgumentException(
          "Usage: --conf <directory> --roles <role>,... [--name <process name>]");
    }
    return options;
  }

  private static void run(SandboxFile sandbox, List<Role> roles, String name) throws Exception {
    boolean shared = roles.stream().filter(role -> role.kind() == Role.Kind.NAMENODE).count() > 1;
    DefaultMetricsSystem.setMiniClusterMode(true);
    if (shared) {
      // One NameNode that gives up must not take the other one, the KDC and the DataNodes with it.
      ExitUtil.disableSystemExit();
    }
    Daemons daemons = new Daemons(sandbox, roles);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(daemons), "stop-roles"));
    ControlChannel control = ControlChannel.open(sandbox, daemons);
    daemons.startAll();
    if (roles.stream().anyMatch(role -> role.kind() == Role.Kind.KDC)) {
      prepareFirstUse(sandbox);
    }
    new ReadyFile(
            name,
            Map.of(
                "control", "localhost:" + control.port(),
                "kdc", "localhost:" + sandbox.port("kdc"),
                "zookeeper", "localhost:" + sandbox.port("zookeeper")))
        .announce(System.out);
    Thread.currentThread().join();
  }

  private static void prepareFirstUse(SandboxFile sandbox) throws Exception {
    ZooKeeperLayout.prepare(sandbox);
    Configuration conf = new RoleConfigurations(sandbox).client();
    UserGroupInformation.setConfiguration(conf);
    UserGroupInformation.loginUserFromKeytab(
        sandbox.get("hdfs.principal"), conf.get("dfs.namenode.keytab.file"));
    FileSystemLayout.prepare(conf, Integer.parseInt(sandbox.get("datanodes")), WRITABLE);
  }

  /** HDFS is safe against sudden death, so what does not stop in time is cut off. */
  private static void shutDown(Daemons daemons) {
    Thread stopping = new Thread(daemons::stopAll, "stop-all");
    stopping.setDaemon(true);
    stopping.start();
    try {
      stopping.join(SHUTDOWN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(143);
  }

  private static void exit(int status, Exception e) {
    LOG.error("The process ends", e);
    System.err.println("FAILED " + e);
    Runtime.getRuntime().halt(status);
  }
}
