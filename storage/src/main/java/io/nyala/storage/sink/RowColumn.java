package io.nyala.storage.sink;

import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;

/**
 * A column of a batch as flat values and, unless the column itself is flat, the position of each
 * row among them.
 *
 * @param ids null if row i is position i of {@code values}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a vector's arrays, never compared
public record RowColumn(FlatVector values, int @org.jspecify.annotations.Nullable [] ids) {
  /** The view of a vector; loads a lazy one. */
  public static RowColumn of(Vector vector) {
    if (vector instanceof FlatVector flat) {
      return new RowColumn(flat, null);
    }
    if (vector instanceof DictionaryVector dictionary) {
      return new RowColumn(dictionary.dictionary(), dictionary.ids());
    }
    if (vector instanceof ConstantVector constant) {
      return new RowColumn(constant.value(), new int[constant.size()]);
    }
    return of(((LazyVector) vector).load());
  }

  /** Position of a row among the values. */
  public int position(int row) {
    return ids == null ? row : ids[row];
  }

  public boolean isNull(int row) {
    return values.isNull(position(row));
  }
}
