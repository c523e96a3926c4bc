package io.nyala.engine.operator.join;

import io.nyala.engine.column.ColumnHash;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.IntPages;
import io.nyala.engine.column.LongPages;
import io.nyala.engine.column.RowStore;
import java.util.Arrays;

/**
 * The build side of a join: its rows, and chains of rows whose keys have the same hash. Rows with a
 * NULL in a key that is compared by {@code =} are in no chain. Immutable once published, except for
 * the matched flags, which only ever turn true.
 */
final class JoinTable {
  private static final int END = -1;

  private final RowStore rows;
  private final LongPages hashes;
  private final int[] heads;
  private final IntPages next;
  private final int[] nullKeyRows;
  private final boolean[] matched;

  private JoinTable(
      RowStore rows,
      LongPages hashes,
      int[] heads,
      IntPages next,
      int[] nullKeyRows,
      boolean[] matched) {
    this.rows = rows;
    this.hashes = hashes;
    this.heads = heads;
    this.next = next;
    this.nullKeyRows = nullKeyRows;
    this.matched = matched;
  }

  /**
   * @param hashes of the keys, per row
   * @param nullSafe per key
   * @param tracksMatches whether {@link #markMatched} will be called
   */
  static JoinTable build(
      RowStore rows, LongPages hashes, int[] keys, boolean[] nullSafe, boolean tracksMatches) {
    int size = rows.size();
    int[] heads = new int[keys.length == 0 ? 1 : slots(size)];
    Arrays.fill(heads, END);
    IntPages next = new IntPages();
    int[] nullKeyRows = new int[0];
    if (keys.length > 0) {
      next.ensure(size);
      int nullRows = 0;
      for (int row = 0; row < size; row++) {
        if (hasNullKey(rows, row, keys, nullSafe)) {
          if (nullRows == nullKeyRows.length) {
            nullKeyRows = Arrays.copyOf(nullKeyRows, Math.max(16, 2 * nullRows));
          }
          nullKeyRows[nullRows++] = row;
        } else {
          int slot = slot(hashes.get(row), heads.length);
          next.set(row, heads[slot]);
          heads[slot] = row;
        }
      }
      nullKeyRows = Arrays.copyOf(nullKeyRows, nullRows);
    }
    return new JoinTable(
        rows, hashes, heads, next, nullKeyRows, new boolean[tracksMatches ? size : 0]);
  }

  /** Bytes that {@link #build} takes over what the rows take. */
  static long buildBytes(int rows) {
    return 4L * slots(rows) + 9L * rows + (1 << 18);
  }

  private static boolean hasNullKey(RowStore rows, int row, int[] keys, boolean[] nullSafe) {
    for (int i = 0; i < keys.length; i++) {
      if (!nullSafe[i] && rows.column(keys[i]).isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private static int slots(int rows) {
    return Integer.highestOneBit(Math.max(1, Math.min(rows, 1 << 28)) * 2 - 1) * 2;
  }

  private static int slot(long hash, int slots) {
    return (int) (hash ^ (hash >>> 32)) & (slots - 1);
  }

  static void hash(DecodedColumn[] keys, int count, long[] hashes) {
    ColumnHash.rows(keys, count, hashes);
  }

  /** First row with the hash, or -1. */
  int first(long hash) {
    return skip(heads[slot(hash, heads.length)], hash);
  }

  /** The row with the same hash after {@code row}, or -1. */
  int following(int row, long hash) {
    return skip(next.get(row), hash);
  }

  private int skip(int start, long hash) {
    int row = start;
    while (row != END && hashes.get(row) != hash) {
      row = next.get(row);
    }
    return row;
  }

  int size() {
    return rows.size();
  }

  RowStore rows() {
    return rows;
  }

  /** Rows with a NULL in a key that NULL does not match. */
  int[] nullKeyRows() {
    return nullKeyRows;
  }

  /** Racing writers all write true. */
  void markMatched(int[] matchedRows, int count) {
    for (int i = 0; i < count; i++) {
      matched[matchedRows[i]] = true;
    }
  }

  boolean isMatched(int row) {
    return matched[row];
  }
}
