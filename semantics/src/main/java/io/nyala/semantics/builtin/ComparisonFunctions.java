package io.nyala.semantics.builtin;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.KernelRule;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.kernel.ComparisonKernels;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Comparisons and the functions that are other names of special forms. */
final class ComparisonFunctions {
  private ComparisonFunctions() {}

  static void addTo(FunctionTable table) {
    comparison(table, "=", "a = b - true if a equals b", "equal").alias("==");
    comparison(table, "<>", "a <> b - true if a differs from b", "notEqual").alias("!=");
    comparison(table, "<", "a < b - true if a is less than b", "less");
    comparison(table, "<=", "a <= b - true if a is not greater than b", "lessOrEqual");
    comparison(table, ">", "a > b - true if a is greater than b", "greater");
    comparison(table, ">=", "a >= b - true if a is not less than b", "greaterOrEqual");
    comparison(
        table,
        "<=>",
        "a <=> b - like a = b, but true for two NULLs and false for one",
        "sameValue");
    table
        .scalar("between", "a between b and c - true if b <= a and a <= c")
        .leakproof()
        .types(ComparisonFunctions::between)
        .rewrite(ComparisonFunctions::rangeCheck);
    table
        .scalar("greatest", "greatest(a, b, …) - the greatest of the values; NULL if one is NULL")
        .leakproof()
        .types(ComparisonFunctions::extreme)
        .kernels(extremeKernel("greatest"));
    table
        .scalar("least", "least(a, b, …) - the least of the values; NULL if one is NULL")
        .leakproof()
        .types(ComparisonFunctions::extreme)
        .kernels(extremeKernel("least"));
    table
        .scalar("if", "if(condition, a, b) - a if the condition is true, b if it is false or NULL")
        .leakproof()
        .types(ComparisonFunctions::ifTypes)
        .rewrite((type, arguments) -> new Expression.Special(Form.CASE, type, arguments));
    table
        .scalar("coalesce", "coalesce(a, b, …) - the first value that is not NULL")
        .leakproof()
        .types(ComparisonFunctions::sameType)
        .rewrite((type, arguments) -> new Expression.Special(Form.COALESCE, type, arguments));
    table
        .scalar("nvl", "nvl(a, b) - a, or b if a is NULL")
        .leakproof()
        .types(
            (name, actual) -> {
              Arguments.count(name, actual, 2, 2);
              return sameType(name, actual);
            })
        .rewrite((type, arguments) -> new Expression.Special(Form.COALESCE, type, arguments));
    table
        .scalar("nullif", "nullif(a, b) - NULL if a = b, else a")
        .leakproof()
        .types(ComparisonFunctions::nullIfTypes)
        .rewrite(ComparisonFunctions::nullIf);
    table
        .scalar("isnull", "isnull(a) - true if a is NULL")
        .leakproof()
        .types(ComparisonFunctions::anyToBoolean)
        .rewrite((type, arguments) -> new Expression.Special(Form.IS_NULL, type, arguments));
    table
        .scalar("isnotnull", "isnotnull(a) - true if a is not NULL")
        .leakproof()
        .types(ComparisonFunctions::anyToBoolean)
        .rewrite((type, arguments) -> new Expression.Special(Form.IS_NOT_NULL, type, arguments));
    truth(
        table,
        "istrue",
        "istrue(a) - true if a is true, false if it is false or NULL",
        true,
        false);
    truth(table, "isnottrue", "isnottrue(a) - true if a is false or NULL", true, true);
    truth(
        table,
        "isfalse",
        "isfalse(a) - true if a is false, false if it is true or NULL",
        false,
        false);
    truth(table, "isnotfalse", "isnotfalse(a) - true if a is true or NULL", false, true);
    table
        .scalar("not", "not a - true if a is false")
        .leakproof()
        .alias("!")
        .types(ComparisonFunctions::booleans)
        .rewrite((type, arguments) -> new Expression.Special(Form.NOT, type, arguments));
    table
        .scalar("and", "a and b - three-valued and")
        .leakproof()
        .types(ComparisonFunctions::booleans)
        .rewrite((type, arguments) -> new Expression.Special(Form.AND, type, arguments));
    table
        .scalar("or", "a or b - three-valued or")
        .leakproof()
        .types(ComparisonFunctions::booleans)
        .rewrite((type, arguments) -> new Expression.Special(Form.OR, type, arguments));
  }

  private static FunctionTable.Entry comparison(
      FunctionTable table, String name, String summary, String method) {
    return table
        .scalar(name, summary)
        .leakproof()
        .types(ComparisonFunctions::compare)
        .kernels(
            (parameters, result) ->
                Kernel.find(ComparisonKernels.class, method, parameters, result));
  }

  private static void truth(
      FunctionTable table, String name, String summary, boolean value, boolean negated) {
    table
        .scalar(name, summary)
        .leakproof()
        .overload(DataType.BOOLEAN, DataType.BOOLEAN)
        .rewrite(
            (type, arguments) -> {
              Expression argument = arguments.get(0);
              Expression condition =
                  value ? argument : new Expression.Special(Form.NOT, type, List.of(argument));
              return new Expression.Special(
                  Form.CASE,
                  type,
                  List.of(
                      condition,
                      new Expression.Literal(type, !negated),
                      new Expression.Literal(type, negated)));
            });
  }

