package io.nyala.planner.rule;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.nyala.planner.logical.RelClusters;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Makes rels without Calcite's simplification, whose idea of values is not Hive's. References are
 * given the nullability of the field that they now point to, because rewrites of outer joins change
 * it.
 */
public final class RelConstruction {
  /** For Calcite's own rules. */
  public static final RelBuilderFactory FACTORY =
      RelBuilder.proto(Contexts.of(RelClusters.BUILDER_CONFIG));

  private RelConstruction() {}

  /** The input itself if there is nothing to filter. */
  public static RelNode filter(RelNode input, List<RexNode> conjuncts) {
    return filter(input, conjuncts, ImmutableSet.of());
  }

  public static RelNode filter(
      RelNode input, List<RexNode> conjuncts, Set<CorrelationId> variables) {
    Set<RexNode> distinct = new LinkedHashSet<>();
    for (RexNode conjunct : conjuncts) {
      RexNode typed = retype(conjunct, input.getRowType());
      if (!typed.isAlwaysTrue()) {
        distinct.add(typed);
      }
    }
    if (distinct.isEmpty()) {
      return input;
    }
    RexNode condition =
        RexUtil.composeConjunction(
            input.getCluster().getRexBuilder(), ImmutableList.copyOf(distinct));
    return LogicalFilter.create(input, condition, ImmutableSet.copyOf(variables));
  }

  public static RelNode project(RelNode input, List<RexNode> expressions, List<String> names) {
    return project(input, expressions, names, ImmutableSet.of());
  }

  public static RelNode project(
      RelNode input, List<RexNode> expressions, List<String> names, Set<CorrelationId> variables) {
    return LogicalProject.create(
        input,
        ImmutableList.of(),
        retype(expressions, input.getRowType()),
        names,
        ImmutableSet.copyOf(variables));
  }

  /** A projection of fields; the input itself if that changes nothing. */
  public static RelNode projectFields(RelNode input, List<Integer> fields) {
    boolean identity = fields.size() == input.getRowType().getFieldCount();
    List<RexNode> expressions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      identity &= fields.get(i) == i;
      expressions.add(field(input, fields.get(i)));
      names.add(input.getRowType().getFieldNames().get(fields.get(i)));
    }
    return identity ? input : project(input, expressions, names);
  }

  public static RexNode field(RelNode input, int index) {
    return RexInputRef.of(index, input.getRowType());
  }

  public static List<RexNode> fields(RelNode input) {
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < input.getRowType().getFieldCount(); i++) {
      fields.add(field(input, i));
    }
    return fields;
  }

  public static RelNode join(
      RelNode left, RelNode right, List<RexNode> conjuncts, JoinRelType type) {
    RexBuilder builder = left.getCluster().getRexBuilder();
    List<RelDataTypeField> both = new ArrayList<>(left.getRowType().getFieldList());
    both.addAll(right.getRowType().getFieldList());
    List<RexNode> typed = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      typed.add(conjunct.accept(new Retype(both)));
    }
    return LogicalJoin.create(
        left,
        right,
        ImmutableList.of(),
        RexUtil.composeConjunction(builder, typed),
        ImmutableSet.of(),
        type);
  }

  /** No rows of the rel's type. */
  public static RelNode empty(RelNode rel) {
    return LogicalValues.createEmpty(rel.getCluster(), rel.getRowType());
  }

  public static boolean isEmpty(RelNode rel) {
    return rel instanceof LogicalValues values && values.getTuples().isEmpty();
  }

  public static RexNode retype(RexNode rex, RelDataType rowType) {
    return rex.accept(new Retype(rowType.getFieldList()));
  }

  private static List<RexNode> retype(List<RexNode> expressions, RelDataType rowType) {
    Retype retype = new Retype(rowType.getFieldList());
    return expressions.stream().map(rex -> rex.accept(retype)).toList();
  }

  /** Replaces references by expressions. */
  public static RexNode substitute(RexNode rex, List<? extends RexNode> replacements) {
    return rex.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return replacements.get(reference.getIndex());
          }
        });
  }

  /** Moves references. */
  public static RexNode shift(RexNode rex, java.util.function.IntUnaryOperator newIndex) {
    return rex.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef reference) {
            return new RexInputRef(newIndex.applyAsInt(reference.getIndex()), reference.getType());
          }
        });
  }

  private static final class Retype extends RexShuttle {
    private final List<RelDataTypeField> fields;

    Retype(List<RelDataTypeField> fields) {
      this.fields = fields;
    }

    @Override
    public RexNode visitInputRef(RexInputRef reference) {
      RelDataType type = fields.get(reference.getIndex()).getType();
      return type.equals(reference.getType())
          ? reference
          : new RexInputRef(reference.getIndex(), type);
    }
  }
}
