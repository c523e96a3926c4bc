package io.nyala.engine.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a query cost: its tasks, by executor, and its operators summed over tasks. Mergeable:
 * profiles of the executors of a query are put together by {@link #plus}.
 *
 * @param tasksByExecutor executor's description to its tasks
 */
public record QueryProfile(String queryId, Map<String, List<TaskProfile>> tasksByExecutor) {
  private static final double MILLION = 1e6;

  public QueryProfile {
    tasksByExecutor = Map.copyOf(tasksByExecutor);
  }

  public static QueryProfile empty(String queryId) {
    return new QueryProfile(queryId, Map.of());
  }

  /** Both; where both know an executor, the other's word counts. */
  public QueryProfile plus(QueryProfile other) {
    Map<String, List<TaskProfile>> merged = new TreeMap<>(tasksByExecutor);
    merged.putAll(other.tasksByExecutor);
    return new QueryProfile(queryId, merged);
  }

  /**
   * Operators by fragment, summed over tasks; keyed and ordered by fragment, in it as the tasks
   * list them.
   */
  public Map<Integer, List<OperatorProfile>> operatorsByFragment() {
    Map<Integer, Map<String, OperatorProfile>> sums = new TreeMap<>();
    for (List<TaskProfile> tasks : tasksByExecutor.values()) {
      for (TaskProfile task : tasks) {
        Map<String, OperatorProfile> ofFragment =
            sums.computeIfAbsent(task.fragment(), id -> new LinkedHashMap<>());
        for (OperatorProfile operator : task.operators()) {
          ofFragment.merge(
              operator.planNodeId() + " " + operator.name(), operator, OperatorProfile::plus);
        }
      }
    }
    Map<Integer, List<OperatorProfile>> result = new TreeMap<>();
    sums.forEach((fragment, operators) -> result.put(fragment, List.copyOf(operators.values())));
    return result;
  }

  /** The same without the operators of some plan nodes, which the reader may not know of. */
  public QueryProfile without(Set<Integer> planNodes) {
    Map<String, List<TaskProfile>> kept = new TreeMap<>();
    tasksByExecutor.forEach(
        (executor, tasks) ->
            kept.put(executor, tasks.stream().map(task -> task.without(planNodes)).toList()));
    return new QueryProfile(queryId, kept);
  }

  /** A counter summed over everything. */
  public long total(Counter counter) {
    long sum = 0;
    for (List<OperatorProfile> operators : operatorsByFragment().values()) {
      for (OperatorProfile operator : operators) {
        sum += operator.get(counter);
      }
    }
    return sum;
  }

  public int splitsDone() {
    return allTasks().stream().mapToInt(TaskProfile::splitsDone).sum();
  }

  public int splitsTotal() {
    return allTasks().stream().mapToInt(TaskProfile::splitsTotal).sum();
  }

  private List<TaskProfile> allTasks() {
    List<TaskProfile> all = new ArrayList<>();
    tasksByExecutor.values().forEach(all::addAll);
    return all;
  }

  /** Lines for a person: fragments with their operators, then the executors' tasks. */
  public String render() {
    StringBuilder text = new StringBuilder("Query ").append(queryId).append('\n');
    operatorsByFragment()
        .forEach(
            (fragment, operators) -> {
              text.append("Fragment ").append(fragment).append('\n');
              operators.forEach(operator -> render(operator, text));
            });
    new TreeMap<>(tasksByExecutor)
        .forEach(
            (executor, tasks) -> {
              text.append("Executor ").append(executor).append('\n');
              for (TaskProfile task : tasks) {
                text.append(
                    String.format(
                        Locale.ROOT,
                        "  task %d.%d %s, splits %d/%d, %.1f ms%n",
                        task.fragment(),
                        task.index(),
                        task.state(),
                        task.splitsDone(),
                        task.splitsTotal(),
                        task.elapsedNanos() / MILLION));
              }
            });
    return text.toString();
  }

  private static void render(OperatorProfile operator, StringBuilder text) {
    text.append(String.format(Locale.ROOT, "  #%d %s:", operator.planNodeId(), operator.name()));
    String separator = " ";
    for (Counter counter : Counter.values()) {
      long value = operator.get(counter);
      if (value != 0) {
        text.append(separator).append(counter.label()).append(' ').append(amount(counter, value));
        separator = ", ";
      }
    }
    text.append('\n');
  }

  private static String amount(Counter counter, long value) {
    return switch (counter) {
      case CPU_NANOS, WALL_NANOS, BLOCKED_NANOS, READ_NANOS ->
          String.format(Locale.ROOT, "%.1f ms", value / MILLION);
      case OUTPUT_BYTES, PEAK_MEMORY_BYTES, PHYSICAL_BYTES ->
          value < 1 << 20
              ? String.format(Locale.ROOT, "%.1f KiB", value / 1024.0)
              : String.format(Locale.ROOT, "%.1f MiB", value / 1048576.0);
      case INPUT_ROWS,
          OUTPUT_ROWS,
          SPLITS_NODE_LOCAL,
          SPLITS_RACK_LOCAL,
          SPLITS_OFF_SWITCH,
          ROW_GROUPS,
          ROW_GROUPS_SKIPPED ->
          Long.toString(value);
    };
  }
}
