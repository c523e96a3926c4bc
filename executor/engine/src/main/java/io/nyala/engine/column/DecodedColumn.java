package io.nyala.engine.column;

import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import org.jspecify.annotations.Nullable;

/**
 * One view over all encodings, so that a kernel has a single loop: position i of the column is
 * position {@code ids[i]} of {@code base}, or position i itself where {@code ids} is null.
 */
@SuppressWarnings("ArrayRecordComponent") // a view over arrays; equality is never asked
public record DecodedColumn(FlatVector base, int @Nullable [] ids, int size) {
  public static DecodedColumn of(Vector vector) {
    if (vector instanceof FlatVector flat) {
      return new DecodedColumn(flat, null, flat.size());
    }
    if (vector instanceof DictionaryVector dictionary) {
      return new DecodedColumn(dictionary.dictionary(), dictionary.ids(), dictionary.size());
    }
    if (vector instanceof ConstantVector constant) {
      return new DecodedColumn(constant.value(), new int[constant.size()], constant.size());
    }
    return of(((LazyVector) vector).load());
  }

  /** The given columns of a batch. */
  public static DecodedColumn[] of(VectorBatch batch, int[] columns) {
    DecodedColumn[] decoded = new DecodedColumn[columns.length];
    for (int i = 0; i < columns.length; i++) {
      decoded[i] = of(batch.column(columns[i]));
    }
    return decoded;
  }

  /** Flags at positions of the base; null when no position is NULL. */
  public boolean @Nullable [] nulls() {
    return base.nulls();
  }

  public int basePosition(int position) {
    return ids == null ? position : ids[position];
  }

  public boolean isNull(int position) {
    boolean[] nulls = base.nulls();
    return nulls != null && nulls[basePosition(position)];
  }

  /** The column of the rows {@code positions[0…count-1]}. */
  public DecodedColumn select(int[] positions, int count) {
    int[] selected = new int[count];
    if (ids == null) {
      System.arraycopy(positions, 0, selected, 0, count);
    } else {
      for (int i = 0; i < count; i++) {
        selected[i] = ids[positions[i]];
      }
    }
    return new DecodedColumn(base, selected, count);
  }
}
