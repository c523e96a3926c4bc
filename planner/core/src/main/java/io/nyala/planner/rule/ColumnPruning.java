package io.nyala.planner.rule;

import com.google.common.collect.ImmutableList;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes away the columns that nobody above reads, down to and into the scans; merges projections
 * that stand on each other. At least one column of a scan stays, the cheapest one.
 */
public final class ColumnPruning {
  private ColumnPruning() {}

  /** The same fields as before, from narrower inputs. */
  public static RelNode apply(RelNode rel) {
    int count = rel.getRowType().getFieldCount();
    Pruned pruned = prune(rel, ImmutableBitSet.range(count));
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(pruned.position(i));
    }
    return RelConstruction.projectFields(pruned.rel(), order);
  }

  /**
   * A rel that produces some fields of another.
   *
   * @param kept old positions of the fields that the rel produces, in their order
   */
  private record Pruned(RelNode rel, List<Integer> kept) {
    int position(int old) {
      int position = kept.indexOf(old);
      if (position < 0) {
        throw new IllegalStateException("field " + old + " was pruned but is read");
      }
      return position;
    }

    RexNode adapt(RexNode rex) {
      return RelConstruction.shift(rex, this::position);
    }
  }

  private static Pruned prune(RelNode rel, ImmutableBitSet needed) {
    if (rel instanceof Project project) {
      return project(project, needed);
    }
    if (rel instanceof Filter filter) {
      return filter(filter, needed);
    }
    if (rel instanceof Join join) {
      return join(join, needed);
    }
    if (rel instanceof Aggregate aggregate && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
      return aggregate(aggregate, needed);
    }
    if (rel instanceof Sort sort) {
      return sort(sort, needed);
    }
    if (rel instanceof Union union) {
      return union(union, needed);
    }
    if (rel instanceof Values values) {
      return values(values, needed);
    }
    if (rel instanceof SecureScan scan) {
      return secureScan(scan, needed);
    }
    if (rel instanceof StoredScan scan) {
      return storedScan(scan, needed);
    }
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(apply(input)));
    return all(inputs.isEmpty() ? rel : rel.copy(rel.getTraitSet(), inputs));
  }

  private static Pruned all(RelNode rel) {
    return new Pruned(rel, ImmutableBitSet.range(rel.getRowType().getFieldCount()).asList());
  }

  private static Pruned project(Project project, ImmutableBitSet needed) {
    if (project.getInput() instanceof Project below && mergeable(project, below)) {
      List<RexNode> merged = new ArrayList<>();
      for (RexNode expression : project.getProjects()) {
        merged.add(RelConstruction.substitute(expression, below.getProjects()));
      }
      RelNode single =
          RelConstruction.project(below.getInput(), merged, project.getRowType().getFieldNames());
      return prune(single, needed);
    }
    if (needed.isEmpty() && !project.getProjects().isEmpty()) {
      return project(project, ImmutableBitSet.of(cheapest(project)));
    }
    ImmutableBitSet.Builder fields = ImmutableBitSet.builder();
    for (int field : needed) {
      fields.addAll(RelOptUtil.InputFinder.bits(project.getProjects().get(field)));
    }
    Pruned input = prune(project.getInput(), fields.build());
    List<RexNode> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean identity = true;
    for (int field : needed) {
      RexNode expression = input.adapt(project.getProjects().get(field));
      identity &=
          expression instanceof RexInputRef reference && reference.getIndex() == expressions.size();
      expressions.add(expression);
      names.add(project.getRowType().getFieldNames().get(field));
    }
    if (identity && expressions.size() == input.rel().getRowType().getFieldCount()) {
      return new Pruned(input.rel(), needed.asList());
    }
    return new Pruned(merged(input.rel(), expressions, names), needed.asList());
  }

  /** The field to keep when only the number of rows counts. */
  private static int cheapest(Project project) {
    for (int i = 0; i < project.getProjects().size(); i++) {
      RexNode expression = project.getProjects().get(i);
      if (expression instanceof RexInputRef || expression instanceof RexLiteral) {
        return i;
      }
    }
    return 0;
  }

  /** On top of a bare choice of fields that pruning left behind, the expressions read its input. */
  private static RelNode merged(RelNode input, List<RexNode> expressions, List<String> names) {
    if (input instanceof Project below
        && below.getVariablesSet().isEmpty()
        && below.getProjects().stream().allMatch(RexInputRef.class::isInstance)) {
      List<RexNode> substituted = new ArrayList<>();
      for (RexNode expression : expressions) {
        substituted.add(RelConstruction.substitute(expression, below.getProjects()));
      }
      return RelConstruction.project(below.getInput(), substituted, names);
    }
    return RelConstruction.project(input, expressions, names);
  }

  /** Merging must neither repeat costly work nor touch what is not deterministic. */
  private static boolean mergeable(Project upper, Project lower) {
    int[] uses = new int[lower.getProjects().size()];
    for (RexNode expression : upper.getProjects()) {
      expression.accept(
          new org.apache.calcite.rex.RexVisitorImpl<Void>(true) {
            @Override
            public Void visitInputRef(RexInputRef reference) {
              uses[reference.getIndex()]++;
              return null;
            }
          });
    }
    for (int i = 0; i < uses.length; i++) {
      RexNode expression = lower.getProjects().get(i);
      boolean trivial = expression instanceof RexInputRef || expression instanceof RexLiteral;
      boolean repeats = uses[i] > 1 && !trivial;
      if (repeats || (uses[i] > 0 && !ExpressionTraits.isMovable(expression))) {
        return false;
      }
    }
    return upper.getVariablesSet().isEmpty() && lower.getVariablesSet().isEmpty();
  }

  private static Pruned filter(Filter filter, ImmutableBitSet needed) {
    ImmutableBitSet read = RelOptUtil.InputFinder.bits(filter.getCondition());
    Pruned input = prune(filter.getInput(), needed.union(read));
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      conjuncts.add(input.adapt(conjunct));
    }
    RelNode rebuilt = RelConstruction.filter(input.rel(), conjuncts, filter.getVariablesSet());
    return narrowed(new Pruned(rebuilt, input.kept()), needed);
  }

  /** Drops what only the rel itself had to read; the projection is merged or pushed on later. */
  private static Pruned narrowed(Pruned pruned, ImmutableBitSet needed) {
    if (needed.isEmpty() || ImmutableBitSet.of(pruned.kept()).equals(needed)) {
      return pruned;
    }
    List<Integer> positions = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    for (int old : pruned.kept()) {
      if (needed.get(old)) {
        positions.add(pruned.position(old));
        kept.add(old);
      }
    }
    return new Pruned(RelConstruction.projectFields(pruned.rel(), positions), kept);
  }

  private static Pruned join(Join join, ImmutableBitSet needed) {
    int leftCount = join.getLeft().getRowType().getFieldCount();
    int rightCount = join.getRight().getRowType().getFieldCount();
    JoinRelType type = join.getJoinType();
    boolean mark = type == JoinRelType.LEFT_MARK;
    ImmutableBitSet outside = mark ? needed.except(ImmutableBitSet.of(leftCount)) : needed;
    ImmutableBitSet all = outside.union(RelOptUtil.InputFinder.bits(join.getCondition()));
    Pruned left = prune(join.getLeft(), all.intersect(ImmutableBitSet.range(leftCount)));
    Pruned right =
        prune(
            join.getRight(),
            all.intersect(ImmutableBitSet.range(leftCount, leftCount + rightCount))
                .shift(-leftCount));
    int newLeftCount = left.kept().size();
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      conjuncts.add(
          RelConstruction.shift(
              conjunct,
              index ->
                  index < leftCount
                      ? left.position(index)
                      : newLeftCount + right.position(index - leftCount)));
    }
    RelNode rebuilt = RelConstruction.join(left.rel(), right.rel(), conjuncts, type);
    List<Integer> kept = new ArrayList<>(left.kept());
    if (mark) {
      kept.add(leftCount);
    } else if (type.projectsRight()) {
      right.kept().forEach(old -> kept.add(leftCount + old));
    }
    return narrowed(new Pruned(rebuilt, kept), needed);
  }

  private static Pruned aggregate(Aggregate aggregate, ImmutableBitSet needed) {
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<AggregateCall> calls = new ArrayList<>();
    List<Integer> kept = new ArrayList<>();
    ImmutableBitSet.Builder read = ImmutableBitSet.builder().addAll(aggregate.getGroupSet());
    for (int i = 0; i < keys.size(); i++) {
      kept.add(i);
    }
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      boolean last =
          keys.isEmpty() && calls.isEmpty() && i == aggregate.getAggCallList().size() - 1;
      if (needed.get(keys.size() + i) || last) {
        calls.add(call);
        kept.add(keys.size() + i);
        read.addAll(call.getArgList());
        if (call.filterArg >= 0) {
          read.set(call.filterArg);
        }
      }
    }
    Pruned input = prune(aggregate.getInput(), read.build());
    // Positions in the input keep their order, so the group keys keep theirs.
    ImmutableBitSet groupSet = ImmutableBitSet.of(keys.stream().map(input::position).toList());
    List<AggregateCall> adapted = new ArrayList<>();
    for (AggregateCall call : calls) {
      AggregateCall moved =
          call.withArgList(call.getArgList().stream().map(input::position).toList());
      adapted.add(call.filterArg < 0 ? moved : moved.withFilter(input.position(call.filterArg)));
    }
    RelNode rebuilt =
        LogicalAggregate.create(
            input.rel(), ImmutableList.of(), groupSet, ImmutableList.of(groupSet), adapted);
    return narrowed(new Pruned(rebuilt, kept), needed);
  }

  private static Pruned sort(Sort sort, ImmutableBitSet needed) {
    ImmutableBitSet keys = ImmutableBitSet.of(RelCollations.ordinals(sort.getCollation()));
    Pruned input = prune(sort.getInput(), needed.union(keys));
    List<RelFieldCollation> collations = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      collations.add(key.withFieldIndex(input.position(key.getFieldIndex())));
    }
    RelCollation collation = RelCollations.of(collations);
    return narrowed(
        new Pruned(
            LogicalSort.create(input.rel(), collation, sort.offset, sort.fetch), input.kept()),
        needed);
  }

  private static Pruned union(Union union, ImmutableBitSet needed) {
    if (!union.all) {
      List<RelNode> inputs = new ArrayList<>();
      union.getInputs().forEach(input -> inputs.add(apply(input)));
      return all(LogicalUnion.create(inputs, false));
    }
    ImmutableBitSet wanted = needed.isEmpty() ? ImmutableBitSet.of(0) : needed;
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : union.getInputs()) {
      Pruned pruned = prune(input, wanted);
      List<Integer> order = new ArrayList<>();
      for (int field : wanted) {
        order.add(pruned.position(field));
      }
      inputs.add(RelConstruction.projectFields(pruned.rel(), order));
    }
    return new Pruned(LogicalUnion.create(inputs, true), wanted.asList());
  }

  private static Pruned values(Values values, ImmutableBitSet needed) {
    if (needed.isEmpty() || needed.cardinality() == values.getRowType().getFieldCount()) {
      return all(values);
    }
    RexBuilder builder = values.getCluster().getRexBuilder();
    List<Integer> kept = needed.asList();
    ImmutableList.Builder<ImmutableList<RexLiteral>> rows = ImmutableList.builder();
    for (List<RexLiteral> row : values.getTuples()) {
      rows.add(kept.stream().map(row::get).collect(ImmutableList.toImmutableList()));
    }
    var rowType = builder.getTypeFactory().builder();
    kept.forEach(field -> rowType.add(values.getRowType().getFieldList().get(field)));
    return new Pruned(
        LogicalValues.create(values.getCluster(), rowType.build(), rows.build()), kept);
  }

  private static Pruned secureScan(SecureScan scan, ImmutableBitSet needed) {
    ImmutableBitSet.Builder read = ImmutableBitSet.builder().addAll(needed);
    scan.pushed().forEach(conjunct -> read.addAll(RelOptUtil.InputFinder.bits(conjunct)));
    List<Integer> kept = atLeastOne(scan, read.build());
    if (kept.size() == scan.getRowType().getFieldCount()) {
      return all(scan);
    }
    RelNode narrowed = apply(RelConstruction.projectFields(scan.inner(), kept));
    Pruned pruned = new Pruned(scan, kept);
    SecureScan result =
        scan.withInner(narrowed).withPushed(scan.pushed().stream().map(pruned::adapt).toList());
    return new Pruned(result, kept);
  }

  private static Pruned storedScan(StoredScan scan, ImmutableBitSet needed) {
    List<Integer> kept = atLeastOne(scan, needed);
    if (kept.size() == scan.columns().size()) {
      return all(scan);
    }
    return new Pruned(
        StoredScan.create(
            scan.getCluster(), scan.table(), kept.stream().map(scan.columns()::get).toList()),
        kept);
  }

  private static List<Integer> atLeastOne(RelNode scan, ImmutableBitSet needed) {
    if (!needed.isEmpty() || scan.getRowType().getFieldCount() == 0) {
      return needed.asList();
    }
    int cheapest = 0;
    double cheapestWidth = Double.MAX_VALUE;
    for (int i = 0; i < scan.getRowType().getFieldCount(); i++) {
      DataType type =
          io.nyala.planner.logical.RelTypes.toDataType(
              scan.getRowType().getFieldList().get(i).getType());
      double width = io.nyala.planner.stats.Estimator.width(type);
      if (width < cheapestWidth) {
        cheapest = i;
        cheapestWidth = width;
      }
    }
    return List.of(cheapest);
  }
}
