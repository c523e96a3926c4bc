package io.nyala.engine.hash;

import io.nyala.engine.column.ColumnHash;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.LongPages;
import io.nyala.engine.column.NullMatch;
import io.nyala.engine.column.RowStore;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorSizes;
import java.util.Arrays;
import java.util.List;

/**
 * Groups by any keys. A batch is worked off in rounds: every pending row walks to an empty slot,
 * which it takes, or to a group of the same hash; those candidates are then compared column by
 * column, and rows that differ go on in the next round.
 */
final class ColumnGroupTable implements GroupTable {
  private static final int FIRST = 1 << 10;

  private int[] slots = new int[FIRST];
  private final LongPages hashes = new LongPages();
  private final RowStore groups;
  private int size;

  ColumnGroupTable(List<PhysicalKind> kinds) {
    groups = new RowStore(kinds);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void assign(DecodedColumn[] keys, int count, int[] result) {
    reserve(count);
    walk(keys, count, result, true);
  }

  @Override
  public void find(DecodedColumn[] keys, int count, int[] result) {
    walk(keys, count, result, false);
  }

  private void walk(DecodedColumn[] keys, int count, int[] result, boolean add) {
    long[] rowHashes = new long[count];
    ColumnHash.rows(keys, count, rowHashes);
    int mask = slots.length - 1;
    int[] rowSlots = new int[count];
    int[] pending = new int[count];
    for (int i = 0; i < count; i++) {
      rowSlots[i] = slot(rowHashes[i], mask);
      pending[i] = i;
    }
    int[] candidates = new int[count];
    int[] added = new int[count];
    boolean[] matches = new boolean[count];
    int pendingCount = count;
    while (pendingCount > 0) {
      int candidateCount = 0;
      int addedCount = 0;
      for (int k = 0; k < pendingCount; k++) {
        int row = pending[k];
        long hash = rowHashes[row];
        int slot = rowSlots[row];
        int entry = slots[slot];
        while (entry != 0 && hashes.get(entry - 1) != hash) {
          slot = (slot + 1) & mask;
          entry = slots[slot];
        }
        rowSlots[row] = slot;
        if (entry != 0) {
          candidates[candidateCount] = entry - 1;
          pending[candidateCount++] = row;
        } else if (add) {
          slots[slot] = size + 1;
          hashes.set(size, hash);
          result[row] = size++;
          added[addedCount++] = row;
        } else {
          result[row] = -1;
        }
      }
      if (addedCount > 0) {
        groups.append(keys, added, addedCount);
      }
      pendingCount = compare(keys, candidates, pending, candidateCount, matches, result);
      for (int k = 0; k < pendingCount; k++) {
        rowSlots[pending[k]] = (rowSlots[pending[k]] + 1) & mask;
      }
    }
  }

  /**
   * Settles the rows that equal their candidate; the others stay in {@code pending}, their number
   * is returned.
   */
  private int compare(
      DecodedColumn[] keys,
      int[] candidates,
      int[] pending,
      int count,
      boolean[] matches,
      int[] result) {
    Arrays.fill(matches, 0, count, true);
    for (int i = 0; i < keys.length; i++) {
      groups.column(i).match(candidates, keys[i], pending, count, NullMatch.EQUAL, matches);
    }
    int left = 0;
    for (int k = 0; k < count; k++) {
      if (matches[k]) {
        result[pending[k]] = candidates[k];
      } else {
        pending[left++] = pending[k];
      }
    }
    return left;
  }

  private static int slot(long hash, int mask) {
    return (int) (hash ^ (hash >>> 32)) & mask;
  }

  private void reserve(int rows) {
    hashes.ensure(size + rows);
    int needed = LongGroupTable.slotsFor((long) size + rows);
    if (needed > slots.length) {
      int[] grown = new int[needed];
      int mask = needed - 1;
      for (int group = 0; group < size; group++) {
        int slot = slot(hashes.get(group), mask);
        while (grown[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        grown[slot] = group + 1;
      }
      slots = grown;
    }
  }

  @Override
  public Vector[] keys(int from, int count) {
    int[] rows = new int[count];
    for (int i = 0; i < count; i++) {
      rows[i] = from + i;
    }
    return groups.gatherColumns(rows, count);
  }

  @Override
  public long growthFor(DecodedColumn[] keys, int count) {
    int needed = LongGroupTable.slotsFor((long) size + count);
    return groups.growthFor(keys, count)
        + hashes.growth(size + count)
        + (needed > slots.length ? 4L * needed + 16 : 0);
  }

  @Override
  public long bytes() {
    return groups.bytes() + hashes.bytes() + VectorSizes.of(slots);
  }
}
