package io.nyala.engine.task;

import io.nyala.engine.exchange.OutputBuffer;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.scan.SplitQueue;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the pipelines of one task share. Filled while planning, read-only afterwards. */
final class TaskScope {
  private final TaskSpec spec;
  private final QueryConstants constants;
  private final EngineServices services;
  private final MemoryPool memory;
  private final CancellationToken cancellation;
  private final OutputBuffer output;
  private final Pipelines pipelines = new Pipelines();
  private final Map<Integer, SplitQueue> splits = new HashMap<>();
  private final List<AutoCloseable> resources = new ArrayList<>();
  private final List<Runnable> starts = new ArrayList<>();

  TaskScope(
      TaskSpec spec,
      QueryConstants constants,
      EngineServices services,
      MemoryPool memory,
      CancellationToken cancellation) {
    this.spec = spec;
    this.constants = constants;
    this.services = services;
    this.memory = memory;
    this.cancellation = cancellation;
    this.output =
        new OutputBuffer(
            memory.child("output of task " + spec.id()),
            services.config().outputBufferBytes(),
            spec.outputPartitions());
  }

  TaskSpec spec() {
    return spec;
  }

  QueryConstants constants() {
    return constants;
  }

  EngineServices services() {
    return services;
  }

  MemoryPool memory() {
    return memory;
  }

  CancellationToken cancellation() {
    return cancellation;
  }

  OutputBuffer output() {
    return output;
  }

  Pipelines pipelines() {
    return pipelines;
  }

  /** Drivers of a pipeline that can run side by side. */
  int drivers() {
    return services.workers().threadCount();
  }

  SplitQueue splits(int scanNodeId) {
    return splits.computeIfAbsent(
        scanNodeId, id -> new SplitQueue(spec.splits().getOrDefault(id, List.of())));
  }

  int splitsDone() {
    return splits.values().stream().mapToInt(SplitQueue::done).sum();
  }

  int splitsTotal() {
    return splits.values().stream().mapToInt(SplitQueue::total).sum();
  }

  /** Closed when the task has ended, however it did. */
  void closeAtEnd(AutoCloseable resource) {
    resources.add(resource);
  }

  /** Run when the task starts. */
  void atStart(Runnable action) {
    starts.add(action);
  }

  List<Runnable> starts() {
    return starts;
  }

  List<AutoCloseable> resources() {
    return resources;
  }
}
