package io.nyala.sandbox.hdfs;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.tools.DFSZKFailoverController;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hadoop's own ZKFC, beside its NameNode. Its thread waits until it is interrupted; that ends its
 * session and its election.
 */
final class FailoverController implements Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(FailoverController.class);
  private static final int ALREADY_FORMATTED = 2;

  private final Thread thread;

  private FailoverController(Thread thread) {
    this.thread = thread;
  }

  /** Creates the election's node in ZooKeeper on the first start, then joins the election. */
  static FailoverController start(Configuration conf, int ordinal) throws Exception {
    int status =
        DFSZKFailoverController.create(conf).run(new String[] {"-formatZK", "-nonInteractive"});
    if (status != 0 && status != ALREADY_FORMATTED) {
      throw new IOException("The failover controller cannot prepare ZooKeeper: status " + status);
    }
    DFSZKFailoverController controller = DFSZKFailoverController.create(conf);
    Thread thread = new Thread(() -> run(controller), "zkfc" + ordinal);
    thread.setDaemon(true);
    thread.start();
    return new FailoverController(thread);
  }

  private static void run(DFSZKFailoverController controller) {
    try {
      int status = controller.run(new String[0]);
      LOG.info("Failover controller ended with status {}", status);
    } catch (Exception e) {
      if (e instanceof InterruptedException || e.getCause() instanceof InterruptedException) {
        LOG.info("Failover controller stopped");
      } else {
        LOG.error("Failover controller failed", e);
      }
    }
  }

  @Override
  public void stop() throws InterruptedException {
    thread.interrupt();
    thread.join(3000);
  }

  @Override
  public String state() {
    return thread.isAlive() ? "running" : "failed";
  }
}
