package io.nyala.sandbox.hdfs;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

/** Hadoop's own DataNode on loopback, registered under its logical host name. */
final class DataNodeDaemon implements Daemon {
  private final DataNode node;

  private DataNodeDaemon(DataNode node) {
    this.node = node;
  }

  static DataNodeDaemon start(Configuration conf) throws IOException {
    DataNode node = DataNode.instantiateDataNode(new String[0], conf);
    node.runDatanodeDaemon();
    return new DataNodeDaemon(node);
  }

  @Override
  public void stop() {
    node.shutdown();
  }
}
