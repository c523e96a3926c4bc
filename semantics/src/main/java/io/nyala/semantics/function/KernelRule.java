package io.nyala.semantics.function;

import io.nyala.spi.type.DataType;
import java.util.List;

/** Finds the kernel for the exact types of an overload. */
@FunctionalInterface
public interface KernelRule {
  Kernel kernel(List<DataType> parameterTypes, DataType returnType);
}
