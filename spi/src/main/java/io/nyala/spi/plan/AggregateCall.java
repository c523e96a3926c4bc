package io.nyala.spi.plan;

import io.nyala.spi.type.DataType;
import java.util.List;
import java.util.OptionalInt;

/**
 * One aggregate function.
 *
 * @param function registry name, lower case; {@code count} without arguments is COUNT(*)
 * @param arguments in PARTIAL and SINGLE steps the input's argument columns; in the FINAL step the
 *     columns of the intermediate state, in the order the registry lists them
 * @param argumentTypes types of the arguments of the original call, in every step: they choose the
 *     overload
 * @param distinct duplicates of the argument tuple count once; only in SINGLE steps
 * @param filter BOOLEAN column; rows where it is not true do not count
 * @param type result of the original call
 */
public record AggregateCall(
    String function,
    List<Integer> arguments,
    List<DataType> argumentTypes,
    boolean distinct,
    OptionalInt filter,
    DataType type) {
  public AggregateCall {
    arguments = List.copyOf(arguments);
    argumentTypes = List.copyOf(argumentTypes);
  }
}
