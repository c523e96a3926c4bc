package io.nyala.engine.hash;

import io.nyala.engine.column.DecodedColumn;

/** Finds the rows of a batch whose keys have not been seen before. */
public final class DistinctRows {
  private DistinctRows() {}

  /**
   * Adds all keys to the table.
   *
   * @param positions receives the first row of each new key, in order
   * @return their number
   */
  public static int firstSeen(GroupTable seen, DecodedColumn[] keys, int count, int[] positions) {
    int[] groups = new int[count];
    int next = seen.size();
    seen.assign(keys, count, groups);
    boolean[] taken = new boolean[seen.size() - next];
    int rows = 0;
    for (int i = 0; i < count; i++) {
      int fresh = groups[i] - next;
      if (fresh >= 0 && !taken[fresh]) {
        taken[fresh] = true;
        positions[rows++] = i;
      }
    }
    return rows;
  }
}
