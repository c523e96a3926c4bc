package io.nyala.engine.scheduler;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.exchange.ExchangeLocation;
import io.nyala.engine.exchange.TaskId;
import io.nyala.engine.operator.scan.AssignedSplit;
import io.nyala.engine.task.TaskSpec;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.PlanNode.ExchangeSource;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.source.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All tasks of a query, placed.
 *
 * @param tasks producers before consumers
 * @param results where the tasks of the root fragment run
 */
public record QuerySchedule(List<ScheduledTask> tasks, List<ExchangeLocation> results) {
  public QuerySchedule {
    tasks = List.copyOf(tasks);
    results = List.copyOf(results);
  }

  /**
   * Places the plan.
   *
   * @param splits by plan node id of the scan
   * @param attempt epoch of the query's tasks
   * @throws NyalaException NO_EXECUTORS
   */
  public static QuerySchedule of(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      List<ExecutorNode> executors,
      int attempt) {
    if (executors.isEmpty()) {
      throw new NyalaException(
          ErrorCode.NO_EXECUTORS,
          "No executor is registered; start one, or wait for it to join the cluster.");
    }
    return new Placement(plan, splits, executors, attempt).schedule();
  }

  /** Scheduling in progress. */
  private static final class Placement {
    private final DistributedPlan plan;
    private final Map<Integer, List<Split>> splits;
    private final List<ExecutorNode> executors;
    private final int attempt;
    private final SplitAssigner assigner;

    /** Per fragment: indexes of the executors of its tasks. */
    private final Map<Integer, List<Integer>> placed = new HashMap<>();

    /** Per fragment and executor: splits by scan. */
    private final Map<Integer, Map<Integer, Map<Integer, List<AssignedSplit>>>> assigned =
        new HashMap<>();

    Placement(
        DistributedPlan plan,
        Map<Integer, List<Split>> splits,
        List<ExecutorNode> executors,
        int attempt) {
      this.plan = plan;
      this.splits = splits;
      this.executors = executors;
      this.attempt = attempt;
      this.assigner = new SplitAssigner(executors);
    }

    QuerySchedule schedule() {
      Map<Integer, Integer> consumers = new HashMap<>();
      for (PlanFragment fragment : plan.fragments()) {
        placed.put(fragment.id(), place(fragment));
        exchanges(fragment.root())
            .forEach(
                source -> source.fragments().forEach(from -> consumers.put(from, fragment.id())));
      }
      List<ScheduledTask> tasks = new ArrayList<>();
      for (PlanFragment fragment : plan.fragments()) {
        Integer consumer = consumers.get(fragment.id());
        int partitions = consumer == null ? 1 : executorsOf(consumer).size();
        tasks.addAll(tasks(fragment, partitions));
      }
      return new QuerySchedule(tasks, locations(plan.root().id()));
    }

    private List<Integer> executorsOf(int fragment) {
      List<Integer> result = placed.get(fragment);
      if (result == null) {
        throw new NyalaException(
            ErrorCode.INTERNAL_ERROR, "the plan reads fragment " + fragment + ", which it lacks");
      }
      return result;
    }

    private List<Integer> place(PlanFragment fragment) {
      return switch (fragment.distribution()) {
        case SOURCE -> placeSource(fragment);
        case HASH -> {
          List<Integer> all = new ArrayList<>();
          for (int i = 0; i < executors.size(); i++) {
            all.add(i);
          }
          yield all;
        }
        case SINGLE -> {
          placeSplits(fragment, List.of(anyExecutor()));
          yield List.of(anyExecutor());
        }
      };
    }

    private int anyExecutor() {
      return Math.floorMod(plan.constants().queryId().hashCode(), executors.size());
    }

    private List<Integer> placeSource(PlanFragment fragment) {
      placeSplits(fragment, List.of());
      TreeSet<Integer> used =
          new TreeSet<>(assigned.getOrDefault(fragment.id(), Map.of()).keySet());
      if (used.isEmpty()) {
        used.add(anyExecutor());
      }
      return List.copyOf(used);
    }

    /**
     * @param only if not empty the one executor that gets all splits
     */
    private void placeSplits(PlanFragment fragment, List<Integer> only) {
      for (TableScan scan : scans(fragment.root())) {
        List<Split> scanSplits = splits.getOrDefault(scan.id(), List.of());
        List<List<AssignedSplit>> perExecutor;
        if (only.isEmpty()) {
          perExecutor = assigner.assign(scanSplits);
        } else {
          perExecutor = new ArrayList<>();
          List<AssignedSplit> all =
              new SplitAssigner(List.of(executors.get(only.get(0)))).assign(scanSplits).get(0);
          for (int i = 0; i < executors.size(); i++) {
            perExecutor.add(i == only.get(0) ? all : List.of());
          }
        }
        for (int i = 0; i < perExecutor.size(); i++) {
          if (!perExecutor.get(i).isEmpty()) {
            assigned
                .computeIfAbsent(fragment.id(), id -> new TreeMap<>())
                .computeIfAbsent(i, executor -> new HashMap<>())
                .put(scan.id(), perExecutor.get(i));
          }
        }
      }
    }

    private List<ScheduledTask> tasks(PlanFragment fragment, int partitions) {
      Map<Integer, List<ExchangeLocation>> producers = new HashMap<>();
      for (ExchangeSource source : exchanges(fragment.root())) {
        source.fragments().forEach(from -> producers.put(from, locations(from)));
      }
      List<ScheduledTask> tasks = new ArrayList<>();
      List<Integer> where = executorsOf(fragment.id());
      for (int index = 0; index < where.size(); index++) {
        int executor = where.get(index);
        TaskSpec spec =
            new TaskSpec(
                new TaskId(plan.constants().queryId(), fragment.id(), index, attempt),
                fragment,
                assigned.getOrDefault(fragment.id(), Map.of()).getOrDefault(executor, Map.of()),
                producers,
                partitions);
        tasks.add(new ScheduledTask(executors.get(executor), spec));
      }
      return tasks;
    }

    private List<ExchangeLocation> locations(int fragment) {
      List<ExchangeLocation> locations = new ArrayList<>();
      List<Integer> where = executorsOf(fragment);
      for (int index = 0; index < where.size(); index++) {
        locations.add(
            new ExchangeLocation(
                executors.get(where.get(index)).address(),
                new TaskId(plan.constants().queryId(), fragment, index, attempt)));
      }
      return locations;
    }

    private static List<ExchangeSource> exchanges(PlanNode node) {
      return collect(node, ExchangeSource.class, new ArrayList<>());
    }

    private static List<TableScan> scans(PlanNode node) {
      return collect(node, TableScan.class, new ArrayList<>());
    }

    private static <T> List<T> collect(PlanNode node, Class<T> type, List<T> found) {
      if (type.isInstance(node)) {
        found.add(type.cast(node));
      }
      node.inputs().forEach(input -> collect(input, type, found));
      return found;
    }
  }
}
