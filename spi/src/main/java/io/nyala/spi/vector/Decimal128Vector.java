package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;
import org.jspecify.annotations.Nullable;

/** Values of {@link PhysicalKind#DECIMAL128}: high half signed, low half unsigned. */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record Decimal128Vector(int size, boolean @Nullable [] nulls, long[] high, long[] low)
    implements FlatVector {
  @Override
  public PhysicalKind kind() {
    return PhysicalKind.DECIMAL128;
  }

  @Override
  public long retainedBytes() {
    return VectorSizes.of(nulls) + VectorSizes.of(high) + VectorSizes.of(low);
  }
}
