package io.nyala.engine.operator;

import static io.nyala.engine.testing.OperatorAssert.assertOperator;
import static io.nyala.engine.testing.Rows.row;

import io.nyala.engine.operator.basic.LimitOperator;
import io.nyala.engine.operator.sort.SortOperator;
import io.nyala.engine.operator.sort.TopNOperator;
import io.nyala.spi.plan.SortKey;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.PhysicalKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SortOperatorTest {
  private static final List<DataType> TYPES = List.of(DataType.STRING, DataType.BIGINT);
  private static final List<PhysicalKind> KINDS = List.of(PhysicalKind.BYTES, PhysicalKind.LONG);
  private static final List<List<@Nullable Object>> ROWS =
      List.of(
          row("pear", 3L),
          row(null, 1L),
          row("apple", null),
          row("apple", 2L),
          row("pear and a long tail", 4L),
          row("pear and a long", 5L),
          row("apple", 9L));

  @Test
  void sortsWithNullsByEveryKey() {
    assertOperator(
            context ->
                new SortOperator(
                    context,
                    KINDS,
                    List.of(new SortKey(0, true, false), new SortKey(1, false, true))),
            TYPES,
            ROWS)
        .returnsInOrder(
            TYPES,
            row("apple", null),
            row("apple", 9L),
            row("apple", 2L),
            row("pear", 3L),
            row("pear and a long", 5L),
            row("pear and a long tail", 4L),
            row(null, 1L));
  }

  @Test
  void topNKeepsTheFirst() {
    assertOperator(
            context ->
                new TopNOperator(
                    context,
                    KINDS,
                    List.of(new SortKey(0, false, true), new SortKey(1, true, true)),
                    3),
            TYPES,
            ROWS)
        .returnsInOrder(
            TYPES, row(null, 1L), row("pear and a long tail", 4L), row("pear and a long", 5L));
  }

  @Test
  void topNOfManyRowsAgreesWithSorting() {
    Random random = new Random(7);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(row("s" + random.nextInt(500), random.nextLong(1000)));
    }
    List<List<@Nullable Object>> expected = new ArrayList<>(rows);
    expected.sort(
        Comparator.<List<@Nullable Object>, Long>comparing(r -> (Long) r.get(1))
            .thenComparing(r -> String.valueOf(r.get(0))));
    assertOperator(
            context ->
                new TopNOperator(
                    context,
                    KINDS,
                    List.of(new SortKey(1, true, true), new SortKey(0, true, true)),
                    25),
            TYPES,
            rows)
        .returns(TYPES, expected.subList(0, 25));
  }

  @Test
  void limitSkipsAndStops() {
    assertOperator(context -> new LimitOperator(2, 3), TYPES, ROWS)
        .returnsInOrder(TYPES, ROWS.get(2), ROWS.get(3), ROWS.get(4));
  }
}
