package io.nyala.sandbox.hdfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.namenode.NameNode;
import org.apache.hadoop.hdfs.server.namenode.ha.BootstrapStandby;

/**
 * Hadoop's own NameNode. The first start formats the first one and copies its image to the others;
 * a later start finds the directories as they were left.
 */
final class NameNodeDaemon implements Daemon {
  private static final Duration FIRST_NAMENODE = Duration.ofMinutes(1);

  private final NameNode node;

  private NameNodeDaemon(NameNode node) {
    this.node = node;
  }

  static NameNodeDaemon start(SandboxFile sandbox, RoleConfigurations configurations, int ordinal)
      throws IOException, InterruptedException {
    Path directory = configurations.nameDirectory(ordinal);
    if (Files.notExists(directory.resolve("current").resolve("VERSION"))) {
      Files.createDirectories(directory);
      if (ordinal == 1) {
        format(configurations.nameNode(ordinal), sandbox.nameservice());
      } else {
        Ports.awaitOpen("NameNode 1", sandbox.port("namenode1.rpc"), FIRST_NAMENODE);
        copyImage(configurations.nameNode(ordinal), ordinal);
      }
    }
    return new NameNodeDaemon(new NameNode(configurations.nameNode(ordinal)));
  }

  private static void format(Configuration conf, String nameservice) throws IOException {
    NameNode.initializeGenericKeys(conf, nameservice, "nn1");
    NameNode.format(conf);
  }

  private static void copyImage(Configuration conf, int ordinal) throws IOException {
    int status;
    try {
      status = BootstrapStandby.run(new String[] {"-force", "-nonInteractive"}, conf);
    } catch (Exception e) {
      throw new IOException("NameNode " + ordinal + " cannot copy the image of NameNode 1", e);
    }
    if (status != 0) {
      throw new IOException(
          "NameNode " + ordinal + " cannot copy the image of NameNode 1: status " + status);
    }
  }

  @Override
  public void stop() {
    node.stop();
    node.join();
  }

  @Override
  public String state() {
    if (node.isActiveState()) {
      return "active";
    }
    return node.isStandbyState() ? "standby" : "starting";
  }
}
