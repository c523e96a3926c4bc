package io.nyala.sandbox.hdfs;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.qjournal.server.JournalNode;

/** Hadoop's own JournalNode. */
final class JournalNodeDaemon implements Daemon {
  private final JournalNode node;

  private JournalNodeDaemon(JournalNode node) {
    this.node = node;
  }

  static JournalNodeDaemon start(Configuration conf) throws IOException {
    JournalNode node = new JournalNode();
    node.setConf(conf);
    node.start();
    return new JournalNodeDaemon(node);
  }

  @Override
  public void stop() {
    node.stop(0);
  }
}
