package io.nyala.engine.operator.aggregate;

import io.nyala.engine.column.LongPages;
import org.jspecify.annotations.Nullable;

/** Null flags from numbers of rows seen. */
final class GroupCounts {
  private GroupCounts() {}

  /** True for groups with a count below 1; null if there are none. */
  static boolean @Nullable [] emptyGroups(LongPages counts, int from, int count) {
    boolean[] nulls = new boolean[count];
    boolean found = false;
    for (int i = 0; i < count; i++) {
      nulls[i] = counts.get(from + i) < 1;
      found |= nulls[i];
    }
    return found ? nulls : null;
  }
}
