package io.nyala.engine.coordinator;

import io.nyala.engine.admission.AdmissionQueue;
import io.nyala.engine.cluster.ClusterMembership;
import io.nyala.engine.exchange.PageFetcher;
import io.nyala.engine.task.TaskProtocol;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.source.Split;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs distributed plans on the cluster. Thread-safe. */
public final class QueryCoordinator {
  private final ClusterMembership membership;
  private final Function<RpcAddress, RpcClient> clients;
  private final PageFetcher pages;
  private final MemoryContext memory;
  private final AdmissionQueue admission;
  private final CoordinatorConfig config;

  /**
   * @param clients shared clients, usually {@link ExecutorClients}
   * @param memory account of the coordinator, charged with results not yet taken
   */
  public QueryCoordinator(
      ClusterMembership membership,
      Function<RpcAddress, RpcClient> clients,
      MemoryContext memory,
      CoordinatorConfig config) {
    this.membership = membership;
    this.clients = clients;
    this.pages = TaskProtocol.fetcher(clients);
    this.memory = memory;
    this.admission = new AdmissionQueue(config.concurrentQueries(), config.queuedQueries());
    this.config = config;
  }

  /**
   * Starts a query, or queues it. Does not block; failures after admission show in the execution.
   *
   * @param splits by plan node id of the scan
   * @throws io.nyala.spi.error.NyalaException QUEUE_FULL
   */
  public QueryExecution execute(
      DistributedPlan plan, Map<Integer, List<Split>> splits, QueryOptions options) {
    QueryExecution execution =
        new QueryExecution(
            plan, Map.copyOf(splits), options, membership, clients, pages, memory, config);
    execution.begin(admission.enter());
    return execution;
  }

  /** Queries that run now. */
  public int running() {
    return admission.running();
  }
}
