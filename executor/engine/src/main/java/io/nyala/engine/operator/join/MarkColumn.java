package io.nyala.engine.operator.join;

import io.nyala.engine.operator.OperatorContext;
import io.nyala.spi.vector.LongVector;

/**
 * The third value of IN: a row without a match is NULL rather than false if some comparison was
 * unknown. Only a row with a NULL in its own keys or build rows with one can make that so, and
 * these few pairs are compared one by one.
 */
final class MarkColumn {
  private final OperatorContext context;
  private final JoinShape shape;
  private final PairVerifier verifier;

  MarkColumn(OperatorContext context, JoinShape shape, PairVerifier verifier) {
    this.context = context;
    this.shape = shape;
    this.verifier = verifier;
  }

  /**
   * @param unknown per position, true where a condition on equal keys was unknown; changed
   */
  LongVector of(ProbeBatch probe, JoinTable table, boolean[] unknown) {
    findUnknown(probe, table, unknown);
    int size = probe.batch.size();
    long[] values = new long[size];
    boolean[] nulls = new boolean[size];
    for (int i = 0; i < size; i++) {
      values[i] = probe.matched[i] ? 1 : 0;
      nulls[i] = !probe.matched[i] && unknown[i];
    }
    return new LongVector(size, nulls, values);
  }

  private void findUnknown(ProbeBatch probe, JoinTable table, boolean[] unknown) {
    boolean single = shape.probeKeys().length == 1 && !shape.residual();
    int[] nullRows = table.nullKeyRows();
    for (int row = 0; row < probe.batch.size(); row++) {
      if (probe.matched[row] || unknown[row]) {
        continue;
      }
      int candidates = probe.hasNullKey(row) ? table.size() : nullRows.length;
      if (single) {
        unknown[row] = candidates > 0;
      } else if (candidates > 0) {
        comparePairs(probe, table, row, candidates, unknown);
      }
    }
  }

  private void comparePairs(
      ProbeBatch probe, JoinTable table, int row, int candidates, boolean[] unknown) {
    boolean all = probe.hasNullKey(row);
    int chunk = context.batchRows();
    int[] positions = new int[chunk];
    int[] buildRows = new int[chunk];
    for (int from = 0; from < candidates && !unknown[row]; from += chunk) {
      context.cancellation().check();
      int count = Math.min(chunk, candidates - from);
      for (int i = 0; i < count; i++) {
        positions[i] = row;
        buildRows[i] = all ? from + i : table.nullKeyRows()[from + i];
      }
      verifier.possible(probe, table, positions, buildRows, count, unknown);
    }
  }
}
