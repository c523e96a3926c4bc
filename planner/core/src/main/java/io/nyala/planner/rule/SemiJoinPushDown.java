package io.nyala.planner.rule;

import io.nyala.planner.stats.Estimator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Lets a selective semi join reduce one input of the inner joins below it before they are computed.
 *
 * <pre>
 *   SemiJoin(a.k = r.k)                 Join(a.x = b.x)
 *     Join(a.x = b.x)             →       SemiJoin(a.k = r.k)
 *       a  b                                a  r
 *     r                                   b
 * </pre>
 *
 * Fires only if the semi join is estimated to keep less than half of its left rows.
 */
public final class SemiJoinPushDown {
  private static final double MAX_KEPT = 0.5;

  private final Estimator estimator;

  public SemiJoinPushDown(Estimator estimator) {
    this.estimator = estimator;
  }

  public RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode current = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (current instanceof Join join
        && join.getJoinType() == JoinRelType.SEMI
        && estimator.estimate(join).rows() < estimator.estimate(join.getLeft()).rows() * MAX_KEPT) {
      List<RexNode> condition = RelOptUtil.conjunctions(join.getCondition());
      return push(join.getLeft(), join.getRight(), condition).orElse(join);
    }
    return current;
  }

  /** The left side with the semi join somewhere inside; empty if it must stay on top. */
  private Optional<RelNode> push(RelNode left, RelNode right, List<RexNode> condition) {
    if (left instanceof Project project && project.getVariablesSet().isEmpty()) {
      return throughProject(project, right, condition);
    }
    if (!(left instanceof Join join) || join.getJoinType() != JoinRelType.INNER) {
      return Optional.empty();
    }
    int total = left.getRowType().getFieldCount();
    int leftCount = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet read = ImmutableBitSet.of();
    for (RexNode conjunct : condition) {
      read = read.union(RelOptUtil.InputFinder.bits(conjunct));
    }
    ImmutableBitSet ofLeft = read.intersect(ImmutableBitSet.range(total));
    if (ofLeft.isEmpty()) {
      return Optional.empty();
    }
    if (ImmutableBitSet.range(leftCount).contains(ofLeft)) {
      List<RexNode> moved = moved(condition, total, leftCount, 0);
      return Optional.of(
          join.copy(
              join.getTraitSet(), List.of(semi(join.getLeft(), right, moved), join.getRight())));
    }
    if (ImmutableBitSet.range(leftCount, total).contains(ofLeft)) {
      List<RexNode> moved = moved(condition, total, total - leftCount, leftCount);
      return Optional.of(
          join.copy(
              join.getTraitSet(), List.of(join.getLeft(), semi(join.getRight(), right, moved))));
    }
    return Optional.empty();
  }

  private RelNode semi(RelNode left, RelNode right, List<RexNode> condition) {
    return push(left, right, condition)
        .orElseGet(() -> RelConstruction.join(left, right, condition, JoinRelType.SEMI));
  }

  private static List<RexNode> moved(
      List<RexNode> condition, int oldLeft, int newLeft, int firstField) {
    return condition.stream()
        .map(
            conjunct ->
                RelConstruction.shift(
                    conjunct,
                    field -> field < oldLeft ? field - firstField : field - oldLeft + newLeft))
        .toList();
  }

  private Optional<RelNode> throughProject(
      Project project, RelNode right, List<RexNode> condition) {
    int oldLeft = project.getRowType().getFieldCount();
    int newLeft = project.getInput().getRowType().getFieldCount();
    List<RexNode> replacements = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      if (!ExpressionTraits.isMovable(expression)) {
        return Optional.empty();
      }
      replacements.add(expression);
    }
    for (int i = 0; i < right.getRowType().getFieldCount(); i++) {
      replacements.add(
          new org.apache.calcite.rex.RexInputRef(
              newLeft + i, right.getRowType().getFieldList().get(i).getType()));
    }
    if (oldLeft + right.getRowType().getFieldCount() != replacements.size()) {
      return Optional.empty();
    }
    List<RexNode> moved =
        condition.stream().map(c -> RelConstruction.substitute(c, replacements)).toList();
    return push(project.getInput(), right, moved)
        .map(
            below ->
                RelConstruction.project(
                    below, project.getProjects(), project.getRowType().getFieldNames()));
  }
}
