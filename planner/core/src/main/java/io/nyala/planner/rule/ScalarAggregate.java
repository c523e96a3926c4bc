package io.nyala.planner.rule;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/** The scalar aggregate form of {@link SubqueryToJoin}. */
final class ScalarAggregate {
  private static final Set<String> NULL_FOR_NO_ROWS =
      Set.of(
          "sum",
          "min",
          "max",
          "avg",
          "stddev",
          "stddev_pop",
          "stddev_samp",
          "std",
          "variance",
          "var_pop",
          "var_samp");

  private ScalarAggregate() {}

  /**
   * @param rel the input joined with the aggregate: its own fields first
   * @param condition the expression with one subquery replaced
   */
  record Joined(RelNode rel, RexNode condition) {}

  /** Joins the first scalar subquery in the expression that has the form, if any has. */
  static Optional<Joined> match(RelNode input, RexNode expression, Set<CorrelationId> variables) {
    for (RexSubQuery subQuery : scalars(expression)) {
      Optional<Joined> joined = join(input, expression, subQuery, variables);
      if (joined.isPresent()) {
        return joined;
      }
    }
    return Optional.empty();
  }

  private static List<RexSubQuery> scalars(RexNode expression) {
    List<RexSubQuery> found = new ArrayList<>();
    expression.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitSubQuery(RexSubQuery subQuery) {
            if (subQuery.getKind() == SqlKind.SCALAR_QUERY) {
              found.add(subQuery);
            }
            return null;
          }
        });
    return found;
  }

  private static Optional<Joined> join(
      RelNode input, RexNode expression, RexSubQuery subQuery, Set<CorrelationId> variables) {
    RelNode body = subQuery.rel;
    List<RexNode> outputs = RelConstruction.fields(body);
    while (body instanceof Project project) {
      List<RexNode> lower = project.getProjects();
      outputs = outputs.stream().map(o -> RelConstruction.substitute(o, lower)).toList();
      body = project.getInput();
    }
    if (!(body instanceof Aggregate aggregate)
        || !aggregate.getGroupSet().isEmpty()
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getAggCallList().isEmpty()
        || RexUtil.SubQueryFinder.find(outputs) != null) {
      return Optional.empty();
    }
    int leftCount = input.getRowType().getFieldCount();
    Grouped grouped;
    JoinRelType type;
    if (SubqueryToJoin.isCorrelated(aggregate, variables)) {
      Optional<Grouped> byKeys = group(aggregate, variables);
      if (byKeys.isEmpty()) {
        return Optional.empty();
      }
      grouped = byKeys.get();
      type = JoinRelType.LEFT;
    } else {
      // An aggregate without keys has exactly one row.
      grouped = new Grouped(aggregate, List.of());
      type = JoinRelType.INNER;
    }
    List<RexNode> condition = new ArrayList<>();
    RexBuilder builder = input.getCluster().getRexBuilder();
    for (int i = 0; i < grouped.outer().size(); i++) {
      condition.add(
          builder.makeCall(
              SqlStdOperatorTable.EQUALS,
              SubqueryToJoin.decorrelate(grouped.outer().get(i), variables, leftCount, input),
              RexUtil.shift(RelConstruction.field(grouped.rel(), i), leftCount)));
    }
    RelNode joined = RelConstruction.join(input, grouped.rel(), condition, type);
    List<RexNode> values = values(builder, joined, aggregate, leftCount + grouped.outer().size());
    RexNode replaced = replaceOutputs(outputs.get(0), variables, values, joined);
    return Optional.of(new Joined(joined, replace(expression, subQuery, replaced)));
  }

  /** The subquery's output over the joined row: aggregates and, if correlated, outer fields. */
  private static RexNode replaceOutputs(
      RexNode output, Set<CorrelationId> variables, List<RexNode> values, RelNode joined) {
    RexNode substituted = RelConstruction.substitute(output, values);
    return SubqueryToJoin.decorrelate(substituted, variables, 0, joined);
  }

  private static List<RexNode> values(
      RexBuilder builder, RelNode joined, Aggregate aggregate, int first) {
    List<RexNode> values = new ArrayList<>();
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      RexNode field = RelConstruction.field(joined, first + i);
      values.add(
          isCount(call)
              ? builder.makeCall(
                  SqlStdOperatorTable.COALESCE,
                  field,
                  builder.makeZeroLiteral(
                      builder.getTypeFactory().createTypeWithNullability(call.getType(), false)))
              : field);
    }
    return values;
  }

  private static boolean isCount(AggregateCall call) {
    return call.getAggregation().getName().equalsIgnoreCase("count");
  }

  private static RexNode replace(RexNode expression, RexSubQuery subQuery, RexNode value) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery candidate) {
            return candidate.equals(subQuery) ? value : candidate;
          }
        });
  }

  /**
   * @param rel groups by the inner sides of the correlating equalities, then the calls
   * @param outer the outer sides, parallel to the keys
   */
  private record Grouped(RelNode rel, List<RexNode> outer) {}

  private static Optional<Grouped> group(Aggregate aggregate, Set<CorrelationId> variables) {
    for (AggregateCall call : aggregate.getAggCallList()) {
      String name = call.getAggregation().getName().toLowerCase(Locale.ROOT);
      if (!isCount(call) && !NULL_FOR_NO_ROWS.contains(name)) {
        return Optional.empty();
      }
    }
    RelNode source = aggregate.getInput();
    List<RexNode> arguments = RelConstruction.fields(source);
    while (source instanceof Project project) {
      List<RexNode> lower = project.getProjects();
      arguments = arguments.stream().map(a -> RelConstruction.substitute(a, lower)).toList();
      source = project.getInput();
    }
    if (arguments.stream()
        .anyMatch(
            a -> SubqueryToJoin.isCorrelated(a, variables) || !ExpressionTraits.isMovable(a))) {
      return Optional.empty();
    }
    Optional<SubqueryToJoin.Uncorrelated> split = SubqueryToJoin.split(source, variables);
    if (split.isEmpty()) {
      return Optional.empty();
    }
    List<RexNode> keys = new ArrayList<>();
    List<RexNode> outer = new ArrayList<>();
    for (RexNode conjunct : split.get().correlated()) {
      if (conjunct.getKind() != SqlKind.EQUALS) {
        return Optional.empty();
      }
      RexNode a = ((RexCall) conjunct).getOperands().get(0);
      RexNode b = ((RexCall) conjunct).getOperands().get(1);
      boolean aIsOuter = SubqueryToJoin.isCorrelated(a, variables);
      RexNode outerSide = aIsOuter ? a : b;
      RexNode innerSide = aIsOuter ? b : a;
      if (SubqueryToJoin.isCorrelated(innerSide, variables)
          || !RelOptUtil.InputFinder.bits(outerSide).isEmpty()) {
        return Optional.empty();
      }
      keys.add(innerSide);
      outer.add(outerSide);
    }
    return Optional.of(new Grouped(grouped(aggregate, split.get().rel(), keys, arguments), outer));
  }

  private static RelNode grouped(
      Aggregate aggregate, RelNode source, List<RexNode> keys, List<RexNode> arguments) {
    List<RexNode> expressions = new ArrayList<>(keys);
    expressions.addAll(arguments);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < expressions.size(); i++) {
      names.add("c" + i);
    }
    RelNode projected = RelConstruction.project(source, expressions, names);
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      AggregateCall moved =
          call.withArgList(call.getArgList().stream().map(arg -> arg + keys.size()).toList());
      calls.add(call.filterArg < 0 ? moved : moved.withFilter(call.filterArg + keys.size()));
    }
    ImmutableBitSet groupSet = ImmutableBitSet.range(keys.size());
    return LogicalAggregate.create(
        projected, ImmutableList.of(), groupSet, ImmutableList.of(groupSet), calls);
  }
}
