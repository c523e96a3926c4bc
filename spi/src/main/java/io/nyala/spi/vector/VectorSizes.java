package io.nyala.spi.vector;

import org.jspecify.annotations.Nullable;

/** Heap sizes of arrays as accounted: a 16-byte header plus the elements. */
public final class VectorSizes {
  private static final long HEADER = 16;

  private VectorSizes() {}

  public static long of(boolean @Nullable [] array) {
    return array == null ? 0 : HEADER + array.length;
  }

  public static long of(byte @Nullable [] array) {
    return array == null ? 0 : HEADER + array.length;
  }

  public static long of(int @Nullable [] array) {
    return array == null ? 0 : HEADER + 4L * array.length;
  }

  public static long of(long @Nullable [] array) {
    return array == null ? 0 : HEADER + 8L * array.length;
  }

  public static long of(double @Nullable [] array) {
    return array == null ? 0 : HEADER + 8L * array.length;
  }
}
