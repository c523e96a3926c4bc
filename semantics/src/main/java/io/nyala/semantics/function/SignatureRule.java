package io.nyala.semantics.function;

import io.nyala.spi.type.DataType;
import java.util.List;

/** Finds the overload for the types of the arguments. */
@FunctionalInterface
public interface SignatureRule {
  /**
   * @throws io.nyala.spi.error.NyalaException ARGUMENT_COUNT or ARGUMENT_TYPE when no overload
   *     takes the arguments
   */
  Signature resolve(String name, List<DataType> argumentTypes);
}
