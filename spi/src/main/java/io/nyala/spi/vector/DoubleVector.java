package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;
import org.jspecify.annotations.Nullable;

/** Values of {@link PhysicalKind#DOUBLE}; the element at a null position is arbitrary. */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record DoubleVector(int size, boolean @Nullable [] nulls, double[] values)
    implements FlatVector {
  @Override
  public PhysicalKind kind() {
    return PhysicalKind.DOUBLE;
  }

  @Override
  public long retainedBytes() {
    return VectorSizes.of(nulls) + VectorSizes.of(values);
  }
}
