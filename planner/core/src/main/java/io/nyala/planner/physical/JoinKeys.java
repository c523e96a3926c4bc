package io.nyala.planner.physical;

import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.rule.ExpressionTraits;
import io.nyala.planner.rule.RelConstruction;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The equalities of a join condition and the rest of it.
 *
 * @param left expressions over the left input's fields
 * @param right expressions over the right input's fields, parallel and of the same types
 * @param nullSafe per key whether NULL matches NULL
 * @param residual the rest, over left fields followed by right fields
 */
record JoinKeys(
    List<RexNode> left, List<RexNode> right, List<Boolean> nullSafe, Optional<RexNode> residual) {

  static JoinKeys of(Join join) {
    HiveRexBuilder builder = RelClusters.rexBuilder(join.getCluster());
    int leftCount = join.getLeft().getRowType().getFieldCount();
    ImmutableBitSet leftFields = ImmutableBitSet.range(leftCount);
    List<RexNode> left = new ArrayList<>();
    List<RexNode> right = new ArrayList<>();
    List<Boolean> nullSafe = new ArrayList<>();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (conjunct.isAlwaysTrue()) {
        continue;
      }
      boolean equals = conjunct.getKind() == SqlKind.EQUALS;
      boolean same = conjunct.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
      if (!(equals || same) || !ExpressionTraits.isMovable(conjunct)) {
        rest.add(conjunct);
        continue;
      }
      RexNode a = ((RexCall) conjunct).getOperands().get(0);
      RexNode b = ((RexCall) conjunct).getOperands().get(1);
      ImmutableBitSet aFields = RelOptUtil.InputFinder.bits(a);
      ImmutableBitSet bFields = RelOptUtil.InputFinder.bits(b);
      boolean straight = isSide(aFields, leftFields, true) && isSide(bFields, leftFields, false);
      boolean crossed = isSide(bFields, leftFields, true) && isSide(aFields, leftFields, false);
      Optional<DataType> type =
          commonType(RelTypes.toDataType(a.getType()), RelTypes.toDataType(b.getType()));
      if (!(straight || crossed) || type.isEmpty()) {
        rest.add(conjunct);
        continue;
      }
      left.add(builder.cast(straight ? a : b, type.get()));
      right.add(
          builder.cast(
              RelConstruction.shift(straight ? b : a, index -> index - leftCount), type.get()));
      nullSafe.add(same);
    }
    return new JoinKeys(
        left,
        right,
        nullSafe,
        rest.isEmpty() ? Optional.empty() : Optional.of(RexUtil.composeConjunction(builder, rest)));
  }

  private static boolean isSide(
      ImmutableBitSet fields, ImmutableBitSet leftFields, boolean isLeft) {
    return !fields.isEmpty()
        && (isLeft ? leftFields.contains(fields) : !leftFields.intersects(fields));
  }

  private static Optional<DataType> commonType(DataType a, DataType b) {
    return a.equals(b) ? Optional.of(a) : TypeCoercion.comparisonType(a, b);
  }
}
