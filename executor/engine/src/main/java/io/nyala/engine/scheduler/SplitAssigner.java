package io.nyala.engine.scheduler;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.operator.scan.AssignedSplit;
import io.nyala.engine.operator.scan.Locality;
import io.nyala.spi.source.Split;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives every split to an executor: to one on a host of its block if that is not loaded much beyond
 * the average, else to one on such a rack, else to the least loaded. Deterministic for the same
 * input. Load is bytes to read, over all scans of the query.
 */
public final class SplitAssigner {
  /** How far above the average an executor may go for the sake of locality. */
  private static final double LOAD_BOUND = 1.25;

  private static final long SPLIT_COST = 64 << 10;

  private final List<ExecutorNode> executors;
  private final long[] load;

  public SplitAssigner(List<ExecutorNode> executors) {
    if (executors.isEmpty()) {
      throw new IllegalArgumentException("no executors");
    }
    this.executors = List.copyOf(executors);
    this.load = new long[executors.size()];
  }

  /** Splits per executor, in the order of the executors; adds to the load of earlier calls. */
  public List<List<AssignedSplit>> assign(List<Split> splits) {
    List<List<AssignedSplit>> assigned = new ArrayList<>();
    executors.forEach(executor -> assigned.add(new ArrayList<>()));
    long total = 0;
    long largest = 0;
    for (long bytes : load) {
      total += bytes;
    }
    for (Split split : splits) {
      total += cost(split);
      largest = Math.max(largest, cost(split));
    }
    long bound = (long) (LOAD_BOUND * total / executors.size()) + largest / 2;
    List<Split> left = new ArrayList<>(splits);
    left.sort(Comparator.comparingLong(SplitAssigner::cost).reversed());
    left = place(left, assigned, Locality.NODE, bound);
    left = place(left, assigned, Locality.RACK, bound);
    place(left, assigned, Locality.OFF_SWITCH, Long.MAX_VALUE);
    return assigned;
  }

  private static long cost(Split split) {
    return split.length() + SPLIT_COST;
  }

  /** Places what can be placed at this distance, returns the rest. */
  private List<Split> place(
      List<Split> splits, List<List<AssignedSplit>> assigned, Locality locality, long bound) {
    List<Split> rest = new ArrayList<>();
    for (Split split : splits) {
      Integer executor = leastLoaded(near(split, locality), bound - cost(split));
      if (executor == null) {
        rest.add(split);
      } else {
        load[executor] += cost(split);
        assigned.get(executor).add(new AssignedSplit(split, distance(split, executor)));
      }
    }
    return rest;
  }

  private static Predicate<ExecutorNode> near(Split split, Locality locality) {
    return switch (locality) {
      case NODE -> executor -> split.hosts().contains(executor.host());
      case RACK -> executor -> split.racks().contains(executor.rack());
      case OFF_SWITCH -> executor -> true;
    };
  }

  private Locality distance(Split split, int executor) {
    if (near(split, Locality.NODE).test(executors.get(executor))) {
      return Locality.NODE;
    }
    return near(split, Locality.RACK).test(executors.get(executor))
        ? Locality.RACK
        : Locality.OFF_SWITCH;
  }

  private @Nullable Integer leastLoaded(Predicate<ExecutorNode> candidates, long bound) {
    Integer best = null;
    for (int i = 0; i < load.length; i++) {
      if (load[i] <= bound
          && candidates.test(executors.get(i))
          && (best == null || load[i] < load[best])) {
        best = i;
      }
    }
    return best;
  }
}
