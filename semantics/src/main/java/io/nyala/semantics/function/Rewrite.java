package io.nyala.semantics.function;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.type.DataType;
import java.util.List;

/** Expresses a call by other forms, for functions that are another way to write a special form. */
@FunctionalInterface
public interface Rewrite {
  /**
   * @param arguments already of the overload's parameter types
   */
  Expression rewrite(DataType returnType, List<Expression> arguments);
}
