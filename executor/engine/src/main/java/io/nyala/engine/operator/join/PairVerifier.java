package io.nyala.engine.operator.join;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.NullMatch;
import io.nyala.engine.column.Selection;
import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides candidate pairs: equal keys, then the residual condition. One thread. */
final class PairVerifier {
  private final JoinShape shape;
  private final @Nullable ColumnEvaluator residual;

  PairVerifier(JoinShape shape, @Nullable ColumnEvaluator residual) {
    this.shape = shape;
    this.residual = residual;
  }

  /**
   * Moves the pairs that match to the front of both arrays.
   *
   * @param unknown receives, per probe position, true where only an unknown condition stood against
   *     a match; may be null
   * @return number of matches
   */
  int matches(
      ProbeBatch probe,
      JoinTable table,
      int[] positions,
      int[] buildRows,
      int count,
      boolean @Nullable [] unknown) {
    int equal =
        keep(
            compareKeys(probe, table, positions, buildRows, count, false),
            positions,
            buildRows,
            count);
    ColumnEvaluator condition = residual;
    if (condition == null || equal == 0) {
      return equal;
    }
    DecodedColumn result = evaluate(condition, probe.batch, table, positions, buildRows, equal);
    long[] values = ((LongVector) result.base()).values();
    boolean[] matches = new boolean[equal];
    for (int i = 0; i < equal; i++) {
      boolean isNull = result.isNull(i);
      matches[i] = !isNull && values[result.basePosition(i)] != 0;
      if (isNull && unknown != null) {
        unknown[positions[i]] = true;
      }
    }
    return keep(matches, positions, buildRows, equal);
  }

  /** Marks the probe positions for which some pair is not definitely different. */
  void possible(
      ProbeBatch probe,
      JoinTable table,
      int[] positions,
      int[] buildRows,
      int count,
      boolean[] unknown) {
    int open =
        keep(
            compareKeys(probe, table, positions, buildRows, count, true),
            positions,
            buildRows,
            count);
    if (open == 0) {
      return;
    }
    ColumnEvaluator condition = residual;
    if (condition == null) {
      for (int i = 0; i < open; i++) {
        unknown[positions[i]] = true;
      }
      return;
    }
    DecodedColumn result = evaluate(condition, probe.batch, table, positions, buildRows, open);
    long[] values = ((LongVector) result.base()).values();
    for (int i = 0; i < open; i++) {
      unknown[positions[i]] |= result.isNull(i) || values[result.basePosition(i)] != 0;
    }
  }

  private boolean[] compareKeys(
      ProbeBatch probe,
      JoinTable table,
      int[] positions,
      int[] buildRows,
      int count,
      boolean nullsPossible) {
    boolean[] matches = new boolean[count];
    Arrays.fill(matches, true);
    for (int i = 0; i < probe.keys.length; i++) {
      NullMatch nullMatch =
          shape.nullSafe()[i]
              ? NullMatch.EQUAL
              : nullsPossible ? NullMatch.POSSIBLE : NullMatch.NEVER;
      table
          .rows()
          .column(shape.buildKeys()[i])
          .match(buildRows, probe.keys[i], positions, count, nullMatch, matches);
    }
    return matches;
  }

  private static int keep(boolean[] matches, int[] positions, int[] buildRows, int count) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (matches[i]) {
        positions[kept] = positions[i];
        buildRows[kept++] = buildRows[i];
      }
    }
    return kept;
  }

  /** The condition over the pairs; build columns that it does not read are never gathered. */
  private DecodedColumn evaluate(
      ColumnEvaluator condition,
      VectorBatch probe,
      JoinTable table,
      int[] positions,
      int[] buildRows,
      int count) {
    int[] left = Arrays.copyOf(positions, count);
    int[] right = Arrays.copyOf(buildRows, count);
    List<PhysicalKind> kinds = shape.buildKinds();
    Vector[] columns = new Vector[probe.columnCount() + kinds.size()];
    for (int i = 0; i < probe.columnCount(); i++) {
      columns[i] = Selection.rows(probe.column(i), left);
    }
    for (int i = 0; i < kinds.size(); i++) {
      int column = i;
      columns[probe.columnCount() + i] =
          new LazyVector(
              count, kinds.get(i), () -> table.rows().column(column).gather(right, count));
    }
    return DecodedColumn.of(condition.evaluate(new VectorBatch(count, columns)));
  }
}
