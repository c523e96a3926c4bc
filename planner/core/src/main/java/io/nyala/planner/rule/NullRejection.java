package io.nyala.planner.rule;

import io.nyala.planner.logical.HiveOperators;
import io.nyala.planner.logical.NyalaFunction;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/** Whether a condition cannot be true for a row whose given fields are all NULL. */
final class NullRejection {
  /** Functions that answer NULL as soon as one argument is NULL. */
  private static final Set<String> STRICT =
      Set.of(
          "+",
          "-",
          "*",
          "/",
          "%",
          "div",
          "pmod",
          "negative",
          "positive",
          "like",
          "rlike",
          "abs",
          "round",
          "floor",
          "ceil",
          "substr",
          "substring",
          "lower",
          "upper",
          "trim",
          "length",
          "year",
          "month",
          "day",
          "date_add",
          "date_sub",
          "datediff");

  private NullRejection() {}

  static boolean rejects(RexNode condition, ImmutableBitSet nullFields) {
    if (!(condition instanceof RexCall call)) {
      return isNull(condition, nullFields);
    }
    return switch (call.getKind()) {
      case AND -> call.getOperands().stream().anyMatch(o -> rejects(o, nullFields));
      case OR -> call.getOperands().stream().allMatch(o -> rejects(o, nullFields));
      case IS_NOT_NULL, NOT -> isNull(call.getOperands().get(0), nullFields);
      case IS_TRUE -> rejects(call.getOperands().get(0), nullFields);
      default -> isNull(call, nullFields);
    };
  }

  private static boolean isNull(RexNode rex, ImmutableBitSet nullFields) {
    if (rex instanceof RexInputRef reference) {
      return nullFields.get(reference.getIndex());
    }
    if (!(rex instanceof RexCall call)) {
      return false;
    }
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          call.getOperands().stream().anyMatch(o -> isNull(o, nullFields));
      case CAST, NOT -> isNull(call.getOperands().get(0), nullFields);
      default -> {
        if (HiveOperators.IN.equals(call.getOperator())) {
          yield isNull(call.getOperands().get(0), nullFields);
        }
        yield call.getOperator() instanceof NyalaFunction function
            && STRICT.contains(function.function().name())
            && call.getOperands().stream().anyMatch(o -> isNull(o, nullFields));
      }
    };
  }
}
