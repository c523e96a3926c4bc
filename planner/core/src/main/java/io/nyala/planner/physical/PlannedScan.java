package io.nyala.planner.physical;

import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a table scan of the plan reads; the coordinator asks storage for the splits.
 *
 * @param nodeId id of the {@link io.nyala.spi.plan.PlanNode.TableScan}
 * @param partitions the partitions that are left
 * @param partitionsTotal how many the table has
 * @param buckets numbers of the buckets that are left; empty if all are
 */
public record PlannedScan(
    int nodeId,
    TableSnapshot table,
    List<PartitionSnapshot> partitions,
    int partitionsTotal,
    Optional<Set<Integer>> buckets) {
  public PlannedScan {
    partitions = List.copyOf(partitions);
  }
}
