package io.nyala.semantics.builtin;

import static io.nyala.spi.type.DataType.INT;

import io.nyala.semantics.function.Arguments;
import io.nyala.semantics.function.FunctionTable;
import io.nyala.semantics.function.Kernel;
import io.nyala.semantics.function.Signature;
import io.nyala.semantics.hash.HiveHashes;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.util.List;

/** Hive's hash functions. A call of several arguments is bound as 31·h + next over calls of one. */
final class HashFunctions {
  private HashFunctions() {}

  static void addTo(FunctionTable table) {
    add(table, "hash", "hash(a, b, …) - Hive's older hash of the values, as Java's", "java");
    add(table, "murmur_hash", "murmur_hash(a, b, …) - the hash of bucketing version 2", "murmur");
  }

  private static void add(FunctionTable table, String name, String summary, String prefix) {
    table
        .scalar(name, summary)
        .leakproof()
        .types(
            (n, actual) -> {
              Arguments.count(n, actual, 1, Integer.MAX_VALUE);
              return Signature.scalar(actual, INT);
            })
        .rewrite((type, arguments) -> combine(name, arguments))
        .kernels((parameters, result) -> kernel(prefix, parameters, result));
  }

  private static Expression combine(String name, List<Expression> arguments) {
    Expression result = new Expression.Call(name, INT, arguments.subList(0, 1));
    for (int i = 1; i < arguments.size(); i++) {
      Expression next = new Expression.Call(name, INT, arguments.subList(i, i + 1));
      Expression shifted =
          new Expression.Call("*", INT, List.of(new Expression.Literal(INT, 31L), result));
      result = new Expression.Call("+", INT, List.of(shifted, next));
    }
    return result;
  }

  private static Kernel kernel(String prefix, List<DataType> parameters, DataType result) {
    DataType type = parameters.get(0);
    String method = prefix + HiveHashes.suffix(type);
    return type instanceof DecimalType decimal
        ? Kernel.find(HiveHashes.class, method, parameters, result, decimal.scale())
        : Kernel.find(HiveHashes.class, method, parameters, result);
  }
}
