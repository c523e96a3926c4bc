package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.spi.vector.Vector;

/**
 * The state of one aggregate function for many groups, numbered from 0. Works on a batch at a time.
 * One thread.
 */
interface Accumulator {
  /** Makes groups 0 to {@code groups - 1} exist; new ones have seen no rows. */
  void ensure(int groups);

  /** Adds input rows: row i belongs to group {@code groups[i]}. */
  void add(int[] groups, int count, DecodedColumn[] arguments);

  /** Adds partial results: the columns that {@link #state} makes. */
  void merge(int[] groups, int count, DecodedColumn[] state);

  /** Partial results of groups {@code from} to {@code from + count - 1}. */
  Vector[] state(int from, int count);

  /** Results of groups {@code from} to {@code from + count - 1}. */
  Vector result(int from, int count);

  /** Bytes that a batch of this many rows, and as many new groups, can take at most. */
  long growthFor(DecodedColumn[] arguments, int groups, int count);

  long bytes();
}
