package io.nyala.planner.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Brings limits together with the sorts below them and into the inputs of UNION ALL.
 *
 * <pre>
 *   Limit(n, Project(Sort(k, x)))   → Project(TopN(k, n, x))
 *   Limit(n, UnionAll(a, b))        → Limit(n, UnionAll(Limit(n, a), Limit(n, b)))
 *   Limit(0, x)                     → no rows
 * </pre>
 */
public final class LimitPushDown {
  private LimitPushDown() {}

  public static RelNode apply(RelNode rel) {
    RelNode current = rel instanceof Sort sort ? limit(sort) : rel;
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : current.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    return changed ? current.copy(current.getTraitSet(), inputs) : current;
  }

  private static RelNode limit(Sort sort) {
    if (sort.fetch == null) {
      return sort;
    }
    if (number(sort.fetch) == 0) {
      return RelConstruction.empty(sort);
    }
    RelNode input = sort.getInput();
    boolean bare = sort.getCollation().getFieldCollations().isEmpty();
    if (bare
        && input instanceof Project project
        && project.getVariablesSet().isEmpty()
        && project.getProjects().stream().allMatch(ExpressionTraits::isMovable)) {
      RelNode below =
          limit(
              LogicalSort.create(project.getInput(), RelCollations.EMPTY, sort.offset, sort.fetch));
      return RelConstruction.project(
          below, project.getProjects(), project.getRowType().getFieldNames());
    }
    if (bare && input instanceof Sort below && below.fetch == null && below.offset == null) {
      return LogicalSort.create(below.getInput(), below.getCollation(), sort.offset, sort.fetch);
    }
    return input instanceof Union union && union.all ? intoUnion(sort, union) : sort;
  }

  private static RelNode intoUnion(Sort sort, Union union) {
    RexBuilder builder = sort.getCluster().getRexBuilder();
    long total = number(sort.fetch) + number(sort.offset);
    RexNode fetch = builder.makeExactLiteral(BigDecimal.valueOf(total));
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : union.getInputs()) {
      boolean done = isLimited(input, total);
      changed |= !done;
      inputs.add(done ? input : LogicalSort.create(input, sort.getCollation(), null, fetch));
    }
    return changed
        ? LogicalSort.create(
            LogicalUnion.create(inputs, true), sort.getCollation(), sort.offset, sort.fetch)
        : sort;
  }

  private static boolean isLimited(RelNode rel, long total) {
    RelNode below = rel;
    while (below instanceof Project project) {
      below = project.getInput();
    }
    return below instanceof Sort sort && sort.fetch != null && number(sort.fetch) <= total;
  }

  private static long number(@Nullable RexNode rex) {
    if (rex instanceof RexLiteral literal) {
      BigDecimal value = literal.getValueAs(BigDecimal.class);
      return value == null ? 0 : value.longValue();
    }
    return 0;
  }
}
