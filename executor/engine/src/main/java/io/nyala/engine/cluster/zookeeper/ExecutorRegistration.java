package io.nyala.engine.cluster.zookeeper;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.recipes.nodes.PersistentNode;
import org.apache.zookeeper.CreateMode;

/**
 * Keeps an executor registered: its node comes back after a lost session and goes when this is
 * closed.
 */
public final class ExecutorRegistration implements AutoCloseable {
  private final PersistentNode node;

  private ExecutorRegistration(PersistentNode node) {
    this.node = node;
  }

  /**
   * @throws NyalaException STORAGE_ERROR if the node does not appear within {@code wait}
   */
  public static ExecutorRegistration register(
      ZooKeeperConnection connection, ExecutorNode executor, Duration wait) {
    PersistentNode node =
        new PersistentNode(
            connection.curator(),
            CreateMode.EPHEMERAL,
            false,
            connection.executorsPath() + "/" + executor.id(),
            ExecutorNodeText.format(executor));
    node.start();
    boolean created = false;
    try {
      created = node.waitForInitialCreate(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!created) {
      throw new NyalaException(
          ErrorCode.STORAGE_ERROR,
          "The executor could not register below "
              + connection.executorsPath()
              + "; may its principal write there (nyala.internal.allowed.principals)?");
    }
    return new ExecutorRegistration(node);
  }

  @Override
  public void close() {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
