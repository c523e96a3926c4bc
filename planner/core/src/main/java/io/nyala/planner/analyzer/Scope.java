package io.nyala.planner.analyzer;

import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.RelClusters;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The row that expressions of one query block read, and the blocks around it. A name that is not
 * found here is looked up outside, and then the reference is a correlation.
 */
final class Scope {
  private final RelNode rel;
  private final List<Field> fields;
  private final @Nullable Scope outer;
  private @Nullable CorrelationId correlation;

  Scope(RelNode rel, List<Field> fields, @Nullable Scope outer) {
    this.rel = rel;
    this.fields = List.copyOf(fields);
    this.outer = outer;
  }

  /** This row, read under the variable of {@code other}, whose row has the same shape. */
  Scope continuing(Scope other) {
    Scope continued = new Scope(rel, fields, outer);
    continued.correlation = other.correlation;
    return continued;
  }

  RelNode rel() {
    return rel;
  }

  List<Field> fields() {
    return fields;
  }

  @Nullable Scope outer() {
    return outer;
  }

  HiveRexBuilder rexBuilder() {
    return RelClusters.rexBuilder(rel.getCluster());
  }

  /** The field as an expression of this block. */
  RexNode local(Field field) {
    return rexBuilder().makeInputRef(rel, field.index());
  }

  /** The field as an expression of a block inside this one. */
  RexNode correlated(Field field) {
    return correlatedAt(field.index());
  }

  /** A position of the row as an expression of a block inside this one. */
  RexNode correlatedAt(int index) {
    if (correlation == null) {
      correlation = rel.getCluster().createCorrel();
    }
    HiveRexBuilder builder = rexBuilder();
    return builder.makeFieldAccess(builder.makeCorrel(rel.getRowType(), correlation), index);
  }

  /** The variable by which inner blocks read this one, if any does. */
  Optional<CorrelationId> correlation() {
    return Optional.ofNullable(correlation);
  }

  /** As the nodes that hold subqueries want it. */
  Set<CorrelationId> variables() {
    return correlation == null ? Set.of() : Set.of(correlation);
  }
}
