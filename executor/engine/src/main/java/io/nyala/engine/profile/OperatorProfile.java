package io.nyala.engine.profile;

import java.util.Arrays;

/**
 * Counters of one operator, over any number of drivers and tasks.
 *
 * @param values one per {@link Counter}, in its order
 */
@SuppressWarnings({"ArrayRecordComponent", "EnumOrdinal"}) // an array by Counter, equality below
public record OperatorProfile(int planNodeId, String name, long[] values) {
  public long get(Counter counter) {
    return values[counter.ordinal()];
  }

  /** The sum of both; they name the same operator. */
  public OperatorProfile plus(OperatorProfile other) {
    long[] sum = values.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.values[i];
    }
    return new OperatorProfile(planNodeId, name, sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperatorProfile that
        && planNodeId == that.planNodeId
        && name.equals(that.name)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * planNodeId + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return name + "#" + planNodeId + Arrays.toString(values);
  }
}
