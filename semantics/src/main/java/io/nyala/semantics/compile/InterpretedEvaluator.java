package io.nyala.semantics.compile;

import io.nyala.semantics.EvaluationContext;
import io.nyala.semantics.interpret.Interpreter;
import io.nyala.semantics.vector.Selections;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;

/** Evaluates by the interpreter: the oracle, and the way for forms that do not compile. */
final class InterpretedEvaluator implements ExpressionEvaluator {
  private final Interpreter interpreter;

  InterpretedEvaluator(Expression expression, EvaluationContext context) {
    this.interpreter = new Interpreter(expression, context);
  }

  @Override
  public Vector project(VectorBatch batch, int[] rows, int count) {
    return interpreter.evaluate(Selections.select(batch, rows, count));
  }

  @Override
  public int filter(VectorBatch batch, int[] rows, int count, int[] kept) {
    VectorView result = VectorView.of(project(batch, rows, count));
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (!result.isNull(i) && result.getLong(i) != 0) {
        kept[found++] = rows[i];
      }
    }
    return found;
  }
}
