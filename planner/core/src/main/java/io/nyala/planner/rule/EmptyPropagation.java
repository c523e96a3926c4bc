package io.nyala.planner.rule;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/**
 * What is computed from no rows has none: a condition that is never true takes the scans below it
 * out of the plan. A global aggregate over nothing still answers its one row.
 */
public final class EmptyPropagation {
  private EmptyPropagation() {}

  public static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode current = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (current instanceof Filter filter) {
      boolean never =
          RelOptUtil.conjunctions(filter.getCondition()).stream()
              .anyMatch(c -> c.isAlwaysFalse() || RexUtil.isNullLiteral(c, true));
      return never || RelConstruction.isEmpty(filter.getInput())
          ? RelConstruction.empty(filter)
          : filter;
    }
    if (current instanceof Project || current instanceof Sort) {
      return RelConstruction.isEmpty(current.getInput(0))
          ? RelConstruction.empty(current)
          : current;
    }
    if (current instanceof Aggregate aggregate) {
      return !aggregate.getGroupSet().isEmpty() && RelConstruction.isEmpty(aggregate.getInput())
          ? RelConstruction.empty(aggregate)
          : aggregate;
    }
    if (current instanceof Union union) {
      return union(union);
    }
    return current instanceof Join join ? join(join) : current;
  }

  private static RelNode union(Union union) {
    List<RelNode> left =
        union.getInputs().stream().filter(input -> !RelConstruction.isEmpty(input)).toList();
    if (left.size() == union.getInputs().size()) {
      return union;
    }
    if (left.isEmpty()) {
      return RelConstruction.empty(union);
    }
    return left.size() == 1 && union.all ? left.get(0) : LogicalUnion.create(left, union.all);
  }

  private static RelNode join(Join join) {
    boolean left = RelConstruction.isEmpty(join.getLeft());
    boolean right = RelConstruction.isEmpty(join.getRight());
    if (!left && !right) {
      return join;
    }
    return switch (join.getJoinType()) {
      case INNER, SEMI -> RelConstruction.empty(join);
      case LEFT -> left ? RelConstruction.empty(join) : padded(join, join.getLeft(), false);
      case RIGHT -> right ? RelConstruction.empty(join) : padded(join, join.getRight(), true);
      case FULL ->
          left && right
              ? RelConstruction.empty(join)
              : left ? padded(join, join.getRight(), true) : padded(join, join.getLeft(), false);
      case ANTI -> left ? RelConstruction.empty(join) : join.getLeft();
      case LEFT_MARK -> left ? RelConstruction.empty(join) : unmatched(join);
      default -> join;
    };
  }

  /** The kept side with NULL for the fields of the empty one. */
  private static RelNode padded(Join join, RelNode kept, boolean nullsFirst) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    RelNode lost = nullsFirst ? join.getLeft() : join.getRight();
    List<RexNode> nulls = new ArrayList<>();
    for (RelDataTypeField field : lost.getRowType().getFieldList()) {
      nulls.add(
          builder.makeNullLiteral(
              builder.getTypeFactory().createTypeWithNullability(field.getType(), true)));
    }
    List<RexNode> outputs = new ArrayList<>(nullsFirst ? nulls : RelConstruction.fields(kept));
    outputs.addAll(nullsFirst ? RelConstruction.fields(kept) : nulls);
    return RelConstruction.project(kept, outputs, join.getRowType().getFieldNames());
  }

  private static RelNode unmatched(Join join) {
    List<RexNode> outputs = new ArrayList<>(RelConstruction.fields(join.getLeft()));
    outputs.add(join.getCluster().getRexBuilder().makeLiteral(false));
    return RelConstruction.project(join.getLeft(), outputs, join.getRowType().getFieldNames());
  }
}