  private static Signature compare(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 2);
    DataType common =
        TypeCoercion.comparisonType(actual.get(0), actual.get(1))
            .orElseThrow(
                () -> Arguments.wrongTypes(name, actual, "two values of comparable types"));
    return Signature.scalar(comparable(common, 2), DataType.BOOLEAN);
  }

  /** A comparison of two NULL literals still needs a type with a kernel. */
  private static List<DataType> comparable(DataType common, int count) {
    DataType type = common.kind() == TypeKind.VOID ? DataType.BOOLEAN : common;
    return java.util.Collections.nCopies(count, type);
  }

  private static Signature between(String name, List<DataType> actual) {
    Arguments.count(name, actual, 3, 3);
    Optional<DataType> low = TypeCoercion.comparisonType(actual.get(0), actual.get(1));
    Optional<DataType> common =
        low.flatMap(type -> TypeCoercion.comparisonType(type, actual.get(2)));
    return Signature.scalar(
        comparable(
            common.orElseThrow(
                () -> Arguments.wrongTypes(name, actual, "three values of comparable types")),
            3),
        DataType.BOOLEAN);
  }

  private static Expression rangeCheck(DataType type, List<Expression> arguments) {
    Expression value = arguments.get(0);
    return new Expression.Special(
        Form.AND,
        type,
        List.of(
            new Expression.Call(">=", type, List.of(value, arguments.get(1))),
            new Expression.Call("<=", type, List.of(value, arguments.get(2)))));
  }

  private static Signature extreme(String name, List<DataType> actual) {
    if (actual.size() < 2) {
      throw Arguments.wrongCount(name, "at least 2", actual.size());
    }
    DataType common = actual.get(0);
    for (DataType type : actual) {
      DataType left = common;
      common =
          TypeCoercion.comparisonType(left, type)
              .or(() -> TypeCoercion.commonType(left, type))
              .orElseGet(() -> DataType.STRING);
    }
    if (common instanceof DecimalType || common.isNumeric()) {
      common = widenForSigns(common, actual);
    }
    return Signature.scalar(java.util.Collections.nCopies(actual.size(), common), common);
  }

  /**
   * Literals of different integer widths and decimals meet in the decimal that holds all of them.
   */
  private static DataType widenForSigns(DataType common, List<DataType> actual) {
    if (common.kind() != TypeKind.DECIMAL) {
      return common;
    }
    DecimalType result = (DecimalType) common;
    for (DataType type : actual) {
      if (type.isInteger() || type.kind() == TypeKind.DECIMAL) {
        result = DecimalTypes.union(result, DecimalTypes.of(type));
      }
    }
    return result;
  }

  private static KernelRule extremeKernel(String method) {
    return (parameters, result) -> Kernel.find(ComparisonKernels.class, method, parameters, result);
  }

  private static Signature ifTypes(String name, List<DataType> actual) {
    Arguments.count(name, actual, 3, 3);
    DataType condition = actual.get(0);
    if (condition.kind() != TypeKind.BOOLEAN && condition.kind() != TypeKind.VOID) {
      throw new io.nyala.spi.error.NyalaException(
          io.nyala.spi.error.ErrorCode.ARGUMENT_TYPE,
          "Argument type mismatch: The first argument of function IF should be \"boolean\", but \""
              + condition.hiveName()
              + "\" is found");
    }
    DataType common =
        TypeCoercion.commonType(actual.get(1), actual.get(2))
            .orElseThrow(() -> Arguments.wrongTypes(name, actual, "if(boolean, T, T)"));
    return Signature.scalar(List.of(DataType.BOOLEAN, common, common), common);
  }

  private static Signature sameType(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, Integer.MAX_VALUE);
    DataType common =
        TypeCoercion.commonType(actual)
            .orElseThrow(() -> Arguments.wrongTypes(name, actual, "values of one type"));
    return Signature.scalar(java.util.Collections.nCopies(actual.size(), common), common);
  }

  private static Signature nullIfTypes(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 2);
    if (TypeCoercion.comparisonType(actual.get(0), actual.get(1)).isEmpty()) {
      throw Arguments.wrongTypes(name, actual, "two values of comparable types");
    }
    return Signature.scalar(actual, actual.get(0));
  }

  private static Expression nullIf(DataType type, List<Expression> arguments) {
    Expression a = arguments.get(0);
    Expression b = arguments.get(1);
    List<DataType> compared = compare("=", List.of(a.type(), b.type())).parameterTypes();
    List<Expression> sides = new ArrayList<>();
    for (Expression side : arguments) {
      sides.add(
          side.type().equals(compared.get(0)) ? side : new Expression.Cast(side, compared.get(0)));
    }
    return new Expression.Special(
        Form.CASE,
        type,
        List.of(
            new Expression.Call("=", DataType.BOOLEAN, sides),
            new Expression.Literal(type, null),
            a));
  }

  private static Signature anyToBoolean(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    return Signature.scalar(actual, DataType.BOOLEAN);
  }

  private static Signature booleans(String name, List<DataType> actual) {
    boolean unary = name.equals("not") || name.equals("!");
    Arguments.count(name, actual, unary ? 1 : 2, unary ? 1 : Integer.MAX_VALUE);
    for (DataType type : actual) {
      if (!TypeCoercion.castable(type, DataType.BOOLEAN)) {
        throw Arguments.wrongTypes(name, actual, name + " of booleans");
      }
    }
    return Signature.scalar(
        java.util.Collections.nCopies(actual.size(), DataType.BOOLEAN), DataType.BOOLEAN);
  }
}
