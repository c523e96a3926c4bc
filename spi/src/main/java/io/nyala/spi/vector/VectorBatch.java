package io.nyala.spi.vector;

import java.util.List;

/**
 * Rows by column; every column has {@link #size()} positions. Immutable once published: whoever
 * keeps it past the call that handed it over charges {@link #retainedBytes()} to its own memory
 * account. A batch without columns carries only a row count.
 */
public final class VectorBatch {
  /**
   * Rows per batch unless configured; arrays of 8-byte values then stay far below the humongous
   * size of 512 KiB.
   */
  public static final int DEFAULT_SIZE = 4096;

  private final int size;
  private final Vector[] columns;

  /** Takes ownership of {@code columns}. */
  public VectorBatch(int size, Vector... columns) {
    this.size = size;
    this.columns = columns;
    for (Vector column : columns) {
      if (column.size() != size) {
        throw new IllegalArgumentException("column of " + column.size() + " in a batch of " + size);
      }
    }
  }

  public int size() {
    return size;
  }

  public int columnCount() {
    return columns.length;
  }

  public Vector column(int index) {
    return columns[index];
  }

  public List<Vector> columns() {
    return List.of(columns);
  }

  public long retainedBytes() {
    long bytes = 0;
    for (Vector column : columns) {
      bytes += column.retainedBytes();
    }
    return bytes;
  }
}
