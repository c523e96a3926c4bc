package io.nyala.planner.stats;

import io.nyala.planner.logical.HiveOperators;
import io.nyala.planner.translate.LiteralTranslator;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.TimestampValue;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The share of rows for which a condition is true, from column estimates where there are any. */
public final class Selectivity {
  private static final double EQUALITY = 0.1;
  private static final double RANGE = 0.33;
  private static final double LIKE = 0.1;
  private static final double DEFAULT = 0.33;
  private static final double SECONDS_PER_DAY = 86_400;

  private Selectivity() {}

  /** Of a conjunction; conjuncts over the same columns are taken as dependent. */
  public static double of(List<RexNode> conjuncts, List<ColumnEstimate> columns) {
    double product = 1;
    Set<Integer> ranged = new HashSet<>();
    for (RexNode conjunct : conjuncts) {
      double selectivity = of(conjunct, columns);
      Integer column = rangeColumn(conjunct);
      if (column != null && !ranged.add(column)) {
        selectivity = secondBound(conjuncts, conjunct, column, columns, selectivity);
      }
      product *= selectivity;
    }
    return clamp(product);
  }

  /** Lower and upper bound of one column: a AND b covers a + b − 1, not a · b. */
  private static double secondBound(
      List<RexNode> conjuncts,
      RexNode second,
      int column,
      List<ColumnEstimate> columns,
      double selectivity) {
    for (RexNode first : conjuncts) {
      Integer other = rangeColumn(first);
      if (first.equals(second)) {
        return selectivity;
      }
      if (other != null && other == column && columns.get(column).hasRange()) {
        double firstShare = of(first, columns);
        double both =
            Math.max(firstShare + selectivity - 1, 0.5 / distinctOr(columns, column, 100));
        return both / Math.max(firstShare, 1e-9);
      }
    }
    return selectivity;
  }

  private static double distinctOr(List<ColumnEstimate> columns, int column, double otherwise) {
    ColumnEstimate estimate = columns.get(column);
    return estimate.hasDistinct() ? Math.max(1, estimate.distinct()) : otherwise;
  }

  private static @Nullable Integer rangeColumn(RexNode conjunct) {
    return switch (conjunct.getKind()) {
      case LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          column(((RexCall) conjunct).getOperands().get(0));
      default -> null;
    };
  }

  /** Of one condition. */
  public static double of(RexNode condition, List<ColumnEstimate> columns) {
    if (condition instanceof RexLiteral literal) {
      return Boolean.TRUE.equals(literal.getValue()) ? 1 : 0;
    }
    if (!(condition instanceof RexCall call)) {
      return 0.5;
    }
    List<RexNode> operands = call.getOperands();
    return clamp(
        switch (call.getKind()) {
          case AND -> of(RexUtil.flattenAnd(operands), columns);
          case OR -> anyOf(RexUtil.flattenOr(operands), columns);
          case NOT -> 1 - of(operands.get(0), columns);
          case EQUALS, IS_NOT_DISTINCT_FROM -> equality(operands, columns);
          case NOT_EQUALS, IS_DISTINCT_FROM -> 1 - equality(operands, columns);
          case LESS_THAN, LESS_THAN_OR_EQUAL -> range(operands, columns, true);
          case GREATER_THAN, GREATER_THAN_OR_EQUAL -> range(operands, columns, false);
          case IS_NULL -> nullShare(operands.get(0), columns);
          case IS_NOT_NULL -> 1 - nullShare(operands.get(0), columns);
          case LIKE -> LIKE;
          default ->
              HiveOperators.IN.equals(call.getOperator())
                  ? in(operands, columns)
                  : call.getOperator().getName().equalsIgnoreCase("like") ? LIKE : DEFAULT;
        });
  }

  private static double anyOf(List<RexNode> disjuncts, List<ColumnEstimate> columns) {
    double none = 1;
    double sum = 0;
    for (RexNode disjunct : disjuncts) {
      double share = of(disjunct, columns);
      none *= 1 - share;
      sum += share;
    }
    return disjuncts.stream().allMatch(d -> d.getKind() == SqlKind.EQUALS)
        ? Math.min(1, sum)
        : 1 - none;
  }

  private static double in(List<RexNode> operands, List<ColumnEstimate> columns) {
    Integer column = column(operands.get(0));
    double one = column == null ? EQUALITY : equalToConstant(columns.get(column));
    return Math.min(1, one * (operands.size() - 1));
  }

  private static double equality(List<RexNode> operands, List<ColumnEstimate> columns) {
    Integer left = column(operands.get(0));
    Integer right = column(operands.get(1));
    if (left != null && right != null) {
      double distinct = Math.max(distinctOr(columns, left, 10), distinctOr(columns, right, 10));
      return 1 / Math.max(1, distinct);
    }
    Integer column = left != null ? left : right;
    RexNode other = left != null ? operands.get(1) : operands.get(0);
    if (column == null) {
      return EQUALITY;
    }
    double value = number(other);
    ColumnEstimate estimate = columns.get(column);
    if (!Double.isNaN(value)
        && estimate.hasRange()
        && (value < estimate.low() || value > estimate.high())) {
      return 0.5 / Math.max(1, distinctOr(columns, column, 100));
    }
    return equalToConstant(estimate);
  }

  private static double equalToConstant(ColumnEstimate column) {
    return column.hasDistinct()
        ? (1 - column.nullFraction()) / Math.max(1, column.distinct())
        : EQUALITY;
  }

  private static double range(
      List<RexNode> operands, List<ColumnEstimate> columns, boolean lessThan) {
    Integer column = column(operands.get(0));
    double value = number(operands.get(1));
    boolean below = lessThan;
    if (column == null) {
      column = column(operands.get(1));
      value = number(operands.get(0));
      below = !lessThan;
    }
    if (column == null || Double.isNaN(value) || !columns.get(column).hasRange()) {
      return RANGE;
    }
    ColumnEstimate estimate = columns.get(column);
    double span = estimate.high() - estimate.low();
    double share = span == 0 ? 0.5 : (value - estimate.low()) / span;
    return clamp(below ? share : 1 - share) * (1 - estimate.nullFraction());
  }

  private static double nullShare(RexNode operand, List<ColumnEstimate> columns) {
    Integer column = column(operand);
    return column == null ? 0.05 : columns.get(column).nullFraction();
  }

  /** The field behind a reference, casts looked through. */
  static @Nullable Integer column(RexNode rex) {
    RexNode bare = rex;
    while (bare.getKind() == SqlKind.CAST) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    return bare instanceof RexInputRef reference ? reference.getIndex() : null;
  }

  static double number(RexNode rex) {
    RexNode bare = rex;
    while (bare.getKind() == SqlKind.CAST) {
      bare = ((RexCall) bare).getOperands().get(0);
    }
    if (bare instanceof RexLiteral literal
        && !literal.isNull()
        && LiteralTranslator.isRepresentable(literal.getType())) {
      Literal value = LiteralTranslator.toLiteral(literal);
      return value.value() == null ? Double.NaN : number(value.value());
    }
    return Double.NaN;
  }

  /** A value of a literal on a numeric scale; NaN for text. Dates are days, timestamps too. */
  static double number(Object value) {
    if (value instanceof Long whole) {
      return whole;
    }
    if (value instanceof Integer whole) {
      return whole;
    }
    if (value instanceof Double floating) {
      return floating;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    if (value instanceof TimestampValue timestamp) {
      return timestamp.seconds() / SECONDS_PER_DAY;
    }
    return Double.NaN;
  }

  private static double clamp(double share) {
    return Math.min(1, Math.max(0, share));
  }
}
