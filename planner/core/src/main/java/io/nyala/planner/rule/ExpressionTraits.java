package io.nyala.planner.rule;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;

/** What a rewrite may do with an expression. */
public final class ExpressionTraits {
  private static final int CHEAP_NODES = 8;

  private ExpressionTraits() {}

  /** Whether it may be moved, repeated or left out. */
  public static boolean isMovable(RexNode rex) {
    return RexUtil.isDeterministic(rex) && !RexOver.containsOver(rex) && !containsSubQuery(rex);
  }

  private static boolean containsSubQuery(RexNode rex) {
    return RexUtil.SubQueryFinder.find(rex) != null;
  }

  /** Whether evaluating it twice costs next to nothing. */
  public static boolean isCheap(RexNode rex) {
    return nodes(rex) <= CHEAP_NODES && !containsSubQuery(rex);
  }

  private static int nodes(RexNode rex) {
    if (rex instanceof RexLiteral) {
      return 0;
    }
    int sum = 1;
    if (rex instanceof RexCall call) {
      for (RexNode operand : call.getOperands()) {
        sum += nodes(operand);
      }
    }
    return sum;
  }
}
