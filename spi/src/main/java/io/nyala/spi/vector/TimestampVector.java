package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;
import org.jspecify.annotations.Nullable;

/** Values of {@link PhysicalKind#TIMESTAMP}. */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record TimestampVector(int size, boolean @Nullable [] nulls, long[] seconds, int[] nanos)
    implements FlatVector {
  @Override
  public PhysicalKind kind() {
    return PhysicalKind.TIMESTAMP;
  }

  @Override
  public long retainedBytes() {
    return VectorSizes.of(nulls) + VectorSizes.of(seconds) + VectorSizes.of(nanos);
  }
}
