package io.nyala.semantics.builtin;

import static io.nyala.spi.type.DataType.BIGINT;
import static io.nyala.spi.type.DataType.DOUBLE;
import static io.nyala.spi.type.DataType.INT;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.ConstantSignatureRule;
import io.nyala.semantics.function.FunctionProperties;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.KernelRule;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.kernel.MathKernels;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. */
final class MathFunctions {
  private MathFunctions() {}

  static void addTo(FunctionTable t) {
    t.scalar("abs", "abs(x) - the magnitude")
        .leakproof()
        .types(MathFunctions::abs)
        .kernels(MathFunctions::absKernel);
    t.scalar("sign", "sign(x) - 1, 0 or -1 by the sign of x")
        .leakproof()
        .types(MathFunctions::sign)
        .kernels(
            (parameters, result) ->
                Kernel.find(
                    MathKernels.class,
                    parameters.get(0).kind() == TypeKind.DECIMAL ? "signDecimal" : "sign",
                    parameters,
                    result));
    t.scalar("round", "round(x[, digits]) - rounded half away from zero to digits behind the point")
        .example("round(12.3456, 1)", "12.3")
        .leakproof()
        .typesByConstants(rounding(DecimalTypes::round))
        .kernels(roundingKernel("round"));
    t.scalar("bround", "bround(x[, digits]) - rounded half to even to digits behind the point")
        .example("bround(2.5)", "2")
        .leakproof()
        .typesByConstants(rounding(DecimalTypes::round))
        .kernels(roundingKernel("bround"));
    t.scalar("floor", "floor(x) - the greatest whole number that is not greater")
        .leakproof()
        .types(MathFunctions::integral)
        .kernels(integralKernel("floor"));
    t.scalar("ceil", "ceil(x) - the least whole number that is not less")
        .alias("ceiling")
        .leakproof()
        .types(MathFunctions::integral)
        .kernels(integralKernel("ceil"));
    function(t, "sqrt", "sqrt(x) - the square root; NULL for a negative x");
    function(t, "cbrt", "cbrt(x) - the cube root");
    function(t, "exp", "exp(x) - e to the power of x");
    function(t, "ln", "ln(x) - the natural logarithm; NULL unless x > 0");
    function(t, "log10", "log10(x) - the logarithm with base 10; NULL unless x > 0");
    function(t, "log2", "log2(x) - the logarithm with base 2; NULL unless x > 0");
    t.scalar(
            "log",
            "log([base,] x) - the logarithm, natural without a base; NULL unless x > 0 and base > 1")
        .leakproof()
        .overload(DOUBLE, DOUBLE)
        .overload(DOUBLE, DOUBLE, DOUBLE)
        .kernel(MathKernels.class, "log");
    t.scalar("power", "power(x, y) - x to the power of y")
        .alias("pow")
        .leakproof()
        .overload(DOUBLE, DOUBLE, DOUBLE)
        .kernel(MathKernels.class, "power");
    function(t, "sin", "sin(x) - the sine of an angle in radians");
    function(t, "cos", "cos(x) - the cosine of an angle in radians");
    function(t, "tan", "tan(x) - the tangent of an angle in radians");
    function(t, "asin", "asin(x) - the arc sine; NULL outside -1 to 1");
    function(t, "acos", "acos(x) - the arc cosine; NULL outside -1 to 1");
    function(t, "atan", "atan(x) - the arc tangent");
    function(t, "degrees", "degrees(x) - radians in degrees");
    function(t, "radians", "radians(x) - degrees in radians");
    t.scalar("pi", "pi() - the ratio of a circle's circumference to its diameter")
        .leakproof()
        .overload(DOUBLE)
        .kernel(MathKernels.class, "pi");
    t.scalar("e", "e() - the base of natural logarithms")
        .leakproof()
        .overload(DOUBLE)
        .kernel(MathKernels.class, "e");
    t.scalar("factorial", "factorial(n) - 1 · 2 · … · n; NULL outside 0 to 20")
        .leakproof()
        .overload(BIGINT, INT)
        .kernel(MathKernels.class, "factorial");
    t.scalar(
            "width_bucket",
            "width_bucket(x, low, high, n) - which of n equal ranges between low and high holds x")
        .leakproof()
        .overload(INT, DOUBLE, DOUBLE, DOUBLE, INT)
        .kernel(MathKernels.class, "widthBucket");
    t.scalar("rand", "rand([seed]) - a random number from 0 (inclusive) to 1 (exclusive)")
        .alias("random")
        .properties(FunctionProperties.VOLATILE)
        .overload(DOUBLE)
        .overload(DOUBLE, BIGINT)
        .kernel(MathKernels.class, "rand");
  }

