package io.nyala.semantics.compile;

import io.nyala.semantics.vector.FlatVectorBuilder;
import io.nyala.semantics.vector.VectorView;

/**
 * Base of generated classes: one expression as a loop over rows. First {@link #bind}, then one of
 * the loops.
 */
public abstract class RowProgram {
  /**
   * Points the program at the columns it reads, in the order of {@link GeneratedSource#columns}.
   */
  public abstract void bind(VectorView[] columns, int batchSize);

  /** Sets position i of the result for row {@code rows[i]}. */
  public abstract void project(int[] rows, int count, FlatVectorBuilder result);

  /** Keeps rows for which the expression is true; {@code kept} may be {@code rows}. */
  public abstract int filter(int[] rows, int count, int[] kept);
}
