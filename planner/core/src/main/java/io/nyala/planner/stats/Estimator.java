package io.nyala.planner.stats;

import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Estimates rels bottom-up and remembers them by identity. One per query, one thread. */
public final class Estimator {
  private static final double DEFAULT_GROUPS_SHARE = 0.1;

  private final TableEstimates tables;
  private final IdentityHashMap<RelNode, RelEstimate> cache = new IdentityHashMap<>();

  public Estimator(TableEstimates tables) {
    this.tables = tables;
  }

  public RelEstimate estimate(RelNode rel) {
    RelEstimate known = cache.get(rel);
    if (known == null) {
      known = compute(rel);
      cache.put(rel, known);
    }
    return known;
  }

  private RelEstimate compute(RelNode rel) {
    if (rel instanceof HepRelVertex vertex) {
      return estimate(vertex.stripped());
    }
    if (rel instanceof SecureScan scan) {
      return tables.secureScan(scan);
    }
    if (rel instanceof StoredScan scan) {
      return tables.storedScan(scan);
    }
    if (rel instanceof Filter filter) {
      return filter(estimate(filter.getInput()), RelOptUtil.conjunctions(filter.getCondition()));
    }
    if (rel instanceof Project project) {
      return project(project);
    }
    if (rel instanceof Join join) {
      return JoinEstimate.of(
          estimate(join.getLeft()),
          estimate(join.getRight()),
          RelOptUtil.conjunctions(join.getCondition()),
          join.getJoinType());
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (rel instanceof Sort sort) {
      RelEstimate input = estimate(sort.getInput());
      return sort.fetch instanceof RexLiteral fetch
          ? input.withRows(Math.min(input.rows(), RexLiteral.intValue(fetch)))
          : input;
    }
    if (rel instanceof Union union) {
      return union(union);
    }
    if (rel instanceof Values values) {
      return unknown(rel, values.getTuples().size(), true);
    }
    double rows = 1;
    for (RelNode input : rel.getInputs()) {
      rows = Math.max(rows, estimate(input).rows());
    }
    return unknown(rel, rows, false);
  }

  /** Rows that pass the conjuncts, with the columns narrowed by them. */
  public static RelEstimate filter(RelEstimate input, List<RexNode> conjuncts) {
    List<ColumnEstimate> columns = new ArrayList<>(input.columns());
    double rows = input.rows() * Selectivity.of(conjuncts, input.columns());
    for (RexNode conjunct : conjuncts) {
      narrow(columns, conjunct);
    }
    return new RelEstimate(rows, columns, input.known()).withRows(rows);
  }

  private static void narrow(List<ColumnEstimate> columns, RexNode conjunct) {
    if (!(conjunct instanceof RexCall call) || call.getOperands().size() != 2) {
      return;
    }
    Integer column = Selectivity.column(call.getOperands().get(0));
    double value = Selectivity.number(call.getOperands().get(1));
    if (column == null) {
      return;
    }
    ColumnEstimate before = columns.get(column);
    boolean constant = call.getOperands().get(1) instanceof RexLiteral;
    switch (call.getKind()) {
      case EQUALS -> {
        if (constant) {
          columns.set(column, before.withDistinct(1));
        }
      }
      case LESS_THAN, LESS_THAN_OR_EQUAL -> {
        if (before.hasRange() && value > before.low() && value < before.high()) {
          double share = (value - before.low()) / (before.high() - before.low());
          columns.set(
              column,
              before.withRange(before.low(), value).withDistinct(before.distinct() * share));
        }
      }
      case GREATER_THAN, GREATER_THAN_OR_EQUAL -> {
        if (before.hasRange() && value > before.low() && value < before.high()) {
          double share = (before.high() - value) / (before.high() - before.low());
          columns.set(
              column,
              before.withRange(value, before.high()).withDistinct(before.distinct() * share));
        }
      }
      default -> {}
    }
  }

  private RelEstimate project(Project project) {
    RelEstimate input = estimate(project.getInput());
    List<ColumnEstimate> columns = new ArrayList<>();
    for (RexNode expression : project.getProjects()) {
      columns.add(expression(expression, input.columns()));
    }
    return new RelEstimate(input.rows(), columns, input.known());
  }

  private static ColumnEstimate expression(RexNode expression, List<ColumnEstimate> input) {
    Integer column = Selectivity.column(expression);
    double width = width(RelTypes.toDataType(expression.getType()));
    if (column != null) {
      ColumnEstimate source = input.get(column);
      return expression.getKind() == SqlKind.CAST
          ? new ColumnEstimate(
              source.distinct(), source.nullFraction(), source.low(), source.high(), width)
          : source;
    }
    if (expression instanceof RexLiteral) {
      return ColumnEstimate.unknown(width).withDistinct(1);
    }
    double distinct = 1;
    for (int field : RelOptUtil.InputFinder.bits(expression)) {
      distinct *= input.get(field).distinct();
    }
    return ColumnEstimate.unknown(width).withDistinct(distinct);
  }

  private RelEstimate aggregate(Aggregate aggregate) {
    RelEstimate input = estimate(aggregate.getInput());
    List<Integer> keys = aggregate.getGroupSet().asList();
    double groups = keys.isEmpty() ? 1 : groups(input, keys);
    List<ColumnEstimate> columns = new ArrayList<>();
    for (int key : keys) {
      columns.add(input.columns().get(key).cappedAt(groups));
    }
    for (AggregateCall call : aggregate.getAggCallList()) {
      columns.add(ColumnEstimate.unknown(width(RelTypes.toDataType(call.getType()))));
    }
    return new RelEstimate(groups, columns, input.known());
  }

  /** Number of distinct combinations of some columns. */
  public static double groups(RelEstimate input, List<Integer> keys) {
    double product = 1;
    for (int key : keys) {
      ColumnEstimate column = input.columns().get(key);
      double distinct =
          column.hasDistinct()
              ? column.distinct()
              : Math.max(1, input.rows() * DEFAULT_GROUPS_SHARE);
      product *= Math.max(1, distinct + (column.nullFraction() > 0 ? 1 : 0));
    }
    return Math.max(1, Math.min(product, input.rows()));
  }

  private RelEstimate union(Union union) {
    double rows = 0;
    boolean known = true;
    Map<Integer, ColumnEstimate> columns = new HashMap<>();
    for (RelNode input : union.getInputs()) {
      RelEstimate estimate = estimate(input);
      rows += estimate.rows();
      known &= estimate.known();
      for (int i = 0; i < estimate.columns().size(); i++) {
        columns.merge(i, estimate.columns().get(i), Estimator::either);
      }
    }
    List<ColumnEstimate> merged = new ArrayList<>();
    for (int i = 0; i < union.getRowType().getFieldCount(); i++) {
      merged.add(columns.get(i));
    }
    return new RelEstimate(rows, merged, known);
  }

  private static ColumnEstimate either(ColumnEstimate a, ColumnEstimate b) {
    return new ColumnEstimate(
        a.distinct() + b.distinct(),
        Math.max(a.nullFraction(), b.nullFraction()),
        Math.min(a.low(), b.low()),
        Math.max(a.high(), b.high()),
        Math.max(a.width(), b.width()));
  }

  private static RelEstimate unknown(RelNode rel, double rows, boolean known) {
    List<ColumnEstimate> columns = new ArrayList<>();
    rel.getRowType()
        .getFieldList()
        .forEach(
            field ->
                columns.add(ColumnEstimate.unknown(width(RelTypes.toDataType(field.getType())))));
    return new RelEstimate(rows, columns, known);
  }

  /** Bytes that a value takes in memory if nothing better is known. */
  public static double width(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, VOID -> 1;
      case SMALLINT -> 2;
      case INT, DATE, FLOAT, INTERVAL_YEAR_MONTH -> 4;
      case BIGINT, DOUBLE -> 8;
      case DECIMAL -> 12;
      case TIMESTAMP, INTERVAL_DAY_TIME -> 12;
      case CHAR -> Math.min(64, ((DataType.CharType) type).length() + 2);
      case VARCHAR -> Math.min(40, ((DataType.VarcharType) type).length() / 2.0 + 4);
      case STRING, BINARY, UNSUPPORTED -> 24;
    };
  }
}
