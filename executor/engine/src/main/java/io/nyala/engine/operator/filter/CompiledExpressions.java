package io.nyala.engine.operator.filter;

import io.nyala.engine.column.Selection;
import io.nyala.semantics.compile.BatchProcessor;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Computes by generated loops of {@code semantics}, cached by shape for the whole process. */
public final class CompiledExpressions implements ExpressionCompiler {
  private final io.nyala.semantics.compile.ExpressionCompiler compiler =
      io.nyala.semantics.compile.ExpressionCompiler.compiling();

  @Override
  public PageProcessor processor(
      @Nullable Expression filter, List<Expression> projections, QueryConstants constants) {
    BatchProcessor processor = compile(Optional.ofNullable(filter), projections, constants);
    return batch -> {
      int[] selected = new int[batch.size()];
      int count = processor.filter(batch, selected);
      return count == 0
          ? new VectorBatch(0)
          : Selection.loaded(processor.project(batch, selected, count));
    };
  }

  @Override
  public ColumnEvaluator evaluator(Expression expression, QueryConstants constants) {
    BatchProcessor processor = compile(Optional.empty(), List.of(expression), constants);
    return batch -> {
      int[] selected = new int[batch.size()];
      int count = processor.filter(batch, selected);
      return Selection.loaded(processor.project(batch, selected, count)).column(0);
    };
  }

  private BatchProcessor compile(
      Optional<Expression> filter, List<Expression> projections, QueryConstants constants) {
    return compiler.processor(filter, projections, InterpretedExpressions.context(constants));
  }
}
