package io.nyala.semantics.builtin;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.KernelRule;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.kernel.DateArithmeticKernels;
import io.nyala.semantics.kernel.DecimalKernels;
import io.nyala.semantics.kernel.NumberKernels;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.type.TypeKind;
import java.util.List;
import java.util.function.BinaryOperator;

/** Overloads of the arithmetic operators and their kernels. */
final class ArithmeticTypes {
  private static final String NUMBERS = "two numbers, or a date or timestamp with an interval";

  private ArithmeticTypes() {}

  static Signature plus(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 2);
    DataType a = actual.get(0);
    DataType b = actual.get(1);
    if (isTemporal(a) || isTemporal(b)) {
      DataType result = temporalPlus(a, b);
      if (result == null) {
        result = temporalPlus(b, a);
      }
      return temporal(name, actual, result);
    }
    return numeric(name, actual, DecimalTypes::plus);
  }

  static Signature minus(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 2);
    DataType a = actual.get(0);
    DataType b = actual.get(1);
    if (isTemporal(a) || isTemporal(b)) {
      boolean dates = isPoint(a) && isPoint(b);
      return temporal(name, actual, dates ? DataType.INTERVAL_DAY_TIME : temporalPlus(a, b));
    }
    return numeric(name, actual, DecimalTypes::plus);
  }

  static Signature times(String name, List<DataType> actual) {
    return numeric(name, actual, DecimalTypes::times);
  }

  static Signature divide(String name, List<DataType> actual) {
    Signature common = numeric(name, actual, DecimalTypes::divide);
    return common.returnType().kind() == TypeKind.DECIMAL
        ? common
        : Signature.scalar(List.of(DataType.DOUBLE, DataType.DOUBLE), DataType.DOUBLE);
  }

  static Signature modulo(String name, List<DataType> actual) {
    return numeric(name, actual, DecimalTypes::modulo);
  }

  static Signature positiveModulo(String name, List<DataType> actual) {
    return numeric(name, actual, DecimalTypes::union);
  }

  static Signature integerDivide(String name, List<DataType> actual) {
    Arguments.count(name, actual, 2, 2);
    for (DataType type : actual) {
      if (!type.isInteger() && type.kind() != TypeKind.VOID) {
        throw Arguments.wrongTypes(name, actual, name + "(bigint, bigint)");
      }
    }
    return Signature.scalar(List.of(DataType.BIGINT, DataType.BIGINT), DataType.BIGINT);
  }

  static Signature sameSigned(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    if (type.isCharacter() || type.kind() == TypeKind.VOID) {
      type = DataType.DOUBLE;
    }
    if (!type.isNumeric()
        && type.kind() != TypeKind.INTERVAL_DAY_TIME
        && type.kind() != TypeKind.INTERVAL_YEAR_MONTH) {
      throw Arguments.wrongTypes(name, actual, name + "(number)  " + name + "(interval)");
    }
    return Signature.scalar(List.of(type), type);
  }

  static Signature bits(String name, List<DataType> actual) {
    int count = name.equals("~") ? 1 : 2;
    Arguments.count(name, actual, count, count);
    DataType result = DataType.TINYINT;
    for (DataType type : actual) {
      if (!type.isInteger() && type.kind() != TypeKind.VOID) {
        throw Arguments.wrongTypes(name, actual, name + " of tinyint, smallint, int, bigint");
      }
      if (type.isInteger()) {
        result = TypeCoercion.numericType(result, type);
      }
    }
    return Signature.scalar(List.copyOf(java.util.Collections.nCopies(count, result)), result);
  }

  static Signature shift(String name, List<DataType> actual) {
    return Arguments.overloads(
            List.of(
                Signature.scalar(List.of(DataType.INT, DataType.INT), DataType.INT),
                Signature.scalar(List.of(DataType.BIGINT, DataType.INT), DataType.BIGINT)))
        .resolve(name, actual);
  }

  private static Signature numeric(
      String name, List<DataType> actual, BinaryOperator<DecimalType> decimals) {
    Arguments.count(name, actual, 2, 2);
    DataType a = number(name, actual, 0);
    DataType b = number(name, actual, 1);
    DataType common = TypeCoercion.numericType(a, b);
    if (common.kind() == TypeKind.DECIMAL) {
      DecimalType x = DecimalTypes.of(a);
      DecimalType y = DecimalTypes.of(b);
      return Signature.scalar(List.of(x, y), decimals.apply(x, y));
    }
    return Signature.scalar(List.of(common, common), common);
  }

  private static DataType number(String name, List<DataType> actual, int index) {
    DataType type = actual.get(index);
    if (type.isNumeric()) {
      return type;
    }
    if (type.isCharacter()) {
      return DataType.DOUBLE;
    }
    if (type.kind() == TypeKind.VOID) {
      DataType other = actual.get(1 - index);
      return other.isNumeric() ? other : DataType.DOUBLE;
    }
    throw Arguments.wrongTypes(name, actual, NUMBERS);
  }

  private static boolean isPoint(DataType type) {
    return type.kind() == TypeKind.DATE || type.kind() == TypeKind.TIMESTAMP;
  }

  private static boolean isTemporal(DataType type) {
    return isPoint(type)
        || type.kind() == TypeKind.INTERVAL_YEAR_MONTH
        || type.kind() == TypeKind.INTERVAL_DAY_TIME;
  }

  private static @org.jspecify.annotations.Nullable DataType temporalPlus(DataType a, DataType b) {
    return switch (b.kind()) {
      case INTERVAL_YEAR_MONTH -> isPoint(a) || a.kind() == TypeKind.INTERVAL_YEAR_MONTH ? a : null;
      case INTERVAL_DAY_TIME ->
          isPoint(a)
              ? DataType.TIMESTAMP
              : a.kind() == TypeKind.INTERVAL_DAY_TIME ? DataType.INTERVAL_DAY_TIME : null;
      case TINYINT, SMALLINT, INT -> a.kind() == TypeKind.DATE ? DataType.DATE : null;
      default -> null;
    };
  }

  private static Signature temporal(
      String name, List<DataType> actual, @org.jspecify.annotations.Nullable DataType result) {
    if (result == null) {
      throw Arguments.wrongTypes(name, actual, NUMBERS);
    }
    List<DataType> parameters =
        actual.stream().map(type -> type.isInteger() ? DataType.INT : type).toList();
    return Signature.scalar(parameters, result);
  }

  static Kernel plusKernel(List<DataType> parameters, DataType result) {
    if (isTemporal(result)) {
      return DateArithmeticKernels.plus(parameters, result);
    }
    return number("add", parameters, result);
  }

  static Kernel minusKernel(List<DataType> parameters, DataType result) {
    if (isTemporal(result)) {
      return DateArithmeticKernels.minus(parameters, result);
    }
    return number("subtract", parameters, result);
  }

  static Kernel timesKernel(List<DataType> parameters, DataType result) {
    return number("multiply", parameters, result);
  }

  static Kernel divideKernel(List<DataType> parameters, DataType result) {
    return number("divide", parameters, result);
  }

  static Kernel moduloKernel(List<DataType> parameters, DataType result) {
    return number("remainder", parameters, result);
  }

  static Kernel positiveModuloKernel(List<DataType> parameters, DataType result) {
    return number("positiveRemainder", parameters, result);
  }

  static Kernel integerDivideKernel(List<DataType> parameters, DataType result) {
    return Kernel.find(NumberKernels.class, "divideIntegers", parameters, result);
  }

  static Kernel negativeKernel(List<DataType> parameters, DataType result) {
    if (result.kind() == TypeKind.DECIMAL) {
      return Kernel.find(DecimalKernels.class, "negate", parameters, result);
    }
    return switch (result.physical()) {
      case TIMESTAMP -> Kernel.find(DateArithmeticKernels.class, "negate", parameters, result);
      case DOUBLE -> Kernel.find(NumberKernels.class, "negate", parameters, result);
      default ->
          Kernel.find(NumberKernels.class, "negate", parameters, result, integerBits(result));
    };
  }

  static KernelRule bitKernel(String method) {
    return (parameters, result) -> Kernel.find(NumberKernels.class, method, parameters, result);
  }

  static KernelRule shiftKernel(String method) {
    return (parameters, result) ->
        Kernel.find(NumberKernels.class, method, parameters, result, integerBits(result));
  }

  private static Kernel number(String method, List<DataType> parameters, DataType result) {
    if (result.kind() == TypeKind.DECIMAL) {
      return DecimalKernels.arithmetic(method, parameters, (DecimalType) result);
    }
    if (result.kind() == TypeKind.FLOAT) {
      return Kernel.find(NumberKernels.class, method + "Float", parameters, result);
    }
    if (result.physical() == PhysicalKind.DOUBLE) {
      return Kernel.find(NumberKernels.class, method, parameters, result);
    }
    return Kernel.find(NumberKernels.class, method, parameters, result, integerBits(result));
  }

  /** Width of an integer type, to which results wrap. */
  static int integerBits(DataType type) {
    return switch (type.kind()) {
      case TINYINT -> 8;
      case SMALLINT -> 16;
      case INT, INTERVAL_YEAR_MONTH -> 32;
      default -> 64;
    };
  }
}
