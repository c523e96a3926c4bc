package io.nyala.semantics.builtin;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.type.DecimalTypes;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TypeKind;
import java.util.List;

/**
 * Types of the aggregates; the partial results are described in {@link
 * io.nyala.semantics.function.FunctionRegistry}.
 */
final class AggregateFunctions {
  private AggregateFunctions() {}

  static void addTo(FunctionTable table) {
    table
        .aggregate(
            "count",
            "count(*), count(a, …) - the number of rows, or of rows where no argument is NULL")
        .types(AggregateFunctions::count);
    table.aggregate("sum", "sum(a) - the sum of the values").types(AggregateFunctions::sum);
    table.aggregate("avg", "avg(a) - the mean of the values").types(AggregateFunctions::average);
    table.aggregate("min", "min(a) - the least value").types(AggregateFunctions::extreme);
    table.aggregate("max", "max(a) - the greatest value").types(AggregateFunctions::extreme);
    table
        .aggregate("stddev_pop", "stddev_pop(a) - the standard deviation of a population")
        .alias("stddev", "std")
        .types(AggregateFunctions::variance);
    table
        .aggregate("stddev_samp", "stddev_samp(a) - the standard deviation of a sample")
        .types(AggregateFunctions::variance);
    table
        .aggregate("var_pop", "var_pop(a) - the variance of a population")
        .alias("variance")
        .types(AggregateFunctions::variance);
    table
        .aggregate("var_samp", "var_samp(a) - the variance of a sample")
        .types(AggregateFunctions::variance);
  }

  private static Signature count(String name, List<DataType> actual) {
    return new Signature(actual, DataType.BIGINT, List.of(DataType.BIGINT));
  }

  private static Signature sum(String name, List<DataType> actual) {
    DataType argument = number(name, actual);
    DataType result =
        argument.isInteger()
            ? DataType.BIGINT
            : argument instanceof DecimalType decimal ? DecimalTypes.sum(decimal) : DataType.DOUBLE;
    DataType parameter = argument.kind() == TypeKind.DECIMAL ? argument : result;
    return new Signature(List.of(parameter), result, List.of(result));
  }

  private static Signature average(String name, List<DataType> actual) {
    DataType argument = number(name, actual);
    if (argument instanceof DecimalType decimal) {
      return new Signature(
          List.of(decimal),
          DecimalTypes.average(decimal),
          List.of(DecimalTypes.sum(decimal), DataType.BIGINT));
    }
    return new Signature(
        List.of(DataType.DOUBLE), DataType.DOUBLE, List.of(DataType.DOUBLE, DataType.BIGINT));
  }

  private static Signature extreme(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    if (type.kind() == TypeKind.UNSUPPORTED) {
      throw Arguments.wrongTypes(name, actual, name + "(comparable type)");
    }
    return new Signature(actual, type, actual);
  }

  private static Signature variance(String name, List<DataType> actual) {
    number(name, actual);
    return new Signature(
        List.of(DataType.DOUBLE),
        DataType.DOUBLE,
        List.of(DataType.BIGINT, DataType.DOUBLE, DataType.DOUBLE));
  }

  private static DataType number(String name, List<DataType> actual) {
    Arguments.count(name, actual, 1, 1);
    DataType type = actual.get(0);
    if (type.isCharacter() || type.kind() == TypeKind.VOID) {
      return DataType.DOUBLE;
    }
    if (!type.isNumeric()) {
      throw Arguments.wrongTypes(name, actual, name + "(number)  " + name + "(string)");
    }
    return type;
  }
}
