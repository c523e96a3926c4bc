package io.nyala.engine.operator;

import static io.nyala.engine.testing.OperatorAssert.assertOperator;
import static io.nyala.engine.testing.Rows.row;

import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.operator.filter.InterpretedExpressions;
import io.nyala.engine.operator.join.JoinBridge;
import io.nyala.engine.operator.join.JoinBuildOperator;
import io.nyala.engine.operator.join.JoinProbeOperator;
import io.nyala.engine.operator.join.JoinShape;
import io.nyala.engine.testing.Contexts;
import io.nyala.engine.testing.Rows;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.plan.PlanNode.Join;
import io.nyala.spi.plan.PlanNode.Values;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind against a nested loop over Java values, with random rows rich in NULLs and duplicates.
 */
@SuppressWarnings("EnumOrdinal") // seeds and a compact switch
final class JoinOperatorTest {
  private static final List<DataType> TYPES =
      List.of(DataType.BIGINT, DataType.STRING, DataType.BIGINT);

  /** Three values as SQL has them. */
  private enum Truth {
    TRUE,
    FALSE,
    UNKNOWN;

    Truth and(Truth other) {
      if (this == FALSE || other == FALSE) {
        return FALSE;
      }
      return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : TRUE;
    }

    static Truth of(boolean value) {
      return value ? TRUE : FALSE;
    }
  }

  private record Condition(List<Integer> keys, List<Boolean> nullSafe, boolean residual) {
    Truth of(List<@Nullable Object> left, List<@Nullable Object> right) {
      Truth result = Truth.TRUE;
      for (int i = 0; i < keys.size(); i++) {
        Object l = left.get(keys.get(i));
        Object r = right.get(keys.get(i));
        if (l == null || r == null) {
          result = result.and(nullSafe.get(i) ? Truth.of(l == r) : Truth.UNKNOWN);
        } else {
          result = result.and(Truth.of(l.equals(r)));
        }
      }
      if (residual) {
        Long l = (Long) left.get(2);
        Long r = (Long) right.get(2);
        result = result.and(l == null || r == null ? Truth.UNKNOWN : Truth.of(l < r));
      }
      return result;
    }
  }

  private static List<List<@Nullable Object>> random(Random random, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          row(
              random.nextInt(6) == 0 ? null : random.nextLong(5),
              random.nextInt(6) == 0 ? null : "k" + random.nextInt(3),
              random.nextInt(6) == 0 ? null : random.nextLong(20)));
    }
    return rows;
  }

  @ParameterizedTest
  @EnumSource(JoinKind.class)
  void agreesWithNestedLoops(JoinKind kind) {
    Random random = new Random(kind.ordinal() + 17L);
    for (List<Integer> keys : List.of(List.of(0), List.of(1), List.of(0, 1), List.<Integer>of())) {
      for (boolean residual : new boolean[] {false, true}) {
        for (boolean nullSafe : new boolean[] {false, true}) {
          for (int buildRows : new int[] {0, 1, 12}) {
            Condition condition =
                new Condition(keys, keys.stream().map(key -> nullSafe).toList(), residual);
            check(kind, condition, random(random, 15), random(random, buildRows));
          }
        }
      }
    }
  }

  private static void check(
      JoinKind kind,
      Condition condition,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right) {
    Expression residual =
        new Call(
            "<",
            DataType.BOOLEAN,
            List.of(
                new ColumnReference(2, DataType.BIGINT), new ColumnReference(5, DataType.BIGINT)));
    Join join =
        new Join(
            1,
            kind,
            new Values(2, TYPES, List.of()),
            new Values(3, TYPES, List.of()),
            condition.keys(),
            condition.keys(),
            condition.nullSafe(),
            condition.residual() ? Optional.of(residual) : Optional.empty());
    assertOperator(probe(join, right), TYPES, left)
        .returns(join.outputTypes(), expected(kind, condition, left, right));
  }

  private static Function<OperatorContext, Operator> probe(
      Join join, List<List<@Nullable Object>> right) {
    return context -> {
      MemoryPool memory = (MemoryPool) context.memory();
      JoinBridge bridge = new JoinBridge(memory.child("table"), 1);
      JoinShape shape = JoinShape.of(join);
      try (Operator build = new JoinBuildOperator(bridge, shape)) {
        for (VectorBatch batch : Rows.batches(TYPES, right, 5)) {
          build.addInput(batch);
        }
        build.finish();
      }
      InterpretedExpressions expressions = new InterpretedExpressions();
      return new JoinProbeOperator(
          context,
          bridge,
          shape,
          join.residual().map(e -> expressions.evaluator(e, Contexts.CONSTANTS)).orElse(null));
    };
  }

  private static List<List<@Nullable Object>> expected(
      JoinKind kind,
      Condition condition,
      List<List<@Nullable Object>> left,
      List<List<@Nullable Object>> right) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    boolean[] rightMatched = new boolean[right.size()];
    for (List<@Nullable Object> l : left) {
      boolean matched = false;
      boolean unknown = false;
      for (int i = 0; i < right.size(); i++) {
        Truth truth = condition.of(l, right.get(i));
        unknown |= truth == Truth.UNKNOWN;
        if (truth == Truth.TRUE) {
          matched = true;
          rightMatched[i] = true;
          if (kind.ordinal() <= JoinKind.FULL.ordinal()) {
            rows.add(concatenated(l, right.get(i)));
          }
        }
      }
      switch (kind) {
        case INNER, RIGHT -> {}
        case LEFT, FULL -> {
          if (!matched) {
            rows.add(concatenated(l, row(null, null, null)));
          }
        }
        case LEFT_SEMI -> {
          if (matched) {
            rows.add(l);
          }
        }
        case LEFT_ANTI -> {
          if (!matched) {
            rows.add(l);
          }
        }
        case LEFT_MARK -> {
          Boolean mark = matched ? Boolean.TRUE : unknown ? null : Boolean.FALSE;
          rows.add(concatenated(l, row(mark)));
        }
      }
    }
    if (kind == JoinKind.RIGHT || kind == JoinKind.FULL) {
      IntStream.range(0, right.size())
          .filter(i -> !rightMatched[i])
          .forEach(i -> rows.add(concatenated(row(null, null, null), right.get(i))));
    }
    return rows;
  }

  private static List<@Nullable Object> concatenated(
      List<@Nullable Object> left, List<@Nullable Object> right) {
    List<@Nullable Object> both = new ArrayList<>(left);
    both.addAll(right);
    return both;
  }
}
