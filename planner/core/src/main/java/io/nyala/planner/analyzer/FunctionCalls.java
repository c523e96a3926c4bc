package io.nyala.planner.analyzer;

import io.nyala.planner.logical.HiveOperators;
import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.NyalaFunction;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.parser.Location;
import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionKind;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.function.ResolvedFunction;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Calls over analysed arguments: chooses the overload, adds the implicit casts, gives the node. */
final class FunctionCalls {
  /** Where Calcite's operator means what Hive's means, once both sides have one type. */
  private static final Map<String, SqlOperator> SHARED =
      Map.of(
          "=", SqlStdOperatorTable.EQUALS,
          "<>", SqlStdOperatorTable.NOT_EQUALS,
          "<", SqlStdOperatorTable.LESS_THAN,
          "<=", SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
          ">", SqlStdOperatorTable.GREATER_THAN,
          ">=", SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
          "<=>", SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
          "not", SqlStdOperatorTable.NOT,
          "isnull", SqlStdOperatorTable.IS_NULL,
          "isnotnull", SqlStdOperatorTable.IS_NOT_NULL);

  private final FunctionRegistry functions;
  private final HiveRexBuilder builder;

  FunctionCalls(FunctionRegistry functions, RexBuilder builder) {
    this.functions = functions;
    this.builder = (HiveRexBuilder) builder;
  }

  static DataType type(RexNode node) {
    return RelTypes.toDataType(node.getType());
  }

  /** The function, or INVALID_FUNCTION. */
  FunctionDefinition definition(String name) {
    return functions
        .find(name)
        .orElseThrow(
            () -> SemanticErrors.general(ErrorCode.INVALID_FUNCTION, "Invalid function " + name));
  }

  ResolvedFunction resolve(
      FunctionDefinition definition, List<RexNode> arguments, Location location) {
    try {
      return definition.resolveCall(arguments.stream().map(FunctionCalls::argument).toList());
    } catch (NyalaException e) {
      throw SemanticErrors.located(e, location);
    }
  }

  /**
   * What an overload may depend on: the type, and the value of a constant, as the scale of ROUND.
   */
  private static Expression argument(RexNode node) {
    if (node instanceof RexLiteral literal && !literal.isNull()) {
      Optional<Literal> constant = LiteralReader.read(literal);
      if (constant.isPresent()) {
        return constant.get();
      }
    }
    return new Expression.ColumnReference(0, type(node));
  }

