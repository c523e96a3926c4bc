package io.nyala.semantics.compile;

import io.nyala.spi.vector.VectorBatch;

/**
 * A filter and a list of projections for one operator of one task. Remembers what its call sites
 * remember (patterns, random numbers, results per dictionary), so not thread-safe: the worker that
 * runs the operator calls it. Batches are only read.
 */
public interface BatchProcessor {
  /**
   * Finds the rows for which the filter is true; all rows if there is no filter.
   *
   * @param selected receives their positions in ascending order; at least as long as the batch
   * @return how many
   */
  int filter(VectorBatch batch, int[] selected);

  /**
   * Computes the projections for rows of a batch.
   *
   * @param selected positions in ascending order, as {@link #filter} gave them; not kept
   * @return a batch of {@code count} rows, one column per projection; columns may share arrays with
   *     the input batch
   */
  VectorBatch project(VectorBatch batch, int[] selected, int count);
}
