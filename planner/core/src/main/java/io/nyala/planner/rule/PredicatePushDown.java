package io.nyala.planner.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Moves conditions as near to the scans as their meaning allows, turns outer joins whose padded
 * rows a condition removes into inner ones, and carries conditions on one join key over to the
 * other.
 *
 * <pre>
 *   Filter(a.x = 1 AND b.y &gt; 2)              Join(a.k = b.k)
 *     LeftJoin(a.k = b.k)               →       Filter(x = 1)  a
 *       a  b                                    Filter(y &gt; 2)  b
 * </pre>
 *
 * A scan under policy is not entered: conditions stop right above it.
 */
public final class PredicatePushDown {
  private PredicatePushDown() {}

  public static RelNode apply(RelNode rel) {
    return push(rel, List.of());
  }

  private static RelNode push(RelNode rel, List<RexNode> predicates) {
    if (predicates.stream().anyMatch(PredicatePushDown::isNeverTrue)) {
      return RelConstruction.empty(rel);
    }
    if (rel instanceof Filter filter) {
      return filter(filter, predicates);
    }
    if (rel instanceof Project project) {
      return project(project, predicates);
    }
    if (rel instanceof Join join) {
      return switch (join.getJoinType()) {
        case INNER, LEFT, RIGHT, FULL, SEMI, ANTI, LEFT_MARK -> join(join, predicates);
        default -> stop(rel, predicates);
      };
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate, predicates);
    }
    if (rel instanceof Union union) {
      List<RelNode> inputs = new ArrayList<>();
      union.getInputs().forEach(input -> inputs.add(push(input, predicates)));
      return union.copy(union.getTraitSet(), inputs);
    }
    if (rel instanceof Sort sort && sort.fetch == null && sort.offset == null) {
      return sort.copy(sort.getTraitSet(), List.of(push(sort.getInput(), predicates)));
    }
    return stop(rel, predicates);
  }

  /** Conditions stay above the rel; below it the work begins anew. */
  private static RelNode stop(RelNode rel, List<RexNode> predicates) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode pushed = push(input, List.of());
      changed |= pushed != input;
      inputs.add(pushed);
    }
    return RelConstruction.filter(changed ? rel.copy(rel.getTraitSet(), inputs) : rel, predicates);
  }

  private static RelNode filter(Filter filter, List<RexNode> predicates) {
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      RexNode factored = RexUtil.pullFactors(filter.getCluster().getRexBuilder(), conjunct);
      conjuncts.addAll(RelOptUtil.conjunctions(factored));
    }
    if (!filter.getVariablesSet().isEmpty()
        || conjuncts.stream().anyMatch(conjunct -> !ExpressionTraits.isMovable(conjunct))) {
      List<RexNode> staying = new ArrayList<>(conjuncts);
      staying.addAll(predicates);
      return RelConstruction.filter(
          push(filter.getInput(), List.of()), staying, filter.getVariablesSet());
    }
    conjuncts.addAll(predicates);
    return push(filter.getInput(), distinct(conjuncts));
  }

  private static RelNode project(Project project, List<RexNode> predicates) {
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode predicate : predicates) {
      boolean moves = true;
      for (int field : RelOptUtil.InputFinder.bits(predicate)) {
        RexNode expression = project.getProjects().get(field);
        moves &= ExpressionTraits.isMovable(expression);
      }
      if (moves) {
        below.add(RelConstruction.substitute(predicate, project.getProjects()));
      } else {
        above.add(predicate);
      }
    }
    RelNode input = push(project.getInput(), below);
    RelNode rebuilt =
        RelConstruction.project(
            input,
            project.getProjects(),
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
    return RelConstruction.filter(rebuilt, above);
  }

  private static RelNode aggregate(Aggregate aggregate, List<RexNode> predicates) {
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    List<Integer> keys = aggregate.getGroupSet().asList();
    boolean simple = aggregate.getGroupType() == Aggregate.Group.SIMPLE && !keys.isEmpty();
    for (RexNode predicate : predicates) {
      ImmutableBitSet fields = RelOptUtil.InputFinder.bits(predicate);
      if (simple && !fields.isEmpty() && fields.length() <= keys.size()) {
        below.add(RelConstruction.shift(predicate, keys::get));
      } else {
        above.add(predicate);
      }
    }
    RelNode input = push(aggregate.getInput(), below);
    return RelConstruction.filter(aggregate.copy(aggregate.getTraitSet(), List.of(input)), above);
  }

  private static RelNode join(Join join, List<RexNode> predicates) {
    JoinRelType type = strengthened(join, predicates);
    JoinPredicates sides =
        new JoinPredicates(join, type, predicates, RelOptUtil.conjunctions(join.getCondition()));
    RelNode left = push(join.getLeft(), distinct(sides.left()));
    RelNode right = push(join.getRight(), distinct(sides.right()));
    RelNode rebuilt = RelConstruction.join(left, right, distinct(sides.condition()), type);
    return RelConstruction.filter(rebuilt, sides.above());
  }

  /** The join type that is left when padded rows cannot pass the predicates above. */
  private static JoinRelType strengthened(Join join, List<RexNode> predicates) {
    JoinRelType type = join.getJoinType();
    int leftCount = join.getLeft().getRowType().getFieldCount();
    int total = leftCount + join.getRight().getRowType().getFieldCount();
    if (type.generatesNullsOnRight()
        && rejectsNulls(predicates, ImmutableBitSet.range(leftCount, total))) {
      type = type.cancelNullsOnRight();
    }
    if (type.generatesNullsOnLeft()
        && rejectsNulls(predicates, ImmutableBitSet.range(0, leftCount))) {
      type = type.cancelNullsOnLeft();
    }
    return type;
  }

  private static boolean rejectsNulls(List<RexNode> predicates, ImmutableBitSet fields) {
    return predicates.stream().anyMatch(predicate -> NullRejection.rejects(predicate, fields));
  }

  private static boolean isNeverTrue(RexNode predicate) {
    return predicate.isAlwaysFalse() || RexUtil.isNullLiteral(predicate, true);
  }

  private static List<RexNode> distinct(List<RexNode> predicates) {
    Set<RexNode> distinct = new LinkedHashSet<>(predicates);
    distinct.removeIf(RexNode::isAlwaysTrue);
    return List.copyOf(distinct);
  }
}
