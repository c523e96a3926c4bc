package io.nyala.semantics.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.support.RandomExpressions;
import io.nyala.semantics.vector.FlatVectorBuilder;
import io.nyala.semantics.vector.Literals;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random expressions over random vectors of all encodings: compiled code answers as the interpreter
 * does.
 */
class CompiledAgainstInterpretedTest {
  private static final EvaluationContext CONTEXT =
      new EvaluationContext(
          Instant.parse("2024-05-06T07:08:09.123Z"), ZoneId.of("Europe/Berlin"), "u", 3);
  private static final int ROWS = 60;

  private final ExpressionCompiler compiler = ExpressionCompiler.compiling();

  private static FlatVector flat(RandomExpressions values, DataType type, int size, Random random) {
    FlatVectorBuilder builder = new FlatVectorBuilder(type.physical(), size);
    boolean nulls = random.nextBoolean();
    for (int i = 0; i < size; i++) {
      Object value = values.value(type);
      while (value == null && !nulls) {
        value = values.value(type);
      }
      builder.copy(i, VectorView.of(Literals.toVector(new Literal(type, value))), 0);
    }
    return builder.build();
  }

  private static Vector column(
      RandomExpressions values, DataType type, boolean onlyFlat, Random random) {
    switch (onlyFlat ? 0 : random.nextInt(4)) {
      case 1 -> {
        FlatVector entries = flat(values, type, 1 + random.nextInt(10), random);
        int[] ids = random.ints(ROWS, 0, entries.size()).toArray();
        return new DictionaryVector(ROWS, entries, ids);
      }
      case 2 -> {
        return new ConstantVector(ROWS, flat(values, type, 1, random));
      }
      case 3 -> {
        FlatVector lazy = flat(values, type, ROWS, random);
        return new LazyVector(ROWS, type.physical(), () -> lazy);
      }
      default -> {
        return flat(values, type, ROWS, random);
      }
    }
  }

  private static VectorBatch batch(RandomExpressions values, Random random) {
    boolean onlyFlat = random.nextBoolean();
    Vector[] columns =
        RandomExpressions.COLUMNS.stream()
            .map(type -> column(values, type, onlyFlat, random))
            .toArray(Vector[]::new);
    return new VectorBatch(ROWS, columns);
  }

  private static String answers(
      ExpressionCompiler compiler, Expression expression, VectorBatch batch, int[] rows) {
    try {
      VectorBatch result =
          compiler
              .processor(Optional.empty(), List.of(expression), CONTEXT)
              .project(batch, rows, rows.length);
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < rows.length; i++) {
        values.add(Literals.value(result.column(0), i, expression.type()));
      }
      return values.toString();
    } catch (NyalaException e) {
      return e.code().toString();
    }
  }

  private static String kept(
      ExpressionCompiler compiler, Expression filter, VectorBatch first, VectorBatch second) {
    try {
      BatchProcessor processor = compiler.processor(Optional.of(filter), List.of(), CONTEXT);
      int[] selected = new int[ROWS];
      int count = processor.filter(first, selected);
      String result = Arrays.toString(Arrays.copyOf(selected, count));
      count = processor.filter(second, selected);
      return result + Arrays.toString(Arrays.copyOf(selected, count));
    } catch (NyalaException e) {
      return e.code().toString();
    }
  }

  @Test
  void randomExpressions() {
    long seed = Long.getLong("nyala.test.seed", 20_261_122);
    int runs = Integer.getInteger("nyala.test.expressions", 250);
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random);
    ExpressionCompiler oracle = ExpressionCompiler.interpreting();
    for (int run = 0; run < runs; run++) {
      VectorBatch batch = batch(expressions, random);
      Expression expression = expressions.next(1 + random.nextInt(4));
      int[] rows =
          random.ints(0, ROWS).limit(1 + random.nextInt(ROWS)).sorted().distinct().toArray();
      assertThat(answers(compiler, expression, batch, rows))
          .describedAs("seed %d run %d: %s", seed, run, expression)
          .isEqualTo(answers(oracle, expression, batch, rows));
      if (run % 2 == 0) {
        Expression filter = expressions.condition(1 + random.nextInt(3));
        VectorBatch second = batch(expressions, random);
        assertThat(kept(compiler, filter, batch, second))
            .describedAs("seed %d run %d: filter %s", seed, run, filter)
            .isEqualTo(kept(oracle, filter, batch, second));
      }
    }
    assertThat(compiler.interpretedExpressions()).isZero();
  }

  @Test
  void classesAreSharedByShape() {
    Expression column = new Expression.ColumnReference(3, DataType.BIGINT);
    VectorBatch batch = batch(new RandomExpressions(new Random(1)), new Random(1));
    for (long literal = 0; literal < 20; literal++) {
      Expression filter =
          new Expression.Call(
              "<", DataType.BOOLEAN, List.of(column, new Literal(DataType.BIGINT, literal)));
      compiler.processor(Optional.of(filter), List.of(), CONTEXT).filter(batch, new int[ROWS]);
    }
    assertThat(compiler.compiledClasses()).isEqualTo(1);
  }

  @Test
  void longFormsAreSplitIntoMethods() {
    Expression column = new Expression.ColumnReference(3, DataType.BIGINT);
    List<Expression> branches = new ArrayList<>();
    List<Expression> tests = new ArrayList<>();
    for (long i = 0; i < 600; i++) {
      Literal number = new Literal(DataType.BIGINT, i - 5);
      Expression equal = new Expression.Call("=", DataType.BOOLEAN, List.of(column, number));
      tests.add(equal);
      branches.add(equal);
      branches.add(new Expression.Call("*", DataType.BIGINT, List.of(column, number)));
    }
    branches.add(column);
    VectorBatch batch = batch(new RandomExpressions(new Random(2)), new Random(2));
    int[] rows = new int[ROWS];
    Arrays.setAll(rows, i -> i);
    for (Expression expression :
        List.of(
            new Special(Form.CASE, DataType.BIGINT, branches),
            new Special(Form.OR, DataType.BOOLEAN, tests))) {
      assertThat(answers(compiler, expression, batch, rows))
          .isEqualTo(answers(ExpressionCompiler.interpreting(), expression, batch, rows));
    }
    assertThat(compiler.interpretedExpressions()).isZero();
  }
}
