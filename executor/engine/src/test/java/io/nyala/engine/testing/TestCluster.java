package io.nyala.engine.testing;

import io.nyala.engine.cluster.ClusterMembership;
import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.config.EngineConfig;
import io.nyala.engine.coordinator.CoordinatorConfig;
import io.nyala.engine.coordinator.ExecutorClients;
import io.nyala.engine.coordinator.QueryCoordinator;
import io.nyala.engine.coordinator.QueryExecution;
import io.nyala.engine.coordinator.QueryOptions;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.filter.ExpressionCompiler;
import io.nyala.engine.operator.filter.InterpretedExpressions;
import io.nyala.engine.operator.scan.ScanAuthorization;
import io.nyala.engine.pipeline.WorkerPool;
import io.nyala.engine.task.EngineServices;
import io.nyala.engine.task.TaskProtocol;
import io.nyala.engine.task.TaskService;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.fault.FaultPoints;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.source.BatchSinkFactory;
import io.nyala.spi.source.Split;
import io.nyala.spi.vector.VectorBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A coordinator and executors in one process, connected by {@link InMemoryRpc}. */
public final class TestCluster implements AutoCloseable {
  private static final String COORDINATOR = "nyala/localhost@TEST";

  private final FakeTables tables = new FakeTables();
  private final InMemoryRpc rpc = new InMemoryRpc(COORDINATOR);
  private final List<ExecutorNode> nodes = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<ExecutorNode>>> listeners = new CopyOnWriteArrayList<>();
  private final List<TaskService> services = new ArrayList<>();
  private final List<MemoryPool> memories = new ArrayList<>();
  private final List<WorkerPool> workers = new ArrayList<>();
  private final MemoryPool coordinatorMemory = MemoryPool.root("coordinator", 1L << 30);
  private final QueryCoordinator coordinator;

  public TestCluster(int executors, int batchRows, long memory, FaultPoints faults) {
    this(executors, batchRows, memory, faults, new InterpretedExpressions(), refusingSinks());
  }

  public TestCluster(
      int executors,
      int batchRows,
      long memory,
      FaultPoints faults,
      ExpressionCompiler expressions,
      BatchSinkFactory sinks) {
    ExecutorClients clients = new ExecutorClients(rpc);
    for (int i = 0; i < executors; i++) {
      RpcAddress address = new RpcAddress("localhost", 1000 + i, "nyala-exec/localhost@TEST");
      MemoryPool pool = MemoryPool.root("process", memory);
      WorkerPool workerPool = new WorkerPool("worker-" + i, 2, () -> {});
      EngineServices engine =
          new EngineServices(
              config(batchRows, memory),
              pool,
              workerPool,
              expressions,
              tables,
              sinks,
              new ScanAuthorization(FakeTables::verify),
              TaskProtocol.fetcher(clients),
              faults);
      TaskService service = new TaskService(engine, Set.of(COORDINATOR), Set.of());
      rpc.serve(address, service);
      services.add(service);
      memories.add(pool);
      workers.add(workerPool);
      nodes.add(new ExecutorNode("executor-" + i, "host" + i, "/rack1", address));
    }
    coordinator =
        new QueryCoordinator(
            new Members(),
            clients,
            coordinatorMemory,
            new CoordinatorConfig(2, 2, 1 << 20, 1 << 16));
  }

  /** For queries that do not write. */
  public static BatchSinkFactory refusingSinks() {
    return (write, attempt, context) -> {
      throw new NyalaException(ErrorCode.NOT_SUPPORTED, "no sinks here");
    };
  }

  private static EngineConfig config(int batchRows, long memory) {
    return new EngineConfig(
        2,
        Duration.ofMillis(2),
        batchRows,
        false,
        memory,
        memory,
        1 << 14,
        1 << 16,
        1 << 16,
        1 << 14,
        Duration.ofMillis(200),
        Duration.ofSeconds(20));
  }

  private final class Members implements ClusterMembership {
    @Override
    public List<ExecutorNode> executors() {
      return List.copyOf(nodes);
    }

    @Override
    public Registration listen(Consumer<List<ExecutorNode>> listener) {
      listeners.add(listener);
      return () -> listeners.remove(listener);
    }
  }

  public FakeTables tables() {
    return tables;
  }

  public QueryCoordinator coordinator() {
    return coordinator;
  }

  /** The executor's process is gone, its membership with it. */
  public void kill(int executor, boolean connection) {
    ExecutorNode node = nodes.get(executor);
    if (connection) {
      rpc.kill(node.address());
    } else {
      nodes.remove(node);
      listeners.forEach(listener -> listener.accept(List.copyOf(nodes)));
    }
  }

  public QueryExecution start(DistributedPlan plan, Map<Integer, List<Split>> splits) {
    return coordinator.execute(plan, splits, QueryOptions.DEFAULT);
  }

  /** All rows; then nothing may be held anywhere. */
  public List<VectorBatch> run(DistributedPlan plan, Map<Integer, List<Split>> splits)
      throws Exception {
    QueryExecution execution = start(plan, splits);
    try {
      return drain(execution);
    } finally {
      execution.done().get(10, TimeUnit.SECONDS);
    }
  }

  public static List<VectorBatch> drain(QueryExecution execution) throws Exception {
    List<VectorBatch> batches = new ArrayList<>();
    while (!execution.results().isFinished()) {
      VectorBatch batch = execution.results().poll();
      if (batch != null) {
        batches.add(batch);
      } else {
        execution.results().blocked().get(20, TimeUnit.SECONDS);
      }
    }
    return batches;
  }

  /** Bytes reserved anywhere. */
  public long reservedBytes() {
    return coordinatorMemory.reservedBytes()
        + memories.stream().mapToLong(MemoryPool::reservedBytes).sum();
  }

  public int openQueries() {
    return services.stream().mapToInt(TaskService::queryCount).sum();
  }

  @Override
  public void close() {
    services.forEach(TaskService::close);
    workers.forEach(WorkerPool::close);
    rpc.close();
  }
}
