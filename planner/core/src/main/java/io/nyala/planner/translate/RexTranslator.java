package io.nyala.planner.translate;

import io.nyala.planner.logical.HiveOperators;
import io.nyala.planner.logical.NyalaFunction;
import io.nyala.planner.logical.RelTypes;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.Cast;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Translates an expression over the fields of one rel to one over the columns of a plan node.
 * Calcite's forms of comparison and truth become registry functions and special forms; every other
 * operator goes by its name in lower case.
 */
public final class RexTranslator {
  private static final Literal TRUE = new Literal(DataType.BOOLEAN, true);
  private static final Literal FALSE = new Literal(DataType.BOOLEAN, false);

  private final RexBuilder builder;

  public RexTranslator(RexBuilder builder) {
    this.builder = builder;
  }

  /** Fields and columns have the same positions. */
  public Expression translate(RexNode rex) {
    return translate(rex, IntUnaryOperator.identity());
  }

  /**
   * @param columns column of the plan node for a field of the rel
   */
  public Expression translate(RexNode rex, IntUnaryOperator columns) {
    if (rex instanceof RexInputRef reference) {
      return new ColumnReference(
          columns.applyAsInt(reference.getIndex()), RelTypes.toDataType(reference.getType()));
    }
    if (rex instanceof RexLiteral literal) {
      if (RelTypes.toDataType(literal.getType()) == DataType.VOID) {
        return new Literal(DataType.VOID, null);
      }
      return LiteralTranslator.toLiteral(literal);
    }
    if (rex instanceof RexCall call) {
      return call(call, columns);
    }
    throw new NyalaException(
        ErrorCode.INTERNAL_ERROR,
        "expression of kind " + rex.getKind() + " was not removed before translation");
  }

  private Expression call(RexCall call, IntUnaryOperator columns) {
    if (call.getKind() == SqlKind.SEARCH) {
      return translate(RexUtil.expandSearch(builder, null, call), columns);
    }
    List<Expression> arguments = new ArrayList<>();
    List<RexNode> operands =
        switch (call.getKind()) {
          case AND -> RexUtil.flattenAnd(call.getOperands());
          case OR -> RexUtil.flattenOr(call.getOperands());
          default -> call.getOperands();
        };
    for (RexNode operand : operands) {
      arguments.add(translate(operand, columns));
    }
    DataType type = RelTypes.toDataType(call.getType());
    if (call.getOperator() instanceof NyalaFunction function) {
      return function.function().bind(arguments);
    }
    if (HiveOperators.IN.equals(call.getOperator())) {
      return form(Form.IN, DataType.BOOLEAN, arguments);
    }
    return switch (call.getKind()) {
      case AND -> arguments.size() == 1 ? arguments.get(0) : form(Form.AND, type, arguments);
      case OR -> arguments.size() == 1 ? arguments.get(0) : form(Form.OR, type, arguments);
      case NOT -> not(arguments.get(0));
      case IS_NULL, IS_UNKNOWN -> form(Form.IS_NULL, DataType.BOOLEAN, arguments);
      case IS_NOT_NULL -> form(Form.IS_NOT_NULL, DataType.BOOLEAN, arguments);
      case IS_TRUE -> orElse(arguments.get(0), FALSE);
      case IS_NOT_TRUE -> not(orElse(arguments.get(0), FALSE));
      case IS_FALSE -> not(orElse(arguments.get(0), TRUE));
      case IS_NOT_FALSE -> orElse(arguments.get(0), TRUE);
      case CASE -> caseForm(type, arguments);
      case COALESCE -> form(Form.COALESCE, type, cast(arguments, type));
      case CAST ->
          arguments.get(0).type().equals(type)
              ? arguments.get(0)
              : new Cast(arguments.get(0), type);
      case IS_NOT_DISTINCT_FROM -> new Call("<=>", DataType.BOOLEAN, arguments);
      case IS_DISTINCT_FROM -> not(new Call("<=>", DataType.BOOLEAN, arguments));
      case MINUS_PREFIX -> new Call("negative", type, arguments);
      case PLUS_PREFIX -> arguments.get(0);
      case MOD -> new Call("%", type, arguments);
      default -> new Call(call.getOperator().getName().toLowerCase(Locale.ROOT), type, arguments);
    };
  }

  private static Expression form(Form form, DataType type, List<Expression> arguments) {
    return new Special(form, type, arguments);
  }

  private static Expression not(Expression argument) {
    return form(Form.NOT, DataType.BOOLEAN, List.of(argument));
  }

  private static Expression orElse(Expression argument, Literal otherwise) {
    return form(Form.COALESCE, DataType.BOOLEAN, List.of(argument, otherwise));
  }

  /** Branches take the type of the whole, which Calcite may have widened. */
  private static Expression caseForm(DataType type, List<Expression> arguments) {
    List<Expression> typed = new ArrayList<>(arguments);
    for (int i = 1; i < typed.size(); i += 2) {
      typed.set(i, cast(typed.get(i), type));
    }
    typed.set(typed.size() - 1, cast(typed.get(typed.size() - 1), type));
    return form(Form.CASE, type, typed);
  }

  private static List<Expression> cast(List<Expression> arguments, DataType type) {
    return arguments.stream().map(argument -> cast(argument, type)).toList();
  }

  private static Expression cast(Expression argument, DataType type) {
    if (argument.type().equals(type)) {
      return argument;
    }
    if (argument instanceof Literal literal && literal.value() == null) {
      return new Literal(type, null);
    }
    return new Cast(argument, type);
  }
}
