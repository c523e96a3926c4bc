package io.nyala.semantics.vector;

import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;

/** Rows picked out of vectors and batches without copying values. */
public final class Selections {
  private Selections() {}

  /**
   * The first {@code count} of the positions {@code rows}, in that order. A lazy vector stays lazy.
   */
  public static Vector select(Vector vector, int[] rows, int count) {
    if (vector instanceof LazyVector lazy && !lazy.isLoaded()) {
      int[] kept = java.util.Arrays.copyOf(rows, count);
      return new LazyVector(count, lazy.kind(), () -> select(lazy.load(), kept, count));
    }
    if (vector instanceof LazyVector lazy) {
      return select(lazy.load(), rows, count);
    }
    if (vector instanceof ConstantVector constant) {
      return new ConstantVector(count, constant.value());
    }
    int[] ids = new int[count];
    if (vector instanceof DictionaryVector dictionary) {
      int[] source = dictionary.ids();
      for (int i = 0; i < count; i++) {
        ids[i] = source[rows[i]];
      }
      return new DictionaryVector(count, dictionary.dictionary(), ids);
    }
    System.arraycopy(rows, 0, ids, 0, count);
    return new DictionaryVector(count, (FlatVector) vector, ids);
  }

  public static VectorBatch select(VectorBatch batch, int[] rows, int count) {
    Vector[] columns = new Vector[batch.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = select(batch.column(i), rows, count);
    }
    return new VectorBatch(count, columns);
  }
}
