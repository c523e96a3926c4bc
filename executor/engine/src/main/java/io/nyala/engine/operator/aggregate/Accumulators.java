package io.nyala.engine.operator.aggregate;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.type.TypeKind;

/** The accumulator for each function and argument type. */
final class Accumulators {
  private Accumulators() {}

  /**
   * @throws NyalaException NOT_SUPPORTED for a function that the engine does not compute
   */
  static Accumulator create(AggregateCall call) {
    if (call.function().equals("count")) {
      return new CountAccumulator();
    }
    if (call.argumentTypes().isEmpty()) {
      throw unsupported(call);
    }
    DataType argument = call.argumentTypes().get(0);
    return switch (call.function()) {
      case "sum" -> sum(call, argument);
      case "avg" ->
          argument instanceof DecimalType
              ? DecimalSumAccumulator.average(argument, call.type())
              : numeric(call, argument, new DoubleSumAccumulator(true));
      case "min" -> extreme(argument, false);
      case "max" -> extreme(argument, true);
      case "single_value" ->
          new StoredValueAccumulator(argument.physical(), StoredValueAccumulator.Kept.ONLY);
      case "variance", "var_pop" ->
          numeric(call, argument, new VarianceAccumulator(false, false, argument));
      case "var_samp" -> numeric(call, argument, new VarianceAccumulator(true, false, argument));
      case "std", "stddev", "stddev_pop" ->
          numeric(call, argument, new VarianceAccumulator(false, true, argument));
      case "stddev_samp" -> numeric(call, argument, new VarianceAccumulator(true, true, argument));
      default -> throw unsupported(call);
    };
  }

  private static Accumulator sum(AggregateCall call, DataType argument) {
    if (argument instanceof DecimalType) {
      return DecimalSumAccumulator.sum(call.type());
    }
    return argument.isInteger()
        ? new LongSumAccumulator()
        : numeric(call, argument, new DoubleSumAccumulator(false));
  }

  private static Accumulator extreme(DataType argument, boolean max) {
    return argument.physical() == PhysicalKind.LONG
        ? new LongExtremeAccumulator(max)
        : new StoredValueAccumulator(
            argument.physical(),
            max ? StoredValueAccumulator.Kept.LARGEST : StoredValueAccumulator.Kept.SMALLEST);
  }

  private static Accumulator numeric(AggregateCall call, DataType argument, Accumulator result) {
    if (!argument.isNumeric() && argument.kind() != TypeKind.VOID) {
      throw unsupported(call);
    }
    return result;
  }

  private static NyalaException unsupported(AggregateCall call) {
    return new NyalaException(
        ErrorCode.NOT_SUPPORTED,
        "Aggregate function "
            + call.function()
            + call.argumentTypes()
            + " is not supported; count, sum, avg, min, max and the stddev and variance families are.");
  }
}
