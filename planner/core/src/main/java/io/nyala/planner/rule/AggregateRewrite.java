package io.nyala.planner.rule;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Brings aggregates into forms that can be computed in two phases.
 *
 * <pre>
 *   Aggregate(k; COUNT(DISTINCT x), SUM(DISTINCT x))
 *     → Aggregate(k; COUNT(x), SUM(x)) over Aggregate(k, x)
 *   UNION of inputs → Aggregate(all columns) over UNION ALL
 *   MIN(DISTINCT x) → MIN(x)
 *   $SUM0(x) → COALESCE(SUM(x), 0);  LITERAL_AGG(v) → v
 * </pre>
 */
public final class AggregateRewrite {
  private AggregateRewrite() {}

  public static RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode rewritten = apply(input);
      changed |= rewritten != input;
      inputs.add(rewritten);
    }
    RelNode current = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (current instanceof Union union && !union.all) {
      return distinctUnion(union);
    }
    if (current instanceof Aggregate aggregate
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE) {
      return distinct(withoutInternalCalls(withoutUselessDistinct(aggregate)));
    }
    return current;
  }

  private static RelNode distinctUnion(Union union) {
    RelNode all = LogicalUnion.create(union.getInputs(), true);
    ImmutableBitSet keys = ImmutableBitSet.range(all.getRowType().getFieldCount());
    return LogicalAggregate.create(
        all, ImmutableList.of(), keys, ImmutableList.of(keys), ImmutableList.of());
  }

  private static Aggregate withoutUselessDistinct(Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>();
    boolean changed = false;
    for (AggregateCall call : aggregate.getAggCallList()) {
      boolean useless =
          call.isDistinct()
              && (call.getAggregation().getKind() == SqlKind.MIN
                  || call.getAggregation().getKind() == SqlKind.MAX);
      changed |= useless;
      calls.add(useless ? call.withDistinct(false) : call);
    }
    return changed
        ? LogicalAggregate.create(
            aggregate.getInput(),
            ImmutableList.of(),
            aggregate.getGroupSet(),
            ImmutableList.of(aggregate.getGroupSet()),
            calls)
        : aggregate;
  }

  /** Replaces what only Calcite's own rules make. */
  private static RelNode withoutInternalCalls(Aggregate aggregate) {
    boolean internal =
        aggregate.getAggCallList().stream()
            .anyMatch(call -> isLiteral(call) || call.getAggregation().getKind() == SqlKind.SUM0);
    if (!internal) {
      return aggregate;
    }
    RexBuilder builder = aggregate.getCluster().getRexBuilder();
    int keys = aggregate.getGroupCount();
    List<AggregateCall> calls = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (isLiteral(call)) {
        positions.add(-1);
      } else {
        positions.add(keys + calls.size());
        calls.add(
            call.getAggregation().getKind() == SqlKind.SUM0
                ? AggregateCall.create(
                    call.getParserPosition(),
                    SqlStdOperatorTable.SUM,
                    call.isDistinct(),
                    false,
                    false,
                    ImmutableList.of(),
                    call.getArgList(),
                    call.filterArg,
                    null,
                    org.apache.calcite.rel.RelCollations.EMPTY,
                    builder.getTypeFactory().createTypeWithNullability(call.getType(), true),
                    call.getName())
                : call);
      }
    }
    if (keys == 0 && calls.isEmpty()) {
      calls.add(countAll(aggregate));
    }
    RelNode plain =
        LogicalAggregate.create(
            aggregate.getInput(),
            ImmutableList.of(),
            aggregate.getGroupSet(),
            ImmutableList.of(aggregate.getGroupSet()),
            calls);
    List<RexNode> outputs = new ArrayList<>(RelConstruction.fields(plain).subList(0, keys));
    for (int i = 0; i < positions.size(); i++) {
      AggregateCall call = aggregate.getAggCallList().get(i);
      outputs.add(output(builder, plain, call, positions.get(i)));
    }
    return RelConstruction.project(plain, outputs, aggregate.getRowType().getFieldNames());
  }

  private static RexNode output(
      RexBuilder builder, RelNode plain, AggregateCall call, int position) {
    if (position < 0) {
      return call.rexList.get(0);
    }
    RexNode field = RelConstruction.field(plain, position);
    return call.getAggregation().getKind() == SqlKind.SUM0
        ? builder.makeCall(
            SqlStdOperatorTable.COALESCE, field, builder.makeZeroLiteral(call.getType()))
        : field;
  }

  private static AggregateCall countAll(Aggregate aggregate) {
    return AggregateCall.create(
        org.apache.calcite.sql.parser.SqlParserPos.ZERO,
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        ImmutableList.of(),
        ImmutableList.of(),
        -1,
        null,
        org.apache.calcite.rel.RelCollations.EMPTY,
        aggregate.getGroupCount() == 0,
        aggregate.getInput(),
        null,
        "c");
  }

  private static boolean isLiteral(AggregateCall call) {
    return SqlInternalOperators.LITERAL_AGG.equals(call.getAggregation());
  }

  /**
   * All calls distinct over one argument list: group by keys and arguments first. Others stay and
   * are computed in one step.
   */
  private static RelNode distinct(RelNode rel) {
    if (!(rel instanceof Aggregate aggregate) || aggregate.getAggCallList().isEmpty()) {
      return rel;
    }
    List<AggregateCall> calls = aggregate.getAggCallList();
    Set<Integer> arguments = Set.copyOf(calls.get(0).getArgList());
    boolean fits =
        calls.stream()
            .allMatch(
                call ->
                    call.isDistinct()
                        && call.filterArg < 0
                        && !call.getArgList().isEmpty()
                        && Set.copyOf(call.getArgList()).equals(arguments));
    if (!fits) {
      return rel;
    }
    ImmutableBitSet inner = aggregate.getGroupSet().union(ImmutableBitSet.of(arguments));
    RelNode grouped =
        LogicalAggregate.create(
            aggregate.getInput(),
            ImmutableList.of(),
            inner,
            ImmutableList.of(inner),
            ImmutableList.of());
    List<Integer> positions = inner.asList();
    ImmutableBitSet outer =
        ImmutableBitSet.of(
            aggregate.getGroupSet().asList().stream().map(positions::indexOf).toList());
    List<AggregateCall> plain = new ArrayList<>();
    for (AggregateCall call : calls) {
      plain.add(
          call.withDistinct(false)
              .withArgList(call.getArgList().stream().map(positions::indexOf).toList()));
    }
    return LogicalAggregate.create(
        grouped, ImmutableList.of(), outer, ImmutableList.of(outer), plain);
  }
}
