package io.nyala.engine.operator.sort;

import io.nyala.engine.column.ColumnStore;
import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.column.RowStore;
import io.nyala.spi.plan.SortKey;
import java.util.List;

/**
 * The order of rows by sort keys. The first key is also expressed as a number per row ({@code
 * prefix}) that decides most comparisons without touching the values.
 */
final class RowOrder {
  private final int[] columns;
  private final boolean[] ascending;
  private final boolean[] nullsFirst;

  RowOrder(List<SortKey> keys) {
    columns = new int[keys.size()];
    ascending = new boolean[keys.size()];
    nullsFirst = new boolean[keys.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = keys.get(i).column();
      ascending[i] = keys.get(i).ascending();
      nullsFirst[i] = keys.get(i).nullsFirst();
    }
  }

  /** All rows of the store in order; ties keep their order. */
  int[] sort(RowStore rows) {
    int size = rows.size();
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    if (columns.length > 0 && size > 1) {
      long[] prefixes = new long[size];
      ColumnStore first = rows.column(columns[0]);
      long[] part = new long[Math.min(size, 4096)];
      for (int from = 0; from < size; from += part.length) {
        int count = Math.min(part.length, size - from);
        first.prefixes(from, count, part);
        for (int i = 0; i < count; i++) {
          prefixes[from + i] = prefix(part[i], first.isNull(from + i));
        }
      }
      new PrefixMergeSort((left, right) -> compare(rows, left, right)).sort(prefixes, order);
    }
    return order;
  }

  /** Bytes that {@link #sort} takes. */
  static long sortBytes(int rows) {
    return 24L * rows;
  }

  private long prefix(long value, boolean isNull) {
    if (isNull) {
      return nullsFirst[0] ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return ascending[0] ? value : ~value;
  }

  /** Prefixes of a batch's rows. */
  void prefixes(DecodedColumn[] batch, int count, long[] prefixes) {
    DecodedColumn first = batch[columns[0]];
    ColumnStore.prefixes(first, count, prefixes);
    for (int i = 0; i < count; i++) {
      prefixes[i] = prefix(prefixes[i], first.isNull(i));
    }
  }

  private int compare(RowStore rows, int left, int right) {
    for (int i = 0; i < columns.length; i++) {
      ColumnStore column = rows.column(columns[i]);
      boolean leftNull = column.isNull(left);
      boolean rightNull = column.isNull(right);
      int order;
      if (leftNull || rightNull) {
        order = leftNull == rightNull ? 0 : leftNull == nullsFirst[i] ? -1 : 1;
      } else {
        order = column.compare(left, right);
        order = ascending[i] ? order : -order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Compares rows of two stores. */
  int compare(RowStore leftRows, int left, DecodedColumn[] rightBatch, int right) {
    for (int i = 0; i < columns.length; i++) {
      ColumnStore column = leftRows.column(columns[i]);
      DecodedColumn other = rightBatch[columns[i]];
      boolean leftNull = column.isNull(left);
      boolean rightNull = other.isNull(right);
      int order;
      if (leftNull || rightNull) {
        order = leftNull == rightNull ? 0 : leftNull == nullsFirst[i] ? -1 : 1;
      } else {
        order = column.compare(left, other, right);
        order = ascending[i] ? order : -order;
      }
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
