package io.nyala.engine.operator.filter;

import io.nyala.spi.vector.VectorBatch;

/** A filter and projections, fused. Used by one thread at a time. */
@FunctionalInterface
public interface PageProcessor {
  /**
   * The projected rows that pass the filter, possibly none. Columns of the result are loaded.
   *
   * @throws io.nyala.spi.error.NyalaException if an expression fails on a row that it is evaluated
   *     for
   */
  VectorBatch process(VectorBatch batch);
}
