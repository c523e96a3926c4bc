package io.nyala.planner.fragment;

import io.nyala.planner.stats.RelEstimate;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.type.DataType;
import java.util.List;

/**
 * A plan node on top of an unfinished fragment; its columns are the fields of the rel it computes,
 * in order.
 */
public record PhysicalRel(PlanNode node, Placement placement, RelEstimate estimate) {
  public List<DataType> types() {
    return node.outputTypes();
  }

  public boolean isSingle() {
    return placement instanceof Placement.Single;
  }

  /** Another node over the same rows in the same place. */
  public PhysicalRel with(PlanNode newNode, RelEstimate newEstimate) {
    return new PhysicalRel(newNode, placement, newEstimate);
  }

  public PhysicalRel withPlacement(Placement newPlacement) {
    return new PhysicalRel(node, newPlacement, estimate);
  }
}
