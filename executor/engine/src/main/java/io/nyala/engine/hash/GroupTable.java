package io.nyala.engine.hash;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;
import java.util.List;

/**
 * Numbers distinct keys 0, 1, 2, … in the order of their first appearance; NULL equals NULL. Works
 * on a batch at a time. One thread at a time while it grows; {@link #find} may be called by many
 * threads once nothing is added any more.
 */
public sealed interface GroupTable permits LongGroupTable, ColumnGroupTable {
  /** The implementation that suits the keys. */
  static GroupTable create(List<PhysicalKind> kinds) {
    return kinds.size() == 1 && kinds.get(0) == PhysicalKind.LONG
        ? new LongGroupTable()
        : new ColumnGroupTable(kinds);
  }

  int size();

  /** Finds or adds the key of each of the first {@code count} rows. */
  void assign(DecodedColumn[] keys, int count, int[] groups);

  /** Finds the key of each row, -1 where there is none. */
  void find(DecodedColumn[] keys, int count, int[] groups);

  /** Keys of the groups {@code from} to {@code from + count - 1}, a vector per key column. */
  Vector[] keys(int from, int count);

  /** Bytes that {@link #assign} of these rows can take at most. */
  long growthFor(DecodedColumn[] keys, int count);

  long bytes();
}
