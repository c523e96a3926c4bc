package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;
import org.jspecify.annotations.Nullable;

/** Values of {@link PhysicalKind#LONG}; the element at a null position is arbitrary. */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record LongVector(int size, boolean @Nullable [] nulls, long[] values)
    implements FlatVector {
  @Override
  public PhysicalKind kind() {
    return PhysicalKind.LONG;
  }

  @Override
  public long retainedBytes() {
    return VectorSizes.of(nulls) + VectorSizes.of(values);
  }
}
