package io.nyala.engine.column;

import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole rows, one {@link ColumnStore} per column. */
public final class RowStore {
  private final ColumnStore[] columns;
  private int size;

  public RowStore(List<PhysicalKind> kinds) {
    columns = new ColumnStore[kinds.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnStore.create(kinds.get(i));
    }
  }

  public int size() {
    return size;
  }

  public int columnCount() {
    return columns.length;
  }

  public ColumnStore column(int index) {
    return columns[index];
  }

  public void append(DecodedColumn[] batch, int @Nullable [] positions, int count) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].append(batch[i], positions, count);
    }
    size += count;
  }

  /** Bytes that appending these rows can take at most. */
  public long growthFor(DecodedColumn[] batch, int count) {
    long bytes = 0;
    for (int i = 0; i < columns.length; i++) {
      bytes += columns[i].growthFor(batch[i], count);
    }
    return bytes;
  }

  /** The given rows; row -1 gives NULLs. */
  public VectorBatch gather(int[] rows, int count) {
    return new VectorBatch(count, gatherColumns(rows, count));
  }

  /** The columns of {@link #gather}. */
  public Vector[] gatherColumns(int[] rows, int count) {
    Vector[] vectors = new Vector[columns.length];
    for (int i = 0; i < columns.length; i++) {
      vectors[i] = columns[i].gather(rows, count);
    }
    return vectors;
  }

  public long bytes() {
    long bytes = 0;
    for (ColumnStore column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }
}
