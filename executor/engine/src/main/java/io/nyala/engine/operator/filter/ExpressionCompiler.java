package io.nyala.engine.operator.filter;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.session.QueryConstants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes processors out of expressions: by interpretation or by generated code, with the same
 * results. Thread-safe.
 */
public interface ExpressionCompiler {
  /**
   * @param filter BOOLEAN, null for all rows
   * @param projections one per output column
   */
  PageProcessor processor(
      @Nullable Expression filter, List<Expression> projections, QueryConstants constants);

  /** For a condition whose three values are all of interest, as in joins. */
  ColumnEvaluator evaluator(Expression expression, QueryConstants constants);
}
