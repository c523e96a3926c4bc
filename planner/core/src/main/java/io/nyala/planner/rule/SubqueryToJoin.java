package io.nyala.planner.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Turns the common subqueries of WHERE and HAVING into joins, without the domain of outer values
 * that general decorrelation needs. What has another shape is left to it.
 *
 * <pre>
 *   Filter(EXISTS(Project(Filter(l.a = r.a AND l.b &lt;&gt; r.b AND r.c = 1, R))), L)
 *     → SemiJoin(l.a = r.a AND l.b &lt;&gt; r.b, L, Filter(r.c = 1, R))      NOT EXISTS: AntiJoin
 *   Filter(l.x IN (SELECT r.y …), L)
 *     → SemiJoin(l.x = r.y AND …, L, R)                    a positive IN only: NULL counts as false
 *   Filter(l.x &lt; (SELECT f(agg(r.y)) FROM R WHERE r.a = l.a), L)
 *     → Filter(l.x &lt; f(v), LeftJoin(l.a = r.a, L, Aggregate(by r.a, v = agg(r.y), R)))
 * </pre>
 *
 * In the last form f is computed above the join, so the NULL of a padded row stands for the
 * aggregate of no rows; COUNT gets its 0 there.
 */
public final class SubqueryToJoin {
  private SubqueryToJoin() {}

