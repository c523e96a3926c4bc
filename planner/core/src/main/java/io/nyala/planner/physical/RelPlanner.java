package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.fragment.Placement;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.planner.translate.LiteralTranslator;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.type.DataType;
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
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Chooses for each rel, bottom-up, how it is computed and where its rows are; delegates to one
 * class per kind of rel. One per query, one thread.
 */
final class RelPlanner {
  private final FragmentBuilder fragments;
  private final Estimator estimator;
  private final RexTranslator rex;
  private final JoinPlanner joins;
  private final AggregatePlanner aggregates;
  private final SortPlanner sorts;
  private final ScanPlanner scans;

  RelPlanner(
      FragmentBuilder fragments,
      Estimator estimator,
      RexTranslator rex,
      ScanPlanner scans,
      OptimizerSettings settings) {
    this.fragments = fragments;
    this.estimator = estimator;
    this.rex = rex;
    this.scans = scans;
    this.joins = new JoinPlanner(this, fragments, rex, settings);
    this.aggregates = new AggregatePlanner(this, fragments);
    this.sorts = new SortPlanner(this, fragments);
  }

  /**
   * @param ordered whether the order of a sort on top is to be kept
   */
  PhysicalRel plan(RelNode rel, boolean ordered) {
    if (rel instanceof SecureScan scan) {
      return scans.secureScan(scan, this);
    }
    if (rel instanceof StoredScan scan) {
      return scans.storedScan(scan, List.of(), this);
    }
    if (rel instanceof Filter filter) {
      return filter(filter, ordered);
    }
    if (rel instanceof Project project) {
      return project(project, ordered);
    }
    if (rel instanceof Join join) {
      return joins.plan(join);
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregates.plan(aggregate);
    }
    if (rel instanceof Sort sort) {
      return sorts.plan(sort, ordered);
    }
    if (rel instanceof Union union && union.all) {
      return union(union);
    }
    if (rel instanceof Values values) {
      return values(values);
    }
    throw new NyalaException(
        ErrorCode.INTERNAL_ERROR, "no physical form for " + rel.getRelTypeName());
  }

  RelEstimate estimate(RelNode rel) {
    return estimator.estimate(rel);
  }

  /** Describes the node with the names of the rel's fields. */
  <N extends PlanNode> N described(N node, RelDataType rowType, double rows, List<String> notes) {
    fragments.describe(node, new NodeDetail(rowType.getFieldNames(), rows, notes));
    return node;
  }

  private PhysicalRel filter(Filter filter, boolean ordered) {
    RelEstimate estimate = estimate(filter);
    PhysicalRel input =
        filter.getInput() instanceof StoredScan scan
            ? scans.storedScan(scan, RelOptUtil.conjunctions(filter.getCondition()), this)
            : plan(filter.getInput(), ordered);
    PlanNode node =
        new PlanNode.Filter(fragments.nextId(), input.node(), rex.translate(filter.getCondition()));
    return input.with(described(node, filter.getRowType(), estimate.rows(), List.of()), estimate);
  }

  private PhysicalRel project(Project project, boolean ordered) {
    PhysicalRel input = plan(project.getInput(), ordered);
    return project(input, project.getProjects(), project.getRowType(), estimate(project));
  }

  /** Expressions over the fields of {@code input}; nothing if they are its columns already. */
  PhysicalRel project(
      PhysicalRel input, List<RexNode> expressions, RelDataType rowType, RelEstimate estimate) {
    List<Expression> translated = new ArrayList<>();
    boolean identity = expressions.size() == input.types().size();
    for (int i = 0; i < expressions.size(); i++) {
      DataType type = RelTypes.toDataType(rowType.getFieldList().get(i).getType());
      Expression expression = rex.translate(expressions.get(i));
      if (!expression.type().equals(type)) {
        expression =
            expression instanceof Literal literal && literal.value() == null
                ? new Literal(type, null)
                : new Expression.Cast(expression, type);
      }
      identity &= expression instanceof ColumnReference column && column.index() == i;
      translated.add(expression);
    }
    if (identity) {
      return new PhysicalRel(input.node(), input.placement(), estimate);
    }
    PlanNode node = new PlanNode.Project(fragments.nextId(), input.node(), translated);
    described(node, rowType, estimate.rows(), List.of());
    return new PhysicalRel(node, afterProject(input.placement(), expressions), estimate);
  }

  /** Hash columns that the projection passes on stay; losing one loses the placement. */
  private static Placement afterProject(Placement placement, List<RexNode> expressions) {
    if (!(placement instanceof Placement.Hashed hashed)) {
      return placement;
    }
    List<Integer> columns = new ArrayList<>();
    for (int column : hashed.columns()) {
      int found = -1;
      for (int i = 0; i < expressions.size() && found < 0; i++) {
        if (expressions.get(i) instanceof RexInputRef reference && reference.getIndex() == column) {
          found = i;
        }
      }
      if (found < 0) {
        return new Placement.Hashed(List.of());
      }
      columns.add(found);
    }
    return new Placement.Hashed(columns);
  }

  private PhysicalRel values(Values values) {
    List<DataType> types =
        values.getRowType().getFieldList().stream()
            .map(field -> RelTypes.toDataType(field.getType()))
            .toList();
    List<List<Literal>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Literal> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        RexLiteral literal = tuple.get(i);
        Object value = literal.isNull() ? null : LiteralTranslator.toLiteral(literal).value();
        row.add(new Literal(types.get(i), value));
      }
      rows.add(row);
    }
    PlanNode node = new PlanNode.Values(fragments.nextId(), types, rows);
    described(node, values.getRowType(), rows.size(), List.of());
    return new PhysicalRel(node, Placement.SINGLE, estimate(values));
  }

  /**
   * Inputs that are all at the scans, or all in one task, are put together in place; else all are
   * spread over the executors.
   */
  private PhysicalRel union(Union union) {
    RelEstimate estimate = estimate(union);
    List<PhysicalRel> inputs = new ArrayList<>();
    for (RelNode input : union.getInputs()) {
      PhysicalRel planned = plan(input, false);
      List<RexNode> fields = new ArrayList<>();
      for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
        fields.add(RexInputRef.of(i, input.getRowType()));
      }
      inputs.add(project(planned, fields, union.getRowType(), planned.estimate()));
    }
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    boolean inPlace =
        inputs.stream().allMatch(PhysicalRel::isSingle)
            || inputs.stream().allMatch(input -> input.placement() instanceof Placement.Source);
    if (!inPlace) {
      return fragments.spread(inputs, estimate);
    }
    PlanNode node =
        new PlanNode.UnionAll(
            fragments.nextId(),
            inputs.stream().map(PhysicalRel::node).toList(),
            inputs.get(0).types());
    described(node, union.getRowType(), estimate.rows(), List.of());
    return new PhysicalRel(node, inputs.get(0).placement(), estimate);
  }
}
