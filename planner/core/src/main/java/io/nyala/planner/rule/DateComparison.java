package io.nyala.planner.rule;

import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.translate.LiteralTranslator;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import java.util.List;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * {@code CAST(date AS timestamp) <= TIMESTAMP '1998-09-02 00:00:00'} becomes {@code date <= DATE
 * '1998-09-02'}, which readers can skip data by. Only for midnights: there the cast keeps order and
 * equality.
 */
final class DateComparison {
  private static final long SECONDS_PER_DAY = 86_400;

  private DateComparison() {}

  /** The call itself if it has another form. */
  static RexCall withoutCast(HiveRexBuilder builder, RexCall call) {
    if (!SqlKind.COMPARISON.contains(call.getKind()) || call.getOperands().size() != 2) {
      return call;
    }
    RexNode left = call.getOperands().get(0);
    RexNode right = call.getOperands().get(1);
    if (isDateCast(left) && isMidnight(right)) {
      return call.clone(call.getType(), List.of(inside(left), date(builder, right)));
    }
    return isDateCast(right) && isMidnight(left)
        ? call.clone(call.getType(), List.of(date(builder, left), inside(right)))
        : call;
  }

  private static boolean isDateCast(RexNode rex) {
    return rex.getKind() == SqlKind.CAST
        && rex.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
        && inside(rex).getType().getSqlTypeName() == SqlTypeName.DATE;
  }

  private static RexNode inside(RexNode cast) {
    return ((RexCall) cast).getOperands().get(0);
  }

  private static boolean isMidnight(RexNode rex) {
    return rex instanceof RexLiteral literal
        && !literal.isNull()
        && literal.getType().getSqlTypeName() == SqlTypeName.TIMESTAMP
        && LiteralTranslator.toLiteral(literal).value() instanceof TimestampValue value
        && value.nanos() == 0
        && Math.floorMod(value.seconds(), SECONDS_PER_DAY) == 0;
  }

  private static RexNode date(HiveRexBuilder builder, RexNode midnight) {
    Literal literal = LiteralTranslator.toLiteral((RexLiteral) midnight);
    return literal.value() instanceof TimestampValue value
        ? builder.literal(Math.floorDiv(value.seconds(), SECONDS_PER_DAY), DataType.DATE)
        : midnight;
  }
}
