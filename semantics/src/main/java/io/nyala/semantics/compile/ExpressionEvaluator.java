package io.nyala.semantics.compile;

import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;

/** One expression, evaluated for chosen rows. Not thread-safe. */
interface ExpressionEvaluator {
  /** One value per row of {@code rows[0…count)}. */
  Vector project(VectorBatch batch, int[] rows, int count);

  /**
   * Keeps the rows for which the expression is true.
   *
   * @param kept receives them in order; may be {@code rows} itself
   * @return how many
   */
  int filter(VectorBatch batch, int[] rows, int count, int[] kept);
}
