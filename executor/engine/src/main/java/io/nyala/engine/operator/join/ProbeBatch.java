package io.nyala.engine.operator.join;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.spi.vector.VectorBatch;

/**
 * A probe batch on its way through the table: walks the candidates of row after row, can stop and
 * go on anywhere. Without keys every build row is a candidate.
 */
final class ProbeBatch {
  private static final int START = -2;

  final VectorBatch batch;
  final DecodedColumn[] keys;
  final boolean[] matched;
  private final JoinTable table;
  private final boolean skipMatched;
  private final boolean[] nullKeys;
  private final long[] hashes;
  private int row;
  private int candidate = START;

  ProbeBatch(VectorBatch batch, JoinTable table, JoinShape shape) {
    this.batch = batch;
    this.table = table;
    this.skipMatched = !shape.emitsPairs();
    this.keys = DecodedColumn.of(batch, shape.probeKeys());
    this.matched = new boolean[batch.size()];
    this.hashes = new long[batch.size()];
    this.nullKeys = new boolean[batch.size()];
    JoinTable.hash(keys, batch.size(), hashes);
    for (int i = 0; i < keys.length; i++) {
      if (!shape.nullSafe()[i] && keys[i].nulls() != null) {
        for (int position = 0; position < batch.size(); position++) {
          nullKeys[position] |= keys[i].isNull(position);
        }
      }
    }
  }

  /** Whether a key that NULL does not match is NULL. */
  boolean hasNullKey(int position) {
    return nullKeys[position];
  }

  /** Writes up to {@code limit} candidate pairs; 0 when there are no more. */
  int nextCandidates(int[] positions, int[] buildRows, int limit) {
    int count = 0;
    int size = batch.size();
    while (row < size && count < limit) {
      if (candidate == START) {
        candidate = nullKeys[row] ? -1 : first(row);
      }
      if (candidate < 0 || (skipMatched && matched[row])) {
        row++;
        candidate = START;
      } else {
        positions[count] = row;
        buildRows[count++] = candidate;
        candidate = following(candidate);
      }
    }
    return count;
  }

  private int first(int position) {
    if (keys.length == 0) {
      return table.size() > 0 ? 0 : -1;
    }
    return table.first(hashes[position]);
  }

  private int following(int buildRow) {
    if (keys.length == 0) {
      return buildRow + 1 < table.size() ? buildRow + 1 : -1;
    }
    return table.following(buildRow, hashes[row]);
  }
}
