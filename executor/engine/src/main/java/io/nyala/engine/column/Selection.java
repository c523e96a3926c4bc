package io.nyala.engine.column;

import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;

/**
 * Takes rows out of batches without copying values: the results are dictionaries over the same
 * arrays.
 */
public final class Selection {
  private Selection() {}

  /** Rows {@code positions[0…count-1]} of the batch. */
  public static VectorBatch rows(VectorBatch batch, int[] positions, int count) {
    int[] exact = Arrays.copyOf(positions, count);
    Vector[] columns = new Vector[batch.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = rows(batch.column(i), exact);
    }
    return new VectorBatch(count, columns);
  }

  /** Like {@link #rows}, but lazy columns stay lazy: those that nobody reads are never decoded. */
  public static VectorBatch lazyRows(VectorBatch batch, int[] positions, int count) {
    int[] exact = Arrays.copyOf(positions, count);
    Vector[] columns = new Vector[batch.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      Vector column = batch.column(i);
      columns[i] =
          column instanceof LazyVector lazy && !lazy.isLoaded()
              ? new LazyVector(count, lazy.kind(), () -> rows(lazy.load(), exact))
              : rows(column, exact);
    }
    return new VectorBatch(count, columns);
  }

  /** Keeps {@code positions}, which the caller gives up. */
  public static Vector rows(Vector vector, int[] positions) {
    if (vector instanceof FlatVector flat) {
      return new DictionaryVector(positions.length, flat, positions);
    }
    if (vector instanceof DictionaryVector dictionary) {
      int[] ids = dictionary.ids();
      int[] selected = new int[positions.length];
      for (int i = 0; i < selected.length; i++) {
        selected[i] = ids[positions[i]];
      }
      return new DictionaryVector(positions.length, dictionary.dictionary(), selected);
    }
    if (vector instanceof ConstantVector constant) {
      return new ConstantVector(positions.length, constant.value());
    }
    return rows(((LazyVector) vector).load(), positions);
  }

  /** Rows {@code from} to {@code from + count - 1}; the batch itself when that is all of it. */
  public static VectorBatch range(VectorBatch batch, int from, int count) {
    if (from == 0 && count == batch.size()) {
      return batch;
    }
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = from + i;
    }
    return rows(batch, positions, count);
  }

  /** The same batch with lazy columns decoded, so that it may outlive its source's next step. */
  public static VectorBatch loaded(VectorBatch batch) {
    boolean lazy = false;
    for (int i = 0; i < batch.columnCount(); i++) {
      lazy |= batch.column(i) instanceof LazyVector;
    }
    if (!lazy) {
      return batch;
    }
    Vector[] columns = new Vector[batch.columnCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = batch.column(i) instanceof LazyVector vector ? vector.load() : batch.column(i);
    }
    return new VectorBatch(batch.size(), columns);
  }
}
