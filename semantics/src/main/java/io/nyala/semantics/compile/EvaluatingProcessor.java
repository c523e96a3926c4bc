package io.nyala.semantics.compile;

import io.nyala.semantics.vector.Literals;
import io.nyala.semantics.vector.Selections;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;

/**
 * Runs the conjuncts of a filter one after the other over what is left, then the projections over
 * what came through.
 */
final class EvaluatingProcessor implements BatchProcessor {
  private final List<ExpressionEvaluator> conjuncts;
  private final List<Projection> projections;

  EvaluatingProcessor(List<ExpressionEvaluator> conjuncts, List<Projection> projections) {
    this.conjuncts = List.copyOf(conjuncts);
    this.projections = List.copyOf(projections);
  }

  @Override
  public int filter(VectorBatch batch, int[] selected) {
    int count = batch.size();
    for (int i = 0; i < count; i++) {
      selected[i] = i;
    }
    for (ExpressionEvaluator conjunct : conjuncts) {
      if (count == 0) {
        break;
      }
      count = conjunct.filter(batch, selected, count, selected);
    }
    return count;
  }

  @Override
  public VectorBatch project(VectorBatch batch, int[] selected, int count) {
    Vector[] columns = new Vector[projections.size()];
    for (int i = 0; i < columns.length; i++) {
      Projection projection = projections.get(i);
      if (projection.evaluator().isPresent()) {
        columns[i] = projection.evaluator().get().project(batch, selected, count);
      } else if (projection.expression() instanceof Expression.Literal literal) {
        columns[i] = Literals.toVector(literal, count);
      } else {
        columns[i] =
            column((Expression.ColumnReference) projection.expression(), batch, selected, count);
      }
    }
    return new VectorBatch(count, columns);
  }

  private static Vector column(
      Expression.ColumnReference reference, VectorBatch batch, int[] selected, int count) {
    Vector vector = batch.column(reference.index());
    if (vector instanceof LazyVector lazy) {
      vector = lazy.load();
    }
    return count == batch.size() ? vector : Selections.select(vector, selected, count);
  }
}
