package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;

/**
 * A column of values over primitive arrays. A published vector is immutable; arrays may be shared
 * between vectors and may be longer than {@link #size()}. Kernels switch once per batch on the
 * class and then loop over arrays; the virtual methods here are for cold code and tests.
 */
public sealed interface Vector permits FlatVector, DictionaryVector, ConstantVector, LazyVector {
  /** Number of positions. */
  int size();

  PhysicalKind kind();

  /** False only if no position is null. */
  boolean mayHaveNulls();

  boolean isNull(int position);

  /** Bytes of heap that keeping this vector keeps alive, arrays counted once per vector. */
  long retainedBytes();
}