  private static void function(FunctionTable table, String name, String summary) {
    table
        .scalar(name, summary)
        .leakproof()
        .overload(DOUBLE, DOUBLE)
        .kernel(MathKernels.class, name);
  }

  private static DataType number(String name, List<DataType> actual) {
    DataType type = actual.get(0);
    if (type.isCharacter() || type.kind() == TypeKind.VOID) {
      return DOUBLE;
    }
    if (!type.isNumeric()) {
      throw new io.nyala.spi.error.NyalaException(
          io.nyala.spi.error.ErrorCode.ARGUMENT_TYPE,
          "Wrong arguments '"
              + name
              + "': "
              + name.toUpperCase(java.util.Locale.ROOT)
              + " only takes SHORT/BYTE/INT/LONG/DOUBLE/FLOAT/STRING/DECIMAL types, got "
              + type.kind());
    }
    return type;
  }

  private static Signature abs(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = number(name, actual);
    DataType result =
        switch (type.kind()) {
          case TINYINT, SMALLINT -> INT;
          case FLOAT -> DOUBLE;
          default -> type;
        };
    return Signature.scalar(List.of(result), result);
  }

  private static Kernel absKernel(List<DataType> parameters, DataType result) {
    return switch (result.kind()) {
      case DECIMAL -> Kernel.find(MathKernels.class, "absDecimal", parameters, result);
      case DOUBLE -> Kernel.find(MathKernels.class, "abs", parameters, result);
      default ->
          Kernel.find(
              MathKernels.class, "abs", parameters, result, ArithmeticTypes.integerBits(result));
    };
  }

  private static Signature sign(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = number(name, actual);
    return type.kind() == TypeKind.DECIMAL
        ? Signature.scalar(List.of(type), INT)
        : Signature.scalar(List.of(DOUBLE), DOUBLE);
  }

  private static Signature integral(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = number(name, actual);
    if (type instanceof DecimalType decimal) {
      return Signature.scalar(List.of(type), DecimalTypes.integral(decimal));
    }
    return Signature.scalar(List.of(type.isInteger() ? BIGINT : DOUBLE), BIGINT);
  }

  private static KernelRule integralKernel(String method) {
    return (parameters, result) ->
        parameters.get(0) instanceof DecimalType decimal
            ? Kernel.find(
                MathKernels.class, method + "Decimal", parameters, result, decimal.scale())
            : Kernel.find(MathKernels.class, method, parameters, result);
  }

  /** Result type of a decimal rounded to a number of digits. */
  @FunctionalInterface
  interface DecimalRounding {
    DecimalType apply(DecimalType type, int digits);
  }

  /** Digits that are no constant keep a decimal's scale. */
  static ConstantSignatureRule rounding(DecimalRounding decimals) {
    return (name, actual, constants) -> {
      Arguments.count(name, actual, 1, 2);
      DataType type = number(name, actual);
      boolean hasDigits = actual.size() == 2;
      if (hasDigits && !actual.get(1).isInteger() && actual.get(1).kind() != TypeKind.VOID) {
        throw new io.nyala.spi.error.NyalaException(
            io.nyala.spi.error.ErrorCode.ARGUMENT_TYPE,
            "Argument type mismatch: "
                + name.toUpperCase(java.util.Locale.ROOT)
                + " second argument only takes integer types, got "
                + actual.get(1).hiveName());
      }
      List<DataType> parameters = new ArrayList<>(List.of(type));
      if (hasDigits) {
        parameters.add(INT);
      }
      DataType result = type;
      if (type instanceof DecimalType decimal) {
        int digits = hasDigits ? digits(constants.get(1), decimal.scale()) : 0;
        result = decimals.apply(decimal, digits);
      }
      return Signature.scalar(parameters, result);
    };
  }

  private static int digits(@Nullable Object constant, int unknown) {
    return constant instanceof Long digits ? (int) Math.max(-100, Math.min(digits, 100)) : unknown;
  }

  static KernelRule roundingKernel(String method) {
    return (parameters, result) ->
        switch (result.kind()) {
          case DECIMAL -> {
            DecimalType from = (DecimalType) parameters.get(0);
            DecimalType to = (DecimalType) result;
            yield Kernel.find(
                MathKernels.class,
                method + "Decimal",
                parameters,
                result,
                from.scale(),
                to.precision(),
                to.scale());
          }
          case FLOAT -> Kernel.find(MathKernels.class, method + "Single", parameters, result);
          case DOUBLE -> Kernel.find(MathKernels.class, method, parameters, result);
          default ->
              Kernel.find(
                  MathKernels.class,
                  method + "Integer",
                  parameters,
                  result,
                  ArithmeticTypes.integerBits(result));
        };
  }
}
