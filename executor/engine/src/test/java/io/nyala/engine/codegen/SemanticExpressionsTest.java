package io.nyala.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.engine.operator.filter.ExpressionCompiler;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Call;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.VectorBatch;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticExpressionsTest {
  private static final QueryConstants CONSTANTS =
      new QueryConstants("q", Instant.EPOCH, ZoneOffset.UTC, "u", Set.of(), 1);
  private static final Expression COLUMN = new ColumnReference(0, DataType.BIGINT);

  private static Expression call(String name, DataType type, long literal) {
    return new Call(name, type, List.of(COLUMN, new Literal(DataType.BIGINT, literal)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void filtersAndProjects(boolean compiling) {
    ExpressionCompiler compiler =
        compiling ? SemanticExpressions.compiling() : SemanticExpressions.interpreting();
    boolean[] nulls = {false, false, true, false};
    VectorBatch batch = new VectorBatch(4, new LongVector(4, nulls, new long[] {1, 2, 3, 4}));
    VectorBatch result =
        compiler
            .processor(
                call(">", DataType.BOOLEAN, 1),
                List.of(call("*", DataType.BIGINT, 10), COLUMN),
                CONSTANTS)
            .process(batch);
    assertThat(result.size()).isEqualTo(2);
    assertThat(((LongVector) result.column(0)).values()).startsWith(20, 40);
    var flags = compiler.evaluator(call("=", DataType.BOOLEAN, 4), CONSTANTS).evaluate(batch);
    assertThat(flags.size()).isEqualTo(4);
    assertThat(flags.isNull(2)).isTrue();
    assertThat(((LongVector) flags).values()[3]).isEqualTo(1);
  }
}
