package io.nyala.planner.logical;

import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;

/** Forms of ours that are neither functions of the registry nor operators of Calcite's. */
public final class HiveOperators {
  /**
   * {@code IN(value, literal, literal, …)}: SQL's three-valued IN, all operands of one type, every
   * operand after the first a literal. A flat call, because an OR of 100,000 comparisons or a Sarg
   * of them costs Calcite seconds.
   */
  public static final SqlFunction IN =
      new SqlFunction(
          "IN",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BOOLEAN_NULLABLE.andThen(
              (call, type) -> call.getTypeFactory().createTypeWithNullability(type, true)),
          null,
          OperandTypes.VARIADIC,
          SqlFunctionCategory.SYSTEM);

  private HiveOperators() {}
}
