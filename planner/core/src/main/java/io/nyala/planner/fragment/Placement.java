package io.nyala.planner.fragment;

import io.nyala.spi.plan.Distribution;
import java.util.List;

/** Where the rows of an unfinished fragment are. */
public sealed interface Placement {
  Single SINGLE = new Single();
  Source SOURCE = new Source();

  Distribution distribution();

  /** All in one task. */
  record Single() implements Placement {
    @Override
    public Distribution distribution() {
      return Distribution.SINGLE;
    }
  }

  /** Wherever the splits are read. */
  record Source() implements Placement {
    @Override
    public Distribution distribution() {
      return Distribution.SOURCE;
    }
  }

  /**
   * On all executors; rows that are equal in {@code columns} are in the same task.
   *
   * @param columns output columns in the order in which they were hashed; empty if nothing is known
   */
  record Hashed(List<Integer> columns) implements Placement {
    public Hashed {
      columns = List.copyOf(columns);
    }

    @Override
    public Distribution distribution() {
      return Distribution.HASH;
    }
  }
}
