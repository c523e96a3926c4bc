package io.nyala.server.query;

import io.nyala.planner.physical.PlannedQuery;
import io.nyala.planner.physical.PlannedScan;
import io.nyala.server.query.QueryPlans.ReadPlan;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import io.nyala.storage.split.SplitPlanner;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Lines for the operation log: what of each table is read, and what was pruned. Nothing of what
 * only a policy reads.
 */
final class ReadSummary {
  private ReadSummary() {}

  static void log(PlannedQuery planned, ReadPlan read, ExecutionListener listener) {
    Set<Integer> hidden = hiddenNodes(planned);
    for (PlannedScan scan : planned.scans()) {
      SplitPlanner.Plan plan = read.scans().get(scan.nodeId());
      if (!hidden.contains(scan.nodeId())) {
        listener.log(
            String.format(
                Locale.ROOT,
                "Scan of %s: partitions %d/%d%s, files %d (%d of pruned buckets left out), %d bytes, %d splits",
                scan.table().name(),
                plan.partitions(),
                scan.partitionsTotal(),
                scan.buckets()
                    .map(
                        buckets ->
                            ", buckets "
                                + buckets.size()
                                + "/"
                                + scan.table().buckets().map(spec -> spec.count()).orElse(0))
                    .orElse(""),
                plan.files(),
                plan.filesOfOtherBuckets(),
                plan.bytes(),
                plan.splits().size()));
      }
    }
  }

  /** Nodes below a policy's filter or mask, and fragments that only a policy reads. */
  static Set<Integer> hiddenNodes(PlannedQuery planned) {
    Set<Integer> hidden = new HashSet<>();
    for (PlanFragment fragment : planned.plan().fragments()) {
      if (planned.hiddenFragments().contains(fragment.id())) {
        collect(fragment.root(), hidden);
      } else {
        collectSealed(fragment.root(), planned, hidden);
      }
    }
    return hidden;
  }

  private static void collectSealed(PlanNode node, PlannedQuery planned, Set<Integer> into) {
    if (planned.seals().containsKey(node.id())) {
      collect(node, into);
    } else {
      node.inputs().forEach(input -> collectSealed(input, planned, into));
    }
  }

  private static void collect(PlanNode node, Set<Integer> into) {
    into.add(node.id());
    node.inputs().forEach(input -> collect(input, into));
  }
}
