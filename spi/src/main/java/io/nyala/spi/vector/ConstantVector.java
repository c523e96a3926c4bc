package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;

/** Every position is position 0 of {@code value}, which has size 1. */
public record ConstantVector(int size, FlatVector value) implements Vector {
  public ConstantVector {
    if (value.size() != 1) {
      throw new IllegalArgumentException("a constant has one value, not " + value.size());
    }
  }

  @Override
  public PhysicalKind kind() {
    return value.kind();
  }

  @Override
  public boolean mayHaveNulls() {
    return value.isNull(0);
  }

  @Override
  public boolean isNull(int position) {
    return value.isNull(0);
  }

  @Override
  public long retainedBytes() {
    return value.retainedBytes();
  }
}
