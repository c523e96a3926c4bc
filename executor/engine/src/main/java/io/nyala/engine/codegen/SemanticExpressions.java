package io.nyala.engine.codegen;

import static java.util.Objects.requireNonNull;

import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.engine.operator.filter.ExpressionCompiler;
import io.nyala.engine.operator.filter.PageProcessor;
import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.compile.BatchProcessor;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.session.QueryConstants;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The expressions of semantics behind the engine's seam. Thread-safe; one per process. */
public final class SemanticExpressions implements ExpressionCompiler {
  private final io.nyala.semantics.compile.ExpressionCompiler compiler;

  public SemanticExpressions(io.nyala.semantics.compile.ExpressionCompiler compiler) {
    this.compiler = requireNonNull(compiler);
  }

  /** Generated code, with the interpreter where that is not possible. */
  public static SemanticExpressions compiling() {
    return new SemanticExpressions(io.nyala.semantics.compile.ExpressionCompiler.compiling());
  }

  /** The interpreter alone. */
  public static SemanticExpressions interpreting() {
    return new SemanticExpressions(io.nyala.semantics.compile.ExpressionCompiler.interpreting());
  }

  @Override
  public PageProcessor processor(
      @Nullable Expression filter, List<Expression> projections, QueryConstants constants) {
    Rows rows = new Rows();
    BatchProcessor processor =
        compiler.processor(
            Optional.ofNullable(filter), projections, EvaluationContext.of(constants));
    return batch -> {
      int[] selected = rows.upTo(batch.size());
      int count = processor.filter(batch, selected);
      return processor.project(batch, selected, count);
    };
  }

  @Override
  public ColumnEvaluator evaluator(Expression expression, QueryConstants constants) {
    PageProcessor processor = processor(null, List.of(expression), constants);
    return batch -> processor.process(batch).column(0);
  }

  /** Row positions, reused from batch to batch. */
  private static final class Rows {
    private int[] positions = {};

    int[] upTo(int size) {
      if (positions.length < size) {
        positions = new int[size];
      }
      return positions;
    }
  }
}
