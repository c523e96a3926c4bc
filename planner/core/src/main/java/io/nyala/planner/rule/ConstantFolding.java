package io.nyala.planner.rule;

import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.translate.LiteralTranslator;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlCaseOperator;

/**
 * Replaces calls over constants by their value, computed by our interpreter, and drops the arms of
 * AND, OR and CASE that constants decide. What fails to evaluate stays for run time.
 */
public final class ConstantFolding {
  private final UnaryOperator<Expression> interpreter;

  /**
   * @param interpreter gives a literal for an expression without columns, or the expression itself
   */
  public ConstantFolding(UnaryOperator<Expression> interpreter) {
    this.interpreter = interpreter;
  }

  public RelNode apply(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    boolean changed = false;
    for (RelNode input : rel.getInputs()) {
      RelNode folded = apply(input);
      changed |= folded != input;
      inputs.add(folded);
    }
    RelNode current = changed ? rel.copy(rel.getTraitSet(), inputs) : rel;
    if (current instanceof Filter || current instanceof Project || current instanceof Join) {
      return current.accept(new Folder(RelClusters.rexBuilder(rel.getCluster())));
    }
    return current;
  }

  private final class Folder extends RexShuttle {
    private final HiveRexBuilder builder;
    private final RexTranslator translator;

    Folder(HiveRexBuilder builder) {
      this.builder = builder;
      this.translator = new RexTranslator(builder);
    }

    @Override
    public RexNode visitCall(RexCall original) {
      if (original.getKind() == SqlKind.SEARCH) {
        return RexUtil.expandSearch(builder, null, original).accept(this);
      }
      RexNode visited = super.visitCall(original);
      if (!(visited instanceof RexCall call)) {
        return visited;
      }
      return switch (call.getKind()) {
        case AND -> conjunction(call);
        case OR -> disjunction(call);
        case CASE -> cases(call);
        default -> constant(call);
      };
    }

    private RexNode constant(RexCall original) {
      RexCall call = DateComparison.withoutCast(builder, original);
      boolean foldable =
          call.getOperands().stream().allMatch(RexLiteral.class::isInstance)
              && RexUtil.isDeterministic(call)
              && LiteralTranslator.isRepresentable(call.getType())
              && call.getOperands().stream()
                  .allMatch(o -> LiteralTranslator.isRepresentable(o.getType()));
      if (!foldable) {
        return call;
      }
      Expression value = interpreter.apply(translator.translate(call));
      if (!(value instanceof Literal literal)
          || literal.type() == DataType.VOID
          || isWild(literal)) {
        return call;
      }
      return builder.literal(literal);
    }

    /** NaN and the infinities have no literal in the tree. */
    private boolean isWild(Literal literal) {
      return literal.value() instanceof Double number && !Double.isFinite(number);
    }

    private RexNode conjunction(RexCall call) {
      List<RexNode> kept = new ArrayList<>();
      for (RexNode operand : RexUtil.flattenAnd(call.getOperands())) {
        if (operand.isAlwaysFalse()) {
          return operand;
        }
        if (!operand.isAlwaysTrue()) {
          kept.add(operand);
        }
      }
      return kept.size() == call.getOperands().size()
          ? call
          : RexUtil.composeConjunction(builder, kept);
    }

    private RexNode disjunction(RexCall call) {
      List<RexNode> kept = new ArrayList<>();
      for (RexNode operand : RexUtil.flattenOr(call.getOperands())) {
        if (operand.isAlwaysTrue()) {
          return operand;
        }
        if (!operand.isAlwaysFalse()) {
          kept.add(operand);
        }
      }
      return kept.size() == call.getOperands().size()
          ? call
          : RexUtil.composeDisjunction(builder, kept);
    }

    /** Leaves out branches whose condition is a constant that is not true. */
    private RexNode cases(RexCall call) {
      List<RexNode> operands = call.getOperands();
      List<RexNode> kept = new ArrayList<>();
      for (int i = 0; i + 1 < operands.size(); i += 2) {
        RexNode condition = operands.get(i);
        if (condition.isAlwaysTrue()) {
          kept.add(operands.get(i + 1));
          return rebuilt(call, kept);
        }
        if (!condition.isAlwaysFalse() && !RexUtil.isNullLiteral(condition, true)) {
          kept.add(condition);
          kept.add(operands.get(i + 1));
        }
      }
      kept.add(operands.get(operands.size() - 1));
      return kept.size() == operands.size() ? call : rebuilt(call, kept);
    }

    private RexNode rebuilt(RexCall call, List<RexNode> operands) {
      if (operands.size() > 1) {
        return builder.makeCall(call.getType(), SqlCaseOperator.INSTANCE, operands);
      }
      RexNode only = operands.get(0);
      if (only instanceof RexLiteral literal && literal.isNull()) {
        return builder.makeNullLiteral(
            builder.getTypeFactory().createTypeWithNullability(call.getType(), true));
      }
      return only.getType().equals(call.getType()) || only instanceof RexInputRef
          ? only
          : builder.cast(only, io.nyala.planner.logical.RelTypes.toDataType(call.getType()));
    }
  }
}
