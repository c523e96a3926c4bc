package io.nyala.engine.column;

import io.nyala.spi.vector.VectorSizes;
import java.util.Arrays;

/**
 * A growing array of longs in pages of 256 KiB, so that no array becomes humongous for the
 * collector. New elements are 0. One thread at a time.
 */
public final class LongPages {
  static final int SHIFT = 15;
  static final int PAGE = 1 << SHIFT;
  static final int MASK = PAGE - 1;
  private static final int FIRST = 64;

  private long[][] pages = {new long[FIRST]};
  private long bytes = VectorSizes.of(pages[0]);

  /** Makes elements 0 to {@code count - 1} addressable. */
  public void ensure(int count) {
    if (count <= PAGE) {
      long[] first = pages[0];
      if (count > first.length) {
        pages[0] = Arrays.copyOf(first, Math.min(PAGE, Math.max(count, first.length * 2)));
        bytes += VectorSizes.of(pages[0]) - VectorSizes.of(first);
      }
      return;
    }
    ensure(PAGE);
    int needed = (count + PAGE - 1) >>> SHIFT;
    if (needed > pages.length) {
      int present = pages.length;
      pages = Arrays.copyOf(pages, needed);
      for (int i = present; i < needed; i++) {
        pages[i] = new long[PAGE];
        bytes += VectorSizes.of(pages[i]);
      }
    }
  }

  public long get(int index) {
    return pages[index >>> SHIFT][index & MASK];
  }

  public void set(int index, long value) {
    pages[index >>> SHIFT][index & MASK] = value;
  }

  public void add(int index, long value) {
    pages[index >>> SHIFT][index & MASK] += value;
  }

  /** Copies elements {@code from} to {@code from + count - 1}. */
  public void copyTo(int from, long[] target, int count) {
    int done = 0;
    while (done < count) {
      int index = from + done;
      int run = Math.min(count - done, PAGE - (index & MASK));
      System.arraycopy(pages[index >>> SHIFT], index & MASK, target, done, run);
      done += run;
    }
  }

  public long bytes() {
    return bytes;
  }

  /**
   * How many bytes {@link #ensure} would take for {@code count} elements, over what is taken now.
   */
  public long growth(int count) {
    long needed =
        count <= PAGE
            ? Math.max(8L * count, 8L * pages[0].length)
            : (long) ((count + PAGE - 1) >>> SHIFT) * (8L * PAGE + 16);
    return Math.max(0, (count <= pages[0].length ? 0 : needed) - bytes) + 64;
  }
}
