package io.nyala.planner.rule;

import io.nyala.planner.logical.SecureScan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;

/**
 * Tells a protected scan which of the conjuncts right above it may skip data early: leakproof ones
 * over unmasked columns. They stay above as well, so nothing about the result depends on them.
 */
public final class ScanPushDown {
  private ScanPushDown() {}

  public static RelNode apply(RelNode rel) {
    if (rel instanceof Filter filter && filter.getInput() instanceof SecureScan scan) {
      return filter(filter, scan);
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  private static RelNode filter(Filter filter, SecureScan scan) {
    Set<RexNode> pushed = new LinkedHashSet<>(scan.pushed());
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      boolean masked = false;
      boolean reads = false;
      for (int field : RelOptUtil.InputFinder.bits(conjunct)) {
        reads = true;
        masked |= scan.isMasked(field);
      }
      if (reads && !masked && Leakproof.isLeakproof(conjunct)) {
        pushed.add(conjunct);
      }
    }
    if (pushed.size() == scan.pushed().size()) {
      return filter;
    }
    return filter.copy(filter.getTraitSet(), List.of(scan.withPushed(List.copyOf(pushed))));
  }
}