  /** Arguments converted to the overload's parameters. */
  List<RexNode> convert(List<RexNode> arguments, List<DataType> types) {
    List<RexNode> converted = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      converted.add(convert(arguments.get(i), types.get(i)));
    }
    return converted;
  }

  /** Converts a value; a literal that loses nothing becomes a literal of the new type. */
  RexNode convert(RexNode value, DataType type) {
    if (type.kind() == TypeKind.VOID || type(value).equals(type)) {
      return value;
    }
    if (RexUtil.isNullLiteral(value, false)) {
      return builder.literal(null, type);
    }
    return exactly(value, type).orElseGet(() -> builder.cast(value, type));
  }

  private Optional<RexNode> exactly(RexNode value, DataType type) {
    return value instanceof RexLiteral literal && !literal.isNull()
        ? LiteralReader.read(literal)
            .flatMap(constant -> LiteralConversion.convert(constant, type))
            .map(builder::literal)
        : Optional.empty();
  }

  /**
   * The exact numeric type of the compared values that are no literals, if there is one and every
   * literal is a value of it: then the column need not be cast, and readers can use the comparison.
   */
  private Optional<DataType> narrowed(List<RexNode> values) {
    DataType type = null;
    for (RexNode value : values) {
      if (!(value instanceof RexLiteral)) {
        DataType actual = type(value);
        if (type != null && !type.equals(actual)) {
          return Optional.empty();
        }
        type = actual;
      }
    }
    if (type == null || !(type.isInteger() || type.kind() == TypeKind.DECIMAL)) {
      return Optional.empty();
    }
    DataType common = type;
    boolean fits =
        values.stream()
            .allMatch(
                value ->
                    !(value instanceof RexLiteral literal)
                        || literal.isNull()
                        || (type(literal).isNumeric() && exactly(literal, common).isPresent()));
    return fits ? Optional.of(common) : Optional.empty();
  }

  /** A scalar function or operator. */
  RexNode call(String name, List<RexNode> arguments, Location location) {
    FunctionDefinition definition = definition(name);
    if (definition.kind() == FunctionKind.AGGREGATE) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR, location, "Not yet supported place for UDAF '" + name + "'");
    }
    ResolvedFunction function = resolve(definition, arguments, location);
    SqlOperator shared = SHARED.get(name);
    if (shared != null && arguments.size() == 2) {
      DataType type = narrowed(arguments).orElse(function.parameterTypes().get(0));
      return builder.makeCall(shared, convert(arguments, List.of(type, type)));
    }
    List<RexNode> converted = convert(arguments, function.parameterTypes());
    if (shared != null) {
      return builder.makeCall(shared, converted);
    }
    return switch (name) {
      case "positive" -> converted.get(0);
      case "if" ->
          builder.makeCall(
              RelTypes.nullable(builder.getTypeFactory(), function.returnType()),
              SqlStdOperatorTable.CASE,
              converted);
      default -> builder.makeCall(new NyalaFunction(function), converted);
    };
  }

  /** Condition of WHERE, HAVING, ON, CASE WHEN, or an operand of AND and OR. */
  RexNode condition(RexNode value, Location location) {
    DataType type = type(value);
    if (type.kind() == TypeKind.BOOLEAN || type.kind() == TypeKind.VOID) {
      return convert(value, DataType.BOOLEAN);
    }
    if (!TypeCoercion.castable(type, DataType.BOOLEAN)) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          location,
          "A condition must be boolean, but " + type.hiveName() + " is found");
    }
    return builder.cast(value, DataType.BOOLEAN);
  }

  /** The type in which all the values are compared. */
  DataType comparisonType(List<RexNode> values, Location location) {
    Optional<DataType> narrowed = narrowed(values);
    if (narrowed.isPresent()) {
      return narrowed.get();
    }
    DataType common = DataType.VOID;
    for (RexNode value : values) {
      DataType left = common;
      common =
          TypeCoercion.comparisonType(left, type(value))
              .orElseThrow(
                  () ->
                      SemanticErrors.at(
                          ErrorCode.ARGUMENT_TYPE,
                          location,
                          "Argument type mismatch: "
                              + left.hiveName()
                              + " cannot be compared with "
                              + type(value).hiveName()));
    }
    return common;
  }

  /** The type of CASE branches, VALUES and UNION columns. */
  DataType commonType(List<DataType> types, Location location) {
    return TypeCoercion.commonType(types)
        .orElseThrow(
            () ->
                SemanticErrors.at(
                    ErrorCode.ARGUMENT_TYPE,
                    location,
                    "Argument type mismatch: no common type of "
                        + String.join(
                            ", ", types.stream().map(DataType::hiveName).distinct().toList())));
  }

  /**
   * {@code value IN (elements)}; constants go into one flat call, the others are compared one by
   * one.
   */
  RexNode in(RexNode value, List<RexNode> elements, Location location) {
    List<RexNode> all = new ArrayList<>();
    all.add(value);
    all.addAll(elements);
    DataType type = comparisonType(all, location);
    RexNode left = convert(value, type);
    List<RexNode> constants = new ArrayList<>();
    List<RexNode> alternatives = new ArrayList<>();
    constants.add(left);
    for (RexNode element : elements) {
      RexNode converted = convert(element, type);
      if (converted instanceof RexLiteral) {
        constants.add(converted);
      } else {
        alternatives.add(builder.makeCall(SqlStdOperatorTable.EQUALS, left, converted));
      }
    }
    if (constants.size() == 2) {
      alternatives.add(0, builder.makeCall(SqlStdOperatorTable.EQUALS, constants));
    } else if (constants.size() > 2) {
      alternatives.add(0, builder.makeCall(HiveOperators.IN, constants));
    }
    return logical(false, alternatives);
  }

  /**
   * AND or OR; operands that are of the same kind themselves are taken apart, because Calcite wants
   * flat conditions.
   */
  RexNode logical(boolean and, List<RexNode> operands) {
    if (operands.size() == 1) {
      return operands.get(0);
    }
    SqlKind kind = and ? SqlKind.AND : SqlKind.OR;
    List<RexNode> flat = new ArrayList<>();
    for (RexNode operand : operands) {
      if (operand.isA(kind)) {
        flat.addAll(((RexCall) operand).getOperands());
      } else {
        flat.add(operand);
      }
    }
    return builder.makeCall(and ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR, flat);
  }

  RexNode not(RexNode operand) {
    return builder.makeCall(SqlStdOperatorTable.NOT, operand);
  }
}
