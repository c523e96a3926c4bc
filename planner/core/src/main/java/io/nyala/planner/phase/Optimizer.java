package io.nyala.planner.phase;

import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.rule.AggregateRewrite;
import io.nyala.planner.rule.ColumnPruning;
import io.nyala.planner.rule.ConstantFolding;
import io.nyala.planner.rule.EmptyPropagation;
import io.nyala.planner.rule.JoinReorder;
import io.nyala.planner.rule.LimitPushDown;
import io.nyala.planner.rule.PredicatePushDown;
import io.nyala.planner.rule.ScanPushDown;
import io.nyala.planner.rule.SemiJoinPushDown;
import io.nyala.planner.rule.SubqueryRemoval;
import io.nyala.planner.rule.SubqueryToJoin;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.verify.PlanVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/**
 * Runs the phases in order and verifies the tree after each. What stands inside a protected scan is
 * optimised by the same phases, but on its own and with the policy's rights, before the tree around
 * it.
 */
public final class Optimizer {
  private final List<Phase> phases;
  private final PlanVerifier verifier = new PlanVerifier();

  /**
   * @param disabled names of optional phases to leave out; others are ignored
   * @param reorderLimit joins of more inputs are ordered greedily
   */
  public Optimizer(
      Estimator estimator,
      ConstantFolding folding,
      Set<String> disabled,
      int reorderLimit,
      int executors) {
    JoinReorder reorder = new JoinReorder(estimator, reorderLimit, executors);
    SemiJoinPushDown semiJoins = new SemiJoinPushDown(estimator);
    List<Phase> all =
        List.of(
            new Phase("subquery-to-join", true, false, SubqueryToJoin::apply),
            new Phase("subquery-removal", false, true, SubqueryRemoval::apply),
            new Phase("protected-scans", false, true, this::protectedScans),
            new Phase("constant-folding", true, true, folding::apply),
            new Phase("aggregate-rewrite", false, true, AggregateRewrite::apply),
            new Phase("predicate-push-down", true, true, PredicatePushDown::apply),
            new Phase("constant-folding-again", true, true, folding::apply),
            new Phase("empty-propagation", true, true, EmptyPropagation::apply),
            new Phase("limit-push-down", true, true, LimitPushDown::apply),
            new Phase("column-pruning", true, true, ColumnPruning::apply),
            new Phase("scan-push-down", true, true, ScanPushDown::apply),
            new Phase("join-reorder", true, true, reorder::apply),
            new Phase("semi-join-push-down", true, true, semiJoins::apply),
            new Phase("predicate-push-down-again", true, true, PredicatePushDown::apply),
            new Phase("empty-propagation-again", true, true, EmptyPropagation::apply),
            new Phase("column-pruning-again", true, true, ColumnPruning::apply),
            new Phase("scan-push-down-again", true, true, ScanPushDown::apply));
    this.phases =
        all.stream().filter(phase -> !(phase.optional() && isDisabled(phase, disabled))).toList();
  }

  /** Switching a phase off switches off its repetition. */
  private static boolean isDisabled(Phase phase, Set<String> disabled) {
    return disabled.contains("all")
        || disabled.contains(phase.name())
        || disabled.contains(phase.name().replace("-again", ""));
  }

  public List<Phase> phases() {
    return phases;
  }

  /** The tree after all phases; same field types, nullability aside. */
  public RelNode optimize(RelNode rel) {
    RelNode optimized = optimize(rel, false);
    verifier.verifyDecisions(optimized);
    return optimized;
  }

  private RelNode optimize(RelNode rel, boolean sealed) {
    RelNode current = rel;
    for (Phase phase : phases) {
      RelNode next = phase.rewrite().apply(current);
      verifier.verify(phase.name(), rel.getRowType(), next, sealed, phase.relational());
      current = next;
    }
    return current;
  }

  private RelNode protectedScans(RelNode rel) {
    if (rel instanceof SecureScan scan) {
      RelNode inner = optimize(scan.inner(), true);
      return inner == scan.inner() ? scan : scan.withInner(inner);
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = protectedScans(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }
}
