package io.nyala.semantics.function;

import io.nyala.spi.type.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the overload for the types of the arguments and the values of those that are constant. */
@FunctionalInterface
public interface ConstantSignatureRule {
  /**
   * @param constants value of each argument as in {@link
   *     io.nyala.spi.expression.Expression.Literal}, null if it is not constant (or NULL)
   * @throws io.nyala.spi.error.NyalaException ARGUMENT_COUNT or ARGUMENT_TYPE when no overload
   *     takes the arguments
   */
  Signature resolve(
      String name, List<DataType> argumentTypes, List<? extends @Nullable Object> constants);
}
