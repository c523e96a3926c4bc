package io.nyala.engine.column;

import io.nyala.spi.vector.VectorSizes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A growing set of row numbers that are NULL; takes no memory until the first one. One thread at a
 * time.
 */
final class NullFlags {
  private boolean @Nullable [] @Nullable [] pages;
  private long bytes;

  boolean any() {
    return pages != null;
  }

  boolean get(int row) {
    boolean[] @Nullable [] present = pages;
    if (present == null) {
      return false;
    }
    int page = row >>> LongPages.SHIFT;
    return page < present.length && present[page] != null && present[page][row & LongPages.MASK];
  }

  void set(int row) {
    int page = row >>> LongPages.SHIFT;
    boolean[] @Nullable [] present = pages;
    if (present == null) {
      present = new boolean[page + 1][];
    } else if (page >= present.length) {
      present = Arrays.copyOf(present, Math.max(page + 1, present.length * 2));
    }
    boolean[] flags = present[page];
    if (flags == null) {
      flags = new boolean[LongPages.PAGE];
      present[page] = flags;
      bytes += VectorSizes.of(flags);
    }
    flags[row & LongPages.MASK] = true;
    pages = present;
  }

  void clear(int row) {
    int page = row >>> LongPages.SHIFT;
    boolean[] @Nullable [] present = pages;
    if (present != null && page < present.length && present[page] != null) {
      present[page][row & LongPages.MASK] = false;
    }
  }

  /** Flags of the given rows, a row of -1 being NULL; Java null when none is NULL. */
  boolean @Nullable [] gather(int[] rows, int count, boolean mayBeMissing) {
    if (pages == null && !mayBeMissing) {
      return null;
    }
    boolean[] flags = new boolean[count];
    boolean found = false;
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      boolean isNull = row < 0 || get(row);
      flags[i] = isNull;
      found |= isNull;
    }
    return found ? flags : null;
  }

  long bytes() {
    return bytes;
  }
}
