package io.nyala.engine.cluster.zookeeper;

import io.nyala.engine.cluster.ClusterMembership;
import io.nyala.engine.cluster.ExecutorNode;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.curator.framework.recipes.cache.CuratorCache;
import org.apache.curator.framework.recipes.cache.CuratorCacheListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The executors that are registered, followed through watches. Thread-safe. */
public final class ZooKeeperMembership implements ClusterMembership, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperMembership.class);

  private final CuratorCache cache;
  private final String path;
  private final List<Consumer<List<ExecutorNode>>> listeners = new CopyOnWriteArrayList<>();
  private volatile List<ExecutorNode> executors = List.of();

  public ZooKeeperMembership(ZooKeeperConnection connection) {
    path = connection.executorsPath();
    cache = CuratorCache.build(connection.curator(), path);
    cache
        .listenable()
        .addListener(
            CuratorCacheListener.builder()
                .forAll((t, o, n) -> refresh())
                .forInitialized(this::refresh)
                .build());
    cache.start();
  }

  private void refresh() {
    List<ExecutorNode> now =
        cache.stream()
            .filter(data -> data.getPath().length() > path.length() + 1)
            .flatMap(
                data ->
                    ExecutorNodeText.parse(
                        data.getPath().substring(path.length() + 1), data.getData())
                        .stream())
            .sorted(Comparator.comparing(ExecutorNode::host).thenComparing(ExecutorNode::id))
            .collect(Collectors.toUnmodifiableList());
    if (!now.equals(executors)) {
      executors = now;
      LOG.info("Live executors: {}", now.stream().map(ExecutorNode::description).toList());
      listeners.forEach(listener -> listener.accept(now));
    }
  }

  @Override
  public List<ExecutorNode> executors() {
    return executors;
  }

  @Override
  public Registration listen(Consumer<List<ExecutorNode>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public void close() {
    cache.close();
  }
}
