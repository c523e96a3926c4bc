package io.nyala.engine.column;

import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;
import org.jspecify.annotations.Nullable;

/**
 * A growing column addressed by row number: group keys, the build side of a join, rows to sort.
 * Methods work on many rows at a time; the exceptions say so. Memory is the caller's to account:
 * {@link #growthFor} before, {@link #bytes} after. One thread at a time while it grows; readable by
 * many once published.
 */
public abstract sealed class ColumnStore
    permits LongStore, DoubleStore, Decimal128Store, TimestampStore, BytesStore {
  final NullFlags nulls = new NullFlags();
  int size;

  ColumnStore() {}

  public static ColumnStore create(PhysicalKind kind) {
    return switch (kind) {
      case LONG -> new LongStore();
      case DOUBLE -> new DoubleStore();
      case DECIMAL128 -> new Decimal128Store();
      case TIMESTAMP -> new TimestampStore();
      case BYTES -> new BytesStore();
    };
  }

  public final int size() {
    return size;
  }

  public final boolean isNull(int row) {
    return nulls.get(row);
  }

  public final boolean hasNulls() {
    return nulls.any();
  }

  /** Appends rows {@code positions[0…count-1]} of the column, or its first {@code count} rows. */
  public final void append(DecodedColumn column, int @Nullable [] positions, int count) {
    DecodedColumn rows = positions == null ? column : column.select(positions, count);
    appendValues(rows, count);
    boolean[] flags = rows.nulls();
    if (flags != null) {
      for (int i = 0; i < count; i++) {
        if (flags[rows.basePosition(i)]) {
          nulls.set(size + i);
        }
      }
    }
    size += count;
  }

  abstract void appendValues(DecodedColumn column, int count);

  /**
   * Clears {@code matches[i]} where row {@code storeRows[i]} differs from position {@code
   * positions[i]} of the column.
   */
  public final void match(
      int[] storeRows,
      DecodedColumn column,
      int[] positions,
      int count,
      NullMatch nullMatch,
      boolean[] matches) {
    boolean[] columnNulls = column.nulls();
    if (columnNulls == null && !nulls.any()) {
      matchValues(storeRows, column, positions, count, matches);
      return;
    }
    boolean[] undecided = new boolean[count];
    for (int i = 0; i < count; i++) {
      if (!matches[i]) {
        continue;
      }
      boolean left = nulls.get(storeRows[i]);
      boolean right = columnNulls != null && columnNulls[column.basePosition(positions[i])];
      if (left || right) {
        matches[i] =
            switch (nullMatch) {
              case NEVER -> false;
              case EQUAL -> left && right;
              case POSSIBLE -> true;
            };
      } else {
        undecided[i] = true;
      }
    }
    boolean[] values = undecided.clone();
    matchValues(storeRows, column, positions, count, values);
    for (int i = 0; i < count; i++) {
      matches[i] &= !undecided[i] || values[i];
    }
  }

  abstract void matchValues(
      int[] storeRows, DecodedColumn column, int[] positions, int count, boolean[] matches);

  /** Values of the given rows as a flat vector; row -1 gives NULL. */
  public abstract Vector gather(int[] rows, int count);

  /**
   * Orders two rows of the store, neither NULL; NaN is the largest double, bytes are unsigned. For
   * one pair: cold.
   */
  public abstract int compare(int leftRow, int rightRow);

  /** Orders a row against a position of a column, neither NULL. For one pair. */
  public abstract int compare(int row, DecodedColumn column, int position);

  /**
   * A number per row that orders as the values do as far as it goes: unequal numbers decide, equal
   * ones do not. Signed comparison. Elements of NULL rows are arbitrary.
   */
  public abstract void prefixes(int from, int count, long[] prefixes);

  /** The same for a column that is not stored. */
  public static void prefixes(DecodedColumn column, int count, long[] prefixes) {
    SortPrefix.of(column, count, prefixes);
  }

  /** Bytes of heap that appending these rows can take at most. */
  public abstract long growthFor(DecodedColumn column, int count);

  /** Bytes of heap held now. */
  public abstract long bytes();
}
