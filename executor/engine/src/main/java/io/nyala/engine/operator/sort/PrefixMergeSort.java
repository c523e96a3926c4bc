package io.nyala.engine.operator.sort;

/**
 * A stable bottom-up merge sort of row numbers by prefix, and by a full comparison where prefixes
 * are equal. Prefixes and row numbers move together, so that comparisons read memory in order.
 */
final class PrefixMergeSort {
  private static final int RUN = 16;

  /** Compares two rows fully. */
  @FunctionalInterface
  interface RowComparison {
    int compare(int leftRow, int rightRow);
  }

  private final RowComparison full;

  PrefixMergeSort(RowComparison full) {
    this.full = full;
  }

  /** Sorts both arrays in place. */
  void sort(long[] prefixes, int[] rows) {
    int size = rows.length;
    for (int from = 0; from < size; from += RUN) {
      insertionSort(prefixes, rows, from, Math.min(size, from + RUN));
    }
    long[] fromPrefixes = prefixes;
    int[] fromRows = rows;
    long[] toPrefixes = new long[size];
    int[] toRows = new int[size];
    for (long width = RUN; width < size; width *= 2) {
      for (long from = 0; from < size; from += 2 * width) {
        int middle = (int) Math.min(size, from + width);
        int end = (int) Math.min(size, from + 2 * width);
        merge(fromPrefixes, fromRows, toPrefixes, toRows, (int) from, middle, end);
      }
      long[] swapPrefixes = fromPrefixes;
      fromPrefixes = toPrefixes;
      toPrefixes = swapPrefixes;
      int[] swapRows = fromRows;
      fromRows = toRows;
      toRows = swapRows;
    }
    if (fromRows != rows) {
      System.arraycopy(fromRows, 0, rows, 0, size);
      System.arraycopy(fromPrefixes, 0, prefixes, 0, size);
    }
  }

  private boolean inOrder(long leftPrefix, int leftRow, long rightPrefix, int rightRow) {
    return leftPrefix != rightPrefix
        ? leftPrefix < rightPrefix
        : full.compare(leftRow, rightRow) <= 0;
  }

  private void insertionSort(long[] prefixes, int[] rows, int from, int end) {
    for (int i = from + 1; i < end; i++) {
      long prefix = prefixes[i];
      int row = rows[i];
      int at = i;
      while (at > from && !inOrder(prefixes[at - 1], rows[at - 1], prefix, row)) {
        prefixes[at] = prefixes[at - 1];
        rows[at] = rows[at - 1];
        at--;
      }
      prefixes[at] = prefix;
      rows[at] = row;
    }
  }

  private void merge(
      long[] fromPrefixes,
      int[] fromRows,
      long[] toPrefixes,
      int[] toRows,
      int from,
      int middle,
      int end) {
    int left = from;
    int right = middle;
    for (int at = from; at < end; at++) {
      boolean takeLeft =
          left < middle
              && (right >= end
                  || inOrder(
                      fromPrefixes[left], fromRows[left], fromPrefixes[right], fromRows[right]));
      int source = takeLeft ? left++ : right++;
      toPrefixes[at] = fromPrefixes[source];
      toRows[at] = fromRows[source];
    }
  }
}
