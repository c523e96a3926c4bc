package io.nyala.spi.vector;

/** A vector whose position {@code i} is element {@code i} of its arrays. */
public sealed interface FlatVector extends Vector
    permits LongVector, DoubleVector, Decimal128Vector, TimestampVector, BytesVector {
  /** One flag per position, true is NULL; Java null when no position is null. */
  boolean @org.jspecify.annotations.Nullable [] nulls();

  @Override
  default boolean mayHaveNulls() {
    return nulls() != null;
  }

  @Override
  default boolean isNull(int position) {
    boolean[] nulls = nulls();
    return nulls != null && nulls[position];
  }
}
