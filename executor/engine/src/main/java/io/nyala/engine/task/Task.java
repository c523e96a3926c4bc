package io.nyala.engine.task;

import io.nyala.engine.exchange.OutputBuffer;
import io.nyala.engine.exchange.TaskId;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.operator.OperatorFactory;
import io.nyala.engine.pipeline.Driver;
import io.nyala.engine.pipeline.DriverOperator;
import io.nyala.engine.pipeline.DriverRunner;
import io.nyala.engine.pipeline.QueryShare;
import io.nyala.engine.profile.OperatorProfile;
import io.nyala.engine.profile.OperatorStatistics;
import io.nyala.engine.task.Pipelines.Chain;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fragment at work. Created with all its pipelines, then started; ends when all drivers have
 * ended. Its failure is that of the query on this process: it cancels the token, which wakes the
 * drivers of all tasks. Thread-safe.
 */
public final class Task {
  private static final Logger LOG = LoggerFactory.getLogger(Task.class);

  /** Named point passed when a task starts. */
  public static final String START_FAULT = "task.start";

  private final TaskScope scope;
  private final List<OperatorStatistics> statistics = new ArrayList<>();
  private final List<DriverRunner> runners = new ArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<TaskState> state = new AtomicReference<>(TaskState.CREATED);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable NyalaException failure;

  /**
   * Plans the pipelines.
   *
   * @param memory the task's account, closed by its owner when the query is released
   * @throws NyalaException INVALID_DECISION for a scan that was not authorized; NOT_SUPPORTED
   */
  public Task(
      TaskSpec spec,
      QueryConstants constants,
      EngineServices services,
      MemoryPool memory,
      CancellationToken cancellation,
      QueryShare share) {
    this.scope = new TaskScope(spec, constants, services, memory, cancellation);
    new FragmentPlanner(scope).plan();
    for (Chain chain : scope.pipelines().finished()) {
      List<OperatorStatistics> chainStatistics = new ArrayList<>();
      for (OperatorFactory factory : chain.factories()) {
        chainStatistics.add(new OperatorStatistics(factory.planNodeId(), factory.name()));
      }
      statistics.addAll(chainStatistics);
      for (int i = 0; i < chain.drivers(); i++) {
        Driver driver = driver(chain, chainStatistics, runners.size());
        runners.add(
            new DriverRunner(
                driver,
                services.workers(),
                share,
                services.config().timeSlice().toNanos(),
                this::driverDone));
      }
    }
  }

  private Driver driver(Chain chain, List<OperatorStatistics> chainStatistics, int number) {
    List<DriverOperator> operators = new ArrayList<>();
    for (int i = 0; i < chain.factories().size(); i++) {
      OperatorFactory factory = chain.factories().get(i);
      MemoryPool account =
          scope.memory().child("operator " + factory.name() + " #" + factory.planNodeId());
      OperatorContext context =
          new OperatorContext(
              scope.constants(),
              scope.spec().id() + "." + number,
              account,
              scope.cancellation(),
              scope.services().faults(),
              chainStatistics.get(i),
              scope.services().config().batchRows());
      operators.add(new DriverOperator(factory.create(context), account, chainStatistics.get(i)));
    }
    return new Driver(operators, scope.cancellation(), scope.services().faults());
  }

  /** Lets the drivers run. Does not block. */
  public void start() {
    if (!state.compareAndSet(TaskState.CREATED, TaskState.RUNNING)) {
      return;
    }
    running.set(runners.size());
    try {
      scope.services().faults().reach(START_FAULT);
      scope.starts().forEach(Runnable::run);
    } catch (RuntimeException e) {
      fail(e);
    }
    runners.forEach(DriverRunner::wake);
    scope.cancellation().onCancel(this::cancelled);
  }

  private void cancelled() {
    NyalaException reason = scope.cancellation().reason().orElseThrow();
    scope.output().fail(reason);
    if (state.compareAndSet(TaskState.CREATED, TaskState.FAILED)) {
      failure = reason;
      ended.complete(null);
    }
    runners.forEach(DriverRunner::wake);
  }

  /** Ends a task that was never started; others end by the cancellation of their query. */
  void cancelIfCreated() {
    if (scope.cancellation().isCancelled()) {
      cancelled();
    }
  }

  private void driverDone(@Nullable Throwable error) {
    if (error != null) {
      fail(error);
    }
    if (running.decrementAndGet() == 0) {
      closeResources();
      NyalaException cancelled = scope.cancellation().reason().orElse(null);
      if (cancelled == null) {
        state.set(TaskState.FINISHED);
      } else {
        failure = failure == null ? cancelled : failure;
        state.set(TaskState.FAILED);
      }
      ended.complete(null);
    }
  }

  private void fail(Throwable error) {
    NyalaException reason;
    if (error instanceof NyalaException known) {
      reason = known;
    } else {
      LOG.error("Task {} failed unexpectedly", scope.spec().id(), error);
      reason =
          new NyalaException(
              ErrorCode.INTERNAL_ERROR,
              "Task " + scope.spec().id() + " failed; the executor's log tells why.",
              error);
    }
    if (failure == null) {
      failure = reason;
    }
    scope.output().fail(reason);
    scope.cancellation().cancel(reason);
  }

  private void closeResources() {
    for (AutoCloseable resource : scope.resources()) {
      try {
        resource.close();
      } catch (Exception e) {
        LOG.warn("Closing a part of task {} failed", scope.spec().id(), e);
      }
    }
  }

  public TaskId id() {
    return scope.spec().id();
  }

  public OutputBuffer output() {
    return scope.output();
  }

  public TaskState state() {
    return state.get();
  }

  /** Completes, never exceptionally, when no driver runs any more. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  public @Nullable NyalaException failure() {
    return failure;
  }

  public int splitsDone() {
    return scope.splitsDone();
  }

  public int splitsTotal() {
    return scope.splitsTotal();
  }

  public List<OperatorProfile> profile() {
    return statistics.stream().map(OperatorStatistics::snapshot).toList();
  }

  /** Frees output that nobody will fetch. Call after the end. */
  void release() {
    scope.output().close();
    closeResources();
  }
}
