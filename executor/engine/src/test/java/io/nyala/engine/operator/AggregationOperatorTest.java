package io.nyala.engine.operator;

import static io.nyala.engine.testing.OperatorAssert.assertOperator;
import static io.nyala.engine.testing.Rows.row;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.engine.operator.aggregate.AggregationOperator;
import io.nyala.engine.testing.Encodings;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.PhysicalKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AggregationOperatorTest {
  private static final DecimalType DECIMAL = new DecimalType(10, 2);
  private static final List<DataType> TYPES =
      List.of(DataType.STRING, DataType.BIGINT, DataType.DOUBLE, DECIMAL);

  private static final List<List<@Nullable Object>> ROWS =
      List.of(
          row("a", 1L, 1.5, new BigDecimal("1.10")),
          row("b", null, -2.0, null),
          row("a", 3L, null, new BigDecimal("-2.25")),
          row(null, 4L, 0.5, new BigDecimal("7.00")),
          row("b", 5L, 8.0, new BigDecimal("0.05")),
          row(null, 4L, 0.25, null),
          row("", 6L, Double.NaN, new BigDecimal("99999999.99")));

  static AggregateCall call(String function, int argument, DataType type, DataType result) {
    return new AggregateCall(
        function, List.of(argument), List.of(type), false, OptionalInt.empty(), result);
  }

  private static Function<OperatorContext, Operator> aggregation(
      AggregateStep step, List<Integer> keys, AggregateCall... calls) {
    return context ->
        new AggregationOperator(
            context,
            step,
            keys,
            keys.stream().map(key -> TYPES.get(key).physical()).toList(),
            List.of(calls),
            1 << 20);
  }

  @Test
  void groupsByStringWithNulls() {
    assertOperator(
            aggregation(
                AggregateStep.SINGLE,
                List.of(0),
                new AggregateCall(
                    "count", List.of(), List.of(), false, OptionalInt.empty(), DataType.BIGINT),
                call("count", 1, DataType.BIGINT, DataType.BIGINT),
                call("sum", 1, DataType.BIGINT, DataType.BIGINT),
                call("max", 2, DataType.DOUBLE, DataType.DOUBLE),
                call("sum", 3, DECIMAL, new DecimalType(20, 2)),
                call("avg", 3, DECIMAL, new DecimalType(14, 6))),
            TYPES,
            ROWS)
        .returns(
            List.of(
                DataType.STRING,
                DataType.BIGINT,
                DataType.BIGINT,
                DataType.BIGINT,
                DataType.DOUBLE,
                new DecimalType(20, 2),
                new DecimalType(14, 6)),
            row("a", 2L, 2L, 4L, 1.5, new BigDecimal("-1.15"), new BigDecimal("-0.575000")),
            row("b", 2L, 1L, 5L, 8.0, new BigDecimal("0.05"), new BigDecimal("0.050000")),
            row(null, 2L, 2L, 8L, 0.5, new BigDecimal("7.00"), new BigDecimal("7.000000")),
            row(
                "",
                1L,
                1L,
                6L,
                Double.NaN,
                new BigDecimal("99999999.99"),
                new BigDecimal("99999999.990000")));
  }

  @Test
  void withoutKeysThereIsAlwaysOneRow() {
    assertOperator(
            aggregation(
                AggregateStep.SINGLE,
                List.of(),
                call("count", 1, DataType.BIGINT, DataType.BIGINT),
                call("min", 0, DataType.STRING, DataType.STRING),
                call("sum", 3, DECIMAL, new DecimalType(20, 2)),
                call("stddev_samp", 1, DataType.BIGINT, DataType.DOUBLE)),
            TYPES,
            List.of())
        .returns(
            List.of(DataType.BIGINT, DataType.STRING, new DecimalType(20, 2), DataType.DOUBLE),
            row(0L, null, null, null));
  }

  @Test
  void distinctAndFilteredCalls() {
    List<DataType> types = List.of(DataType.BIGINT, DataType.STRING, DataType.BOOLEAN);
    List<List<@Nullable Object>> rows =
        List.of(
            row(1L, "x", true),
            row(1L, "x", false),
            row(1L, "y", null),
            row(2L, null, true),
            row(1L, "x", true),
            row(2L, "z", true),
            row(2L, "z", false));
    assertOperator(
            context ->
                new AggregationOperator(
                    context,
                    AggregateStep.SINGLE,
                    List.of(0),
                    List.of(PhysicalKind.LONG),
                    List.of(
                        new AggregateCall(
                            "count",
                            List.of(1),
                            List.of(DataType.STRING),
                            true,
                            OptionalInt.empty(),
                            DataType.BIGINT),
                        new AggregateCall(
                            "count",
                            List.of(1),
                            List.of(DataType.STRING),
                            false,
                            OptionalInt.of(2),
                            DataType.BIGINT),
                        call("max", 1, DataType.STRING, DataType.STRING)),
                    1 << 20),
            types,
            rows)
        .returns(
            List.of(DataType.BIGINT, DataType.BIGINT, DataType.BIGINT, DataType.STRING),
            row(1L, 2L, 2L, "y"),
            row(2L, 1L, 1L, "z"));
  }

  @Test
  void decimalSumBeyond38DigitsIsNull() {
    DecimalType wide = new DecimalType(38, 0);
    BigDecimal large = new BigDecimal("60000000000000000000000000000000000000");
    assertOperator(
            context ->
                new AggregationOperator(
                    context,
                    AggregateStep.SINGLE,
                    List.of(),
                    List.of(),
                    List.of(call("sum", 0, wide, wide), call("max", 0, wide, wide)),
                    1 << 20),
            List.of(wide),
            List.of(row(large), row(large), row(large.negate()), row((Object) null)))
        .returns(List.of(wide, wide), row(null, large));
  }

  @Test
  void aSecondRowOfAScalarSubqueryIsAnError() {
    assertThatThrownBy(
            () ->
                assertOperator(
                        aggregation(
                            AggregateStep.SINGLE,
                            List.of(),
                            call("single_value", 0, DataType.STRING, DataType.STRING)),
                        TYPES,
                        ROWS)
                    .run(2, Encodings.FLAT))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.code())
                    .isEqualTo(ErrorCode.SCALAR_SUBQUERY_ROWS));
  }

  @Test
  void unknownFunctionIsRefused() {
    assertThatThrownBy(
            () ->
                assertOperator(
                        aggregation(
                            AggregateStep.SINGLE,
                            List.of(),
                            call("median", 1, DataType.BIGINT, DataType.BIGINT)),
                        TYPES,
                        ROWS)
                    .run(2, Encodings.FLAT))
        .hasMessageContaining("median");
  }
}
