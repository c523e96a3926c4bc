package io.nyala.engine.operator.filter;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.Selection;
import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.interpret.Interpreter;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Form;
import io.nyala.spi.expression.Expression.Special;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes by the interpreter of {@code semantics}: slower than generated code, and its oracle. */
public final class InterpretedExpressions implements ExpressionCompiler {
  @Override
  public PageProcessor processor(
      @Nullable Expression filter, List<Expression> projections, QueryConstants constants) {
    List<Interpreter> conjuncts = conjuncts(filter).stream().map(e -> of(e, constants)).toList();
    List<Interpreter> columns = projections.stream().map(e -> of(e, constants)).toList();
    return batch -> project(filter(batch, conjuncts), columns);
  }

  @Override
  public ColumnEvaluator evaluator(Expression expression, QueryConstants constants) {
    return of(expression, constants)::evaluate;
  }

  static EvaluationContext context(QueryConstants constants) {
    return new EvaluationContext(
        constants.startTime(), constants.zone(), constants.user(), constants.seed());
  }

  private static Interpreter of(Expression expression, QueryConstants constants) {
    return new Interpreter(expression, context(constants));
  }

  private static List<Expression> conjuncts(@Nullable Expression filter) {
    if (filter == null) {
      return List.of();
    }
    return filter instanceof Special special && special.form() == Form.AND
        ? special.arguments()
        : List.of(filter);
  }

  /**
   * Later conjuncts see only the rows that earlier ones left, and lazy columns only those rows'
   * need.
   */
  private static VectorBatch filter(VectorBatch batch, List<Interpreter> conjuncts) {
    VectorBatch rows = batch;
    for (Interpreter conjunct : conjuncts) {
      if (rows.size() == 0) {
        return rows;
      }
      DecodedColumn result = DecodedColumn.of(conjunct.evaluate(rows));
      long[] values = ((LongVector) result.base()).values();
      int[] positions = new int[rows.size()];
      int count = 0;
      for (int i = 0; i < positions.length; i++) {
        int p = result.basePosition(i);
        if (values[p] != 0 && !result.base().isNull(p)) {
          positions[count++] = i;
        }
      }
      if (count < rows.size()) {
        rows = Selection.lazyRows(rows, positions, count);
      }
    }
    return rows;
  }

  private static VectorBatch project(VectorBatch rows, List<Interpreter> columns) {
    if (rows.size() == 0) {
      return new VectorBatch(0);
    }
    Vector[] output = new Vector[columns.size()];
    for (int i = 0; i < output.length; i++) {
      output[i] = columns.get(i).evaluate(rows);
    }
    return Selection.loaded(new VectorBatch(rows.size(), output));
  }
}