  public static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode current = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    current =
        current.accept(
            new RexShuttle() {
              @Override
              public RexNode visitSubQuery(RexSubQuery subQuery) {
                RelNode inner = SubqueryToJoin.apply(subQuery.rel);
                return inner == subQuery.rel ? subQuery : subQuery.clone(inner);
              }
            });
    if (current instanceof Filter filter) {
      return filter(filter);
    }
    return current instanceof Project project ? project(project) : current;
  }

  private static RelNode project(Project project) {
    RelNode input = project.getInput();
    List<RexNode> expressions = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      RexNode current = expression;
      while (true) {
        Optional<ScalarAggregate.Joined> joined =
            ScalarAggregate.match(input, current, project.getVariablesSet());
        if (joined.isEmpty()) {
          break;
        }
        input = joined.get().rel();
        current = joined.get().condition();
      }
      expressions.add(current);
    }
    return input == project.getInput()
        ? project
        : RelConstruction.project(
            input,
            expressions,
            project.getRowType().getFieldNames(),
            used(expressions, project.getVariablesSet()));
  }

  private static RelNode filter(Filter filter) {
    int fields = filter.getRowType().getFieldCount();
    RelNode input = filter.getInput();
    List<RexNode> remaining = new ArrayList<>();
    boolean changed = false;
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<RelNode> joined = matchJoin(input, conjunct, filter.getVariablesSet());
      if (joined.isPresent()) {
        input = joined.get();
        changed = true;
      } else {
        remaining.add(conjunct);
      }
    }
    List<RexNode> withoutScalars = new ArrayList<>();
    for (RexNode conjunct : remaining) {
      RexNode current = conjunct;
      while (true) {
        Optional<ScalarAggregate.Joined> joined =
            ScalarAggregate.match(input, current, filter.getVariablesSet());
        if (joined.isEmpty()) {
          break;
        }
        input = joined.get().rel();
        current = joined.get().condition();
        changed = true;
      }
      withoutScalars.add(current);
    }
    if (!changed) {
      return filter;
    }
    Set<CorrelationId> variables = new LinkedHashSet<>(filter.getVariablesSet());
    RelNode filtered =
        RelConstruction.filter(input, withoutScalars, used(withoutScalars, variables));
    List<Integer> original = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      original.add(i);
    }
    return RelConstruction.projectFields(filtered, original);
  }

  private static Set<CorrelationId> used(List<RexNode> conjuncts, Set<CorrelationId> variables) {
    return conjuncts.stream().anyMatch(c -> RexUtil.SubQueryFinder.find(c) != null)
        ? variables
        : Set.of();
  }

  private static Optional<RelNode> matchJoin(
      RelNode input, RexNode conjunct, Set<CorrelationId> variables) {
    boolean negated = conjunct.getKind() == SqlKind.NOT;
    RexNode bare = negated ? ((RexCall) conjunct).getOperands().get(0) : conjunct;
    if (!(bare instanceof RexSubQuery subQuery)) {
      return Optional.empty();
    }
    boolean exists = subQuery.getKind() == SqlKind.EXISTS;
    boolean in = subQuery.getKind() == SqlKind.IN;
    if (!exists && !(in && !negated)) {
      return Optional.empty();
    }
    if (subQuery.getOperands().stream().anyMatch(o -> RexUtil.SubQueryFinder.find(o) != null)) {
      return Optional.empty();
    }
    Optional<Uncorrelated> body =
        exists ? existsBody(subQuery, variables) : inBody(subQuery, variables);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    int leftCount = input.getRowType().getFieldCount();
    List<RexNode> condition = new ArrayList<>();
    for (RexNode correlated : body.get().correlated()) {
      condition.add(decorrelate(correlated, variables, leftCount, input));
    }
    RexBuilder builder = input.getCluster().getRexBuilder();
    for (int i = 0; i < body.get().outputs().size(); i++) {
      condition.add(
          builder.makeCall(
              SqlStdOperatorTable.EQUALS,
              subQuery.getOperands().get(i),
              RexUtil.shift(body.get().outputs().get(i), leftCount)));
    }
    return Optional.of(
        RelConstruction.join(
            input, body.get().rel(), condition, negated ? JoinRelType.ANTI : JoinRelType.SEMI));
  }

  /**
   * A subquery's body without references to the outer row.
   *
   * @param correlated the conjuncts taken out, over the fields of {@code rel} and the outer row
   * @param outputs for IN: the values compared with, over the fields of {@code rel}
   */
  record Uncorrelated(RelNode rel, List<RexNode> correlated, List<RexNode> outputs) {}

  private static Optional<Uncorrelated> existsBody(
      RexSubQuery subQuery, Set<CorrelationId> variables) {
    RelNode body = subQuery.rel;
    // What EXISTS selects and in what order does not matter.
    while (body instanceof Project
        || (body instanceof Sort sort && sort.offset == null && isPositive(sort.fetch))) {
      body = body.getInput(0);
    }
    return split(body, variables);
  }

  private static boolean isPositive(@org.jspecify.annotations.Nullable RexNode fetch) {
    return fetch == null
        || (fetch instanceof org.apache.calcite.rex.RexLiteral literal
            && org.apache.calcite.rex.RexLiteral.intValue(literal) > 0);
  }

  private static Optional<Uncorrelated> inBody(RexSubQuery subQuery, Set<CorrelationId> variables) {
    RelNode body = subQuery.rel;
    if (!isCorrelated(body, variables)) {
      return Optional.of(new Uncorrelated(body, List.of(), RelConstruction.fields(body)));
    }
    if (!(body instanceof Project project)
        || project.getProjects().stream().anyMatch(e -> isCorrelated(e, variables))
        || project.getProjects().stream().anyMatch(e -> !ExpressionTraits.isMovable(e))) {
      return Optional.empty();
    }
    return split(project.getInput(), variables)
        .map(b -> new Uncorrelated(b.rel(), b.correlated(), project.getProjects()));
  }

  /** Takes the correlated conjuncts of a top filter away. */
  static Optional<Uncorrelated> split(RelNode body, Set<CorrelationId> variables) {
    if (!isCorrelated(body, variables)) {
      return Optional.of(new Uncorrelated(body, List.of(), List.of()));
    }
    if (!(body instanceof Filter filter) || isCorrelated(filter.getInput(), variables)) {
      return Optional.empty();
    }
    List<RexNode> correlated = new ArrayList<>();
    List<RexNode> local = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (!isCorrelated(conjunct, variables)) {
        local.add(conjunct);
      } else if (RexUtil.SubQueryFinder.find(conjunct) != null
          || !RexUtil.isDeterministic(conjunct)) {
        return Optional.empty();
      } else {
        correlated.add(conjunct);
      }
    }
    RelNode rest =
        local.isEmpty()
            ? filter.getInput()
            : filter(
                LogicalFilter.create(
                    filter.getInput(),
                    RexUtil.composeConjunction(filter.getCluster().getRexBuilder(), local),
                    com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet())));
    return Optional.of(new Uncorrelated(rest, correlated, List.of()));
  }

  /** References to the outer row become references to the left input, others move behind it. */
  static RexNode decorrelate(
      RexNode rex, Set<CorrelationId> variables, int leftCount, RelNode left) {
    return RexUtil.shift(rex, leftCount)
        .accept(
            new RexShuttle() {
              @Override
              public RexNode visitFieldAccess(RexFieldAccess access) {
                if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                    && variables.contains(variable.id)) {
                  return RelConstruction.field(left, access.getField().getIndex());
                }
                return super.visitFieldAccess(access);
              }
            });
  }

  static boolean isCorrelated(RelNode rel, Set<CorrelationId> variables) {
    return variables.stream().anyMatch(RelOptUtil.getVariablesUsed(rel)::contains);
  }

  static boolean isCorrelated(RexNode rex, Set<CorrelationId> variables) {
    RelOptUtil.VariableUsedVisitor visitor = new RelOptUtil.VariableUsedVisitor(null);
    rex.accept(visitor);
    Set<CorrelationId> found = new LinkedHashSet<>(visitor.variables);
    rex.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            found.addAll(RelOptUtil.getVariablesUsed(subQuery.rel));
            return super.visitSubQuery(subQuery);
          }
        });
    return variables.stream().anyMatch(found::contains);
  }
}
