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
    StringFunctions.addTo(table);
    MathFunctions.addTo(table);
    DateFunctions.addTo(table);
    MaskFunctions.addTo(table);
    HashFunctions.addTo(table);
    AggregateFunctions.addTo(table);
    return table.build();
  }
}
