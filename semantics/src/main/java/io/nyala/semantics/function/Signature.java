package io.nyala.semantics.function;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.type.DataType;
import java.util.List;

/**
 * One overload with concrete types.
 *
 * @param parameterTypes the types that the caller casts its arguments to, one per argument
 * @param returnType the type of the result
 * @param intermediateTypes columns of the partial result between the phases of an aggregation;
 *     empty for scalar functions
 */
public record Signature(
    List<DataType> parameterTypes, DataType returnType, List<DataType> intermediateTypes) {
  public Signature {
    parameterTypes = List.copyOf(parameterTypes);
    requireNonNull(returnType);
    intermediateTypes = List.copyOf(intermediateTypes);
  }

  public static Signature scalar(List<? extends DataType> parameterTypes, DataType returnType) {
    return new Signature(List.copyOf(parameterTypes), returnType, List.of());
  }
}
