package io.nyala.planner.logical;

import io.nyala.semantics.function.ResolvedFunction;
import java.util.Locale;
import java.util.Objects;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.util.Optionality;

/**
 * An aggregate function of the registry with its overload chosen. COUNT, SUM, MIN and MAX are
 * Calcite's own operators instead, because its rules and the decorrelation know those; their types
 * agree with the registry's through {@link HiveTypeSystem}.
 */
public final class NyalaAggregate extends SqlAggFunction {
  private final ResolvedFunction function;

  public NyalaAggregate(ResolvedFunction function) {
    super(
        function.name().toUpperCase(Locale.ROOT),
        null,
        SqlKind.OTHER_FUNCTION,
        call -> RelTypes.nullable(call.getTypeFactory(), function.returnType()),
        null,
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_FUNCTION,
        false,
        false,
        Optionality.FORBIDDEN);
    this.function = function;
  }

  public ResolvedFunction function() {
    return function;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NyalaAggregate that
        && function.name().equals(that.function.name())
        && function.signature().equals(that.function.signature());
  }

  @Override
  public int hashCode() {
    return Objects.hash(function.name(), function.signature());
  }
}
