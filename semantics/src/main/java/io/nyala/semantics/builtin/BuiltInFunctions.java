package io.nyala.semantics.builtin;

import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.semantics.function.FunctionTable;

/** Puts the tables of built-in functions together. */
public final class BuiltInFunctions {
  private BuiltInFunctions() {}

  public static FunctionRegistry create() {
    FunctionTable table = new FunctionTable();
    ArithmeticFunctions.addTo(table);
    ComparisonFunctions.addTo(table);
    AggregateFunctions.addTo(table);
    return table.build();
  }
}
