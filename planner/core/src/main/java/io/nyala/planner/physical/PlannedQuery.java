package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder.SealedScan;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A query that is ready to run.
 *
 * @param plan the fragments
 * @param scans one per table scan in the plan
 * @param columns what the root fragment produces; for a write the one BINARY column of written
 *     files
 * @param details what EXPLAIN says of a node, by node id
 * @param seals top nodes of policy-protected scans, by node id: the nodes below are not shown
 * @param hiddenFragments fragments that serve a policy only and are not shown
 * @param logicalText the optimised tree as EXPLAIN LOGICAL prints it
 */
public record PlannedQuery(
    DistributedPlan plan,
    List<PlannedScan> scans,
    List<OutputColumn> columns,
    Map<Integer, NodeDetail> details,
    Map<Integer, SealedScan> seals,
    Set<Integer> hiddenFragments,
    String logicalText) {
  public PlannedQuery {
    scans = List.copyOf(scans);
    columns = List.copyOf(columns);
    details = Map.copyOf(details);
    seals = Map.copyOf(seals);
    hiddenFragments = Set.copyOf(hiddenFragments);
  }

  /** A column of the result. */
  public record OutputColumn(String label, DataType type) {}
}
