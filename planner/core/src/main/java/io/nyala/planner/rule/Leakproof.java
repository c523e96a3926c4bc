package io.nyala.planner.rule;

import io.nyala.planner.logical.HiveOperators;
import io.nyala.planner.logical.NyalaFunction;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Whether evaluating an expression on a row that the user may not see can tell him anything: it
 * must not fail, and its cost must not depend on the value. An allow-list; what is not known leaks.
 */
public final class Leakproof {
  private Leakproof() {}

  public static boolean isLeakproof(RexNode rex) {
    if (rex instanceof RexInputRef || rex instanceof RexLiteral) {
      return true;
    }
    if (!(rex instanceof RexCall call)) {
      return false;
    }
    boolean operator =
        switch (call.getKind()) {
          case AND,
              OR,
              NOT,
              IS_NULL,
              IS_NOT_NULL,
              IS_TRUE,
              IS_FALSE,
              IS_NOT_TRUE,
              IS_NOT_FALSE,
              EQUALS,
              NOT_EQUALS,
              LESS_THAN,
              LESS_THAN_OR_EQUAL,
              GREATER_THAN,
              GREATER_THAN_OR_EQUAL,
              IS_DISTINCT_FROM,
              IS_NOT_DISTINCT_FROM ->
              true;
          case CAST -> isTotalCast(call);
          default ->
              call.getOperator() instanceof NyalaFunction function
                  ? function.function().properties().leakproof()
                  : HiveOperators.IN.equals(call.getOperator());
        };
    return operator && call.getOperands().stream().allMatch(Leakproof::isLeakproof);
  }

  /** Hive's casts answer NULL instead of failing; those between numbers take constant time. */
  private static boolean isTotalCast(RexCall cast) {
    return isFixedWidth(cast.getOperands().get(0)) && isFixedWidth(cast);
  }

  private static boolean isFixedWidth(RexNode rex) {
    return switch (rex.getType().getSqlTypeName()) {
      case BOOLEAN,
          TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          REAL,
          FLOAT,
          DOUBLE,
          DECIMAL,
          DATE,
          TIMESTAMP ->
          true;
      default -> rex instanceof RexLiteral;
    };
  }
}
