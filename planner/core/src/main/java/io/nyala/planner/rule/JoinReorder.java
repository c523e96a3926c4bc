package io.nyala.planner.rule;

import io.nyala.planner.stats.Estimator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * Orders inner joins by cost. A tree of inner joins with the filters and projections between them
 * is flattened to inputs and conjuncts; {@link JoinOrderSearch} chooses a tree over the inputs.
 * Outer, semi and anti joins are inputs like any other, ordered on their own below.
 */
public final class JoinReorder {
  private final Estimator estimator;
  private final int exhaustiveLimit;
  private final int executors;

  /**
   * @param exhaustiveLimit largest number of inputs that is searched exhaustively
   */
  public JoinReorder(Estimator estimator, int exhaustiveLimit, int executors) {
    this.estimator = estimator;
    this.exhaustiveLimit = exhaustiveLimit;
    this.executors = executors;
  }

  public RelNode apply(RelNode rel) {
    if (isInnerTree(rel)) {
      Flat flat = flatten(rel);
      if (flat.leaves.size() > 2) {
        return new JoinTree(flat.leaves, flat.conjuncts, estimator, exhaustiveLimit, executors)
            .build(flat.outputs, rel.getRowType().getFieldNames());
      }
    }
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode ordered = apply(input);
      changed |= ordered != input;
      inputs.add(ordered);
    }
    return changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
  }

  /** Inputs side by side; conjuncts and outputs are over their concatenated fields. */
  private static final class Flat {
    private final List<RelNode> leaves = new ArrayList<>();
    private final List<RexNode> conjuncts = new ArrayList<>();
    private List<RexNode> outputs = new ArrayList<>();
    private int fields;
  }

  private static boolean isInnerTree(RelNode rel) {
    if (rel instanceof Join join) {
      return join.getJoinType() == JoinRelType.INNER;
    }
    if (rel instanceof Project project) {
      return project.getVariablesSet().isEmpty()
          && project.getProjects().stream()
              .allMatch(e -> ExpressionTraits.isMovable(e) && ExpressionTraits.isCheap(e))
          && isInnerTree(project.getInput());
    }
    return rel instanceof Filter filter
        && filter.getVariablesSet().isEmpty()
        && ExpressionTraits.isMovable(filter.getCondition())
        && isInnerTree(filter.getInput());
  }

  private Flat flatten(RelNode rel) {
    if (!isInnerTree(rel)) {
      Flat leaf = new Flat();
      RelNode ordered = apply(rel);
      leaf.leaves.add(ordered);
      leaf.outputs = new ArrayList<>(RelConstruction.fields(ordered));
      leaf.fields = leaf.outputs.size();
      return leaf;
    }
    if (rel instanceof Project project) {
      Flat flat = flatten(project.getInput());
      List<RexNode> outputs = new ArrayList<>();
      for (RexNode expression : project.getProjects()) {
        outputs.add(RelConstruction.substitute(expression, flat.outputs));
      }
      flat.outputs = outputs;
      return flat;
    }
    if (rel instanceof Filter filter) {
      Flat flat = flatten(filter.getInput());
      addConjuncts(flat, filter.getCondition());
      return flat;
    }
    Join join = (Join) rel;
    Flat left = flatten(join.getLeft());
    Flat right = flatten(join.getRight());
    left.leaves.addAll(right.leaves);
    right.conjuncts.forEach(c -> left.conjuncts.add(RexUtil.shift(c, left.fields)));
    right.outputs.forEach(o -> left.outputs.add(RexUtil.shift(o, left.fields)));
    left.fields += right.fields;
    addConjuncts(left, join.getCondition());
    return left;
  }

  private static void addConjuncts(Flat flat, RexNode condition) {
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (!conjunct.isAlwaysTrue()) {
        flat.conjuncts.add(RelConstruction.substitute(conjunct, flat.outputs));
      }
    }
  }
}
