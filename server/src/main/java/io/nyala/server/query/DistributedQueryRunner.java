package io.nyala.server.query;

import io.nyala.engine.cluster.ClusterMembership;
import io.nyala.engine.coordinator.FragmentProgress;
import io.nyala.engine.coordinator.QueryCoordinator;
import io.nyala.engine.coordinator.QueryExecution;
import io.nyala.engine.coordinator.QueryOptions;
import io.nyala.engine.coordinator.ResultStream;
import io.nyala.engine.profile.Counter;
import io.nyala.engine.profile.QueryProfile;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.Split;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs plans through the engine's coordinator, on the thread of the operation. */
public final class DistributedQueryRunner implements QueryRunner {
  private static final long PROGRESS_MILLIS = 500;
  private static final long RELEASE_SECONDS = 10;

  private final QueryCoordinator coordinator;
  private final ClusterMembership membership;

  public DistributedQueryRunner(QueryCoordinator coordinator, ClusterMembership membership) {
    this.coordinator = coordinator;
    this.membership = membership;
  }

  @Override
  public int executors() {
    return Math.max(1, membership.executors().size());
  }

  @Override
  @SuppressWarnings("try") // the registration is held, not used
  public RunReport run(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      RunOptions options,
      ResultConsumer consumer,
      ExecutionListener listener,
      CancellationToken cancellation) {
    QueryExecution execution =
        coordinator.execute(
            plan,
            splits,
            new QueryOptions(
                0, options.batchRows(), options.compiledExpressions(), options.maxExecutors()));
    try (CancellationToken.Registration registration =
            cancellation.onCancel(() -> execution.cancel(reason(cancellation)));
        ResultStream results = execution.results()) {
      drain(execution, results, consumer, listener);
    } finally {
      awaitRelease(execution);
    }
    listener.progress(progress(execution, "SUCCEEDED"));
    return report(execution.profile(), options.hiddenNodes());
  }

  private static NyalaException reason(CancellationToken cancellation) {
    return cancellation
        .reason()
        .orElseGet(() -> new NyalaException(ErrorCode.CANCELED, "The query was cancelled"));
  }

  private static void drain(
      QueryExecution execution,
      ResultStream results,
      ResultConsumer consumer,
      ExecutionListener listener) {
    while (!results.isFinished()) {
      VectorBatch batch = results.poll();
      if (batch != null) {
        consumer.accept(batch);
      } else if (!results.isFinished()) {
        await(results);
        listener.progress(progress(execution, "RUNNING"));
      }
    }
  }

  private static void await(ResultStream results) {
    try {
      results.blocked().get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return; // time to tell of progress
    } catch (ExecutionException e) {
      throw new NyalaException(
          ErrorCode.INTERNAL_ERROR,
          "Waiting for results failed; the coordinator's log tells why",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NyalaException(ErrorCode.CANCELED, "The query was interrupted", e);
    }
  }

  /**
   * The final counters arrive with the release; an executor that is gone is not waited for long.
   */
  private static void awaitRelease(QueryExecution execution) {
    try {
      execution.done().get(RELEASE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return; // the engine goes on releasing in the background
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static QueryProgress progress(QueryExecution execution, String state) {
    List<QueryProgress.Stage> stages = new ArrayList<>();
    for (FragmentProgress fragment : execution.progress()) {
      boolean scans = fragment.splitsTotal() > 0;
      long total = scans ? fragment.splitsTotal() : fragment.tasksTotal();
      long done = scans ? fragment.splitsDone() : fragment.tasksDone();
      stages.add(
          new QueryProgress.Stage(
              "Fragment " + fragment.fragment(),
              done == total ? "SUCCEEDED" : state,
              total,
              done,
              total - done,
              0));
    }
    return new QueryProgress(stages);
  }

  private static RunReport report(QueryProfile whole, Set<Integer> hiddenNodes) {
    QueryProfile profile = whole.without(hiddenNodes);
    String summary =
        String.format(
            Locale.ROOT,
            "Splits: %d node-local, %d rack-local, %d off-switch; row groups skipped: %d/%d; bytes read: %d;"
                + " CPU: %d ms",
            profile.total(Counter.SPLITS_NODE_LOCAL),
            profile.total(Counter.SPLITS_RACK_LOCAL),
            profile.total(Counter.SPLITS_OFF_SWITCH),
            profile.total(Counter.ROW_GROUPS_SKIPPED),
            profile.total(Counter.ROW_GROUPS),
            profile.total(Counter.PHYSICAL_BYTES),
            TimeUnit.NANOSECONDS.toMillis(profile.total(Counter.CPU_NANOS)));
    return new RunReport(summary, profile.render());
  }
}
