package io.nyala.planner.logical;

import io.nyala.semantics.function.ResolvedFunction;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;

/**
 * A scalar function or operator of the registry with its overload chosen. Calcite knows nothing of
 * its meaning, so no rule of Calcite's rewrites it. The operands of a call are exactly of the
 * overload's parameter types; the result may be NULL.
 *
 * <p>Not made of this class, because Calcite's meaning is Hive's: AND, OR, NOT, IS NULL, IS NOT
 * NULL, CASE, CAST, the comparisons of two values of one type, and {@code <=>} (IS NOT DISTINCT
 * FROM). IN over constants is {@link HiveOperators#IN}.
 */
public final class NyalaFunction extends SqlFunction {
  private final ResolvedFunction function;

  public NyalaFunction(ResolvedFunction function) {
    super(
        function.name().toUpperCase(Locale.ROOT),
        SqlKind.OTHER_FUNCTION,
        call -> RelTypes.nullable(call.getTypeFactory(), function.returnType()),
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.function = function;
  }

  /** What the call means; its {@code bind} gives the expression for the executor. */
  public ResolvedFunction function() {
    return function;
  }

  @Override
  public boolean isDeterministic() {
    return function.properties().deterministic();
  }

  @Override
  public boolean isDynamicFunction() {
    return function.properties().stablePerQuery();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NyalaFunction that
        && function.name().equals(that.function.name())
        && function.signature().equals(that.function.signature());
  }

  @Override
  public int hashCode() {
    return Objects.hash(function.name(), function.signature());
  }
}
