package io.nyala.engine.operator.filter;

import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;

/** One expression over all rows of a batch. Used by one thread at a time. */
@FunctionalInterface
public interface ColumnEvaluator {
  /** As many positions as the batch; of any encoding but lazy. */
  Vector evaluate(VectorBatch batch);
}
