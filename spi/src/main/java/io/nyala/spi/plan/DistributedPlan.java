package io.nyala.spi.plan;

import io.nyala.spi.session.QueryConstants;
import java.util.List;

/**
 * A whole query for the executors. Fragments are ordered so that producers stand before consumers;
 * the last one is the root, whose output is gathered by the coordinator.
 */
public record DistributedPlan(QueryConstants constants, List<PlanFragment> fragments) {
  public DistributedPlan {
    fragments = List.copyOf(fragments);
    if (fragments.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one fragment");
    }
  }

  public PlanFragment root() {
    return fragments.get(fragments.size() - 1);
  }
}
