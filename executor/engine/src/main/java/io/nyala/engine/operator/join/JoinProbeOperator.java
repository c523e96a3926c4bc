package io.nyala.engine.operator.join;

import io.nyala.engine.column.NullColumns;
import io.nyala.engine.column.Selection;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.operator.OperatorContext;
import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Streams the probe side against the table: hash join with keys, nested loops without. All kinds:
 * pairs of matching rows as they are found; after the candidates of a probe batch, its rows that
 * are decided by having matched or not; after the last probe batch of the last driver, unmatched
 * build rows.
 */
public final class JoinProbeOperator implements Operator {
  private final OperatorContext context;
  private final JoinBridge bridge;
  private final JoinShape shape;
  private final PairVerifier verifier;
  private final MarkColumn mark;
  private final int[] positions;
  private final int[] buildRows;

  private @Nullable ProbeBatch probe;
  private boolean @Nullable [] unknown;
  private boolean finishing;
  private boolean probeFinished;
  private int unmatchedFrom = -1;
  private boolean closed;

  public JoinProbeOperator(
      OperatorContext context,
      JoinBridge bridge,
      JoinShape shape,
      @Nullable ColumnEvaluator residual) {
    this.context = context;
    this.bridge = bridge;
    this.shape = shape;
    this.verifier = new PairVerifier(shape, residual);
    this.mark = new MarkColumn(context, shape, verifier);
    this.positions = new int[context.batchRows()];
    this.buildRows = new int[context.batchRows()];
  }

  @Override
  public CompletableFuture<Void> blocked() {
    return closed ? NOT_BLOCKED : bridge.ready();
  }

  @Override
  public boolean needsInput() {
    return !closed && !finishing && probe == null && bridge.isReady();
  }

  @Override
  public void addInput(VectorBatch batch) {
    VectorBatch loaded = Selection.loaded(batch);
    probe = new ProbeBatch(loaded, bridge.table(), shape);
    unknown = shape.kind() == JoinKind.LEFT_MARK ? new boolean[batch.size()] : null;
  }

  @Override
  public @Nullable VectorBatch getOutput() {
    if (closed || !bridge.isReady()) {
      return null;
    }
    ProbeBatch current = probe;
    while (current != null) {
      context.cancellation().check();
      int count = current.nextCandidates(positions, buildRows, context.batchRows());
      if (count == 0) {
        probe = null;
        VectorBatch rest = decided(current);
        if (rest != null) {
          return rest;
        }
        break;
      }
      VectorBatch pairs = pairs(current, count);
      if (pairs != null) {
        return pairs;
      }
    }
    return finishing ? unmatchedBuild() : null;
  }

  private @Nullable VectorBatch pairs(ProbeBatch current, int candidates) {
    JoinTable table = bridge.table();
    int count = verifier.matches(current, table, positions, buildRows, candidates, unknown);
    for (int i = 0; i < count; i++) {
      current.matched[positions[i]] = true;
    }
    if (count == 0 || !shape.emitsPairs()) {
      return null;
    }
    if (shape.emitsUnmatchedBuild()) {
      table.markMatched(buildRows, count);
    }
    VectorBatch left = Selection.rows(current.batch, positions, count);
    return beside(left, table.rows().gatherColumns(buildRows, count));
  }

  private static VectorBatch beside(VectorBatch left, Vector[] right) {
    Vector[] columns =
        Arrays.copyOf(left.columns().toArray(Vector[]::new), left.columnCount() + right.length);
    System.arraycopy(right, 0, columns, left.columnCount(), right.length);
    return new VectorBatch(left.size(), columns);
  }

  /** The rows of a finished probe batch that come out for having matched or not. */
  private @Nullable VectorBatch decided(ProbeBatch current) {
    return switch (shape.kind()) {
      case INNER, RIGHT -> null;
      case LEFT_SEMI -> select(current, true);
      case LEFT_ANTI -> select(current, false);
      case LEFT, FULL -> {
        VectorBatch rows = select(current, false);
        yield rows == null ? null : beside(rows, nulls(rows.size()));
      }
      case LEFT_MARK -> {
        boolean[] open = unknown == null ? new boolean[current.batch.size()] : unknown;
        LongVector column = mark.of(current, bridge.table(), open);
        yield beside(current.batch, new Vector[] {column});
      }
    };
  }

  private Vector[] nulls(int size) {
    return shape.buildKinds().stream()
        .map(kind -> NullColumns.of(kind, size))
        .toArray(Vector[]::new);
  }

  private static @Nullable VectorBatch select(ProbeBatch current, boolean matched) {
    int size = current.batch.size();
    int[] selected = new int[size];
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (current.matched[i] == matched) {
        selected[count++] = i;
      }
    }
    if (count == 0) {
      return null;
    }
    return count == size ? current.batch : Selection.rows(current.batch, selected, count);
  }

  private @Nullable VectorBatch unmatchedBuild() {
    if (!probeFinished) {
      probeFinished = true;
      if (bridge.probeFinished() && shape.emitsUnmatchedBuild()) {
        unmatchedFrom = 0;
      }
    }
    if (unmatchedFrom < 0) {
      return null;
    }
    JoinTable table = bridge.table();
    int count = 0;
    int row = unmatchedFrom;
    for (; row < table.size() && count < buildRows.length; row++) {
      if (!table.isMatched(row)) {
        buildRows[count++] = row;
      }
    }
    unmatchedFrom = row < table.size() ? row : -1;
    if (count == 0) {
      return null;
    }
    int rows = count;
    Vector[] left =
        shape.probeKinds().stream().map(kind -> NullColumns.of(kind, rows)).toArray(Vector[]::new);
    return beside(new VectorBatch(rows, left), table.rows().gatherColumns(buildRows, rows));
  }

  @Override
  public void finish() {
    finishing = true;
  }

  @Override
  public boolean isFinished() {
    if (closed) {
      return true;
    }
    if (!bridge.isReady() || probe != null) {
      return false;
    }
    if (shape.emptyWithoutBuild() && bridge.table().size() == 0) {
      return true;
    }
    return finishing && probeFinished && unmatchedFrom < 0;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      probe = null;
      bridge.probeClosed();
    }
  }
}
