package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;
import org.jspecify.annotations.Nullable;

/**
 * Values of {@link PhysicalKind#BYTES}: position i is {@code lengths[i]} bytes of {@code data} from
 * {@code starts[i]}; ranges may overlap and need not be in order. At a null position start and
 * length are 0.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record BytesVector(
    int size, boolean @Nullable [] nulls, byte[] data, int[] starts, int[] lengths)
    implements FlatVector {
  @Override
  public PhysicalKind kind() {
    return PhysicalKind.BYTES;
  }

  @Override
  public long retainedBytes() {
    return VectorSizes.of(nulls)
        + VectorSizes.of(data)
        + VectorSizes.of(starts)
        + VectorSizes.of(lengths);
  }
}
