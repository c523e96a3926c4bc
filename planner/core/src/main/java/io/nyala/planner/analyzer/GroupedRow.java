package io.nyala.planner.analyzer;

import io.nyala.planner.logical.NyalaAggregate;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.parser.SqlExpression.ColumnName;
import io.nyala.spi.error.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;

/**
 * The row after grouping: keys, then aggregates. Expressions were analysed over the row before;
 * {@link #rewrite} replaces what is a key or an aggregate call in them, and refuses what is
 * neither.
 *
 * <pre>
 *   Aggregate(keys, calls)
 *     Project(keys, arguments)
 *       input
 * </pre>
 */
final class GroupedRow {
  private final Scope before;
  private final Scope after;
  private final Map<RexNode, Integer> keys = new HashMap<>();
  private final AggregateCollector calls;
  private final Map<Integer, ColumnName> named;

  /**
   * @param before what the expressions were analysed over
   * @param named how the text calls the fields of that row
   */
  GroupedRow(
      Scope before,
      List<RexNode> groupBy,
      AggregateCollector calls,
      Map<Integer, ColumnName> named) {
    this.before = before;
    this.calls = calls;
    this.named = Map.copyOf(named);
    for (RexNode key : groupBy) {
      keys.putIfAbsent(key, keys.size());
    }
    this.after = new Scope(build(), List.of(), before.outer());
  }

  /** The grouped row, for the nodes above it. */
  Scope scope() {
    return after;
  }

  private RelNode build() {
    List<RexNode> columns = new ArrayList<>();
    RexNode[] ordered = new RexNode[keys.size()];
    keys.forEach((key, position) -> ordered[position] = key);
    columns.addAll(List.of(ordered));
    List<List<Integer>> arguments = new ArrayList<>();
    for (AggregateCollector.Call call : calls.calls()) {
      List<Integer> positions = new ArrayList<>();
      for (RexNode argument : call.arguments()) {
        int position = columns.lastIndexOf(argument);
        if (position < 0) {
          position = columns.size();
          columns.add(argument);
        }
        positions.add(position);
      }
      arguments.add(positions);
    }
    RelBuilder builder = RelClusters.builder(before.rel().getCluster());
    if (columns.isEmpty()) {
      builder.push(before.rel());
    } else {
      builder.push(RowOrder.project(before.rel(), columns, before));
    }
    int[] positions = new int[keys.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i;
    }
    List<RelBuilder.AggCall> aggregates = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      aggregates.add(call(builder, calls.calls().get(i), arguments.get(i), i));
    }
    if (aggregates.isEmpty() && positions.length == 0) {
      aggregates.add(builder.countStar("a0"));
    }
    return builder.aggregate(builder.groupKey(positions), aggregates).build();
  }

  private static RelBuilder.AggCall call(
      RelBuilder builder, AggregateCollector.Call call, List<Integer> arguments, int index) {
    SqlAggFunction function =
        switch (call.function().name()) {
          case "count" -> SqlStdOperatorTable.COUNT;
          case "sum" -> SqlStdOperatorTable.SUM;
          case "min" -> SqlStdOperatorTable.MIN;
          case "max" -> SqlStdOperatorTable.MAX;
          default -> new NyalaAggregate(call.function());
        };
    return builder
        .aggregateCall(function, builder.fields(arguments))
        .distinct(call.distinct())
        .as("a" + index);
  }

  /** The expression over the grouped row. */
  RexNode rewrite(RexNode node) {
    return node.accept(new Rewriter());
  }

  private RexNode key(int position) {
    return RexInputRef.of(position, after.rel().getRowType());
  }

  private final class Rewriter extends RexShuttle {
    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      Integer position = keys.get(reference);
      if (position != null) {
        return key(position);
      }
      if (reference.getIndex() >= calls.base()) {
        return key(keys.size() + reference.getIndex() - calls.base());
      }
      throw notGrouped(reference.getIndex());
    }

    @Override
    public RexNode visitCall(RexCall call) {
      Integer position = keys.get(call);
      return position != null ? key(position) : super.visitCall(call);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery rewritten = (RexSubQuery) super.visitSubQuery(subquery);
      if (before.correlation().isEmpty()) {
        return rewritten;
      }
      return rewritten.clone(rewritten.rel.accept(new InnerRewriter()));
    }
  }

  /** Inside a subquery, the columns of the block around it are those of the grouped row now. */
  private final class InnerRewriter extends RelHomogeneousShuttle {
    private final RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            if (access.getReferenceExpr() instanceof RexCorrelVariable variable
                && before.correlation().filter(variable.id::equals).isPresent()) {
              return correlated(access);
            }
            return super.visitFieldAccess(access);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subquery) {
            RexSubQuery rewritten = (RexSubQuery) super.visitSubQuery(subquery);
            return rewritten.clone(rewritten.rel.accept(InnerRewriter.this));
          }
        };

    @Override
    public RelNode visit(RelNode other) {
      return super.visit(other).accept(expressions);
    }

    private RexNode correlated(RexFieldAccess access) {
      int index = access.getField().getIndex();
      Integer position = keys.get(RexInputRef.of(index, before.rel().getRowType()));
      if (position == null) {
        throw notGrouped(index);
      }
      return after.correlatedAt(position);
    }
  }

  private RuntimeException notGrouped(int index) {
    ColumnName name = named.get(index);
    if (name == null) {
      // only a subquery names the column
      String column =
          before.fields().stream()
              .filter(field -> field.index() == index)
              .map(Field::name)
              .findFirst()
              .orElse("");
      return SemanticErrors.general(
          ErrorCode.GROUP_BY_EXPRESSION, "Expression not in GROUP BY key '" + column + "'");
    }
    return SemanticErrors.at(
        ErrorCode.GROUP_BY_EXPRESSION,
        name.location(),
        "Expression not in GROUP BY key '" + name.last() + "'");
  }
}
