package io.nyala.engine.testing;

import io.nyala.engine.column.NullColumns;
import io.nyala.engine.column.Selection;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The same rows in every encoding that a source may choose. */
public enum Encodings implements UnaryOperator<VectorBatch> {
  FLAT {
    @Override
    Vector encode(Vector vector) {
      return vector;
    }
  },
  /** Ids in reverse over a reversed dictionary. */
  DICTIONARY {
    @Override
    Vector encode(Vector vector) {
      int size = vector.size();
      int[] reverse = new int[size];
      for (int i = 0; i < size; i++) {
        reverse[i] = size - 1 - i;
      }
      FlatVector flat = (FlatVector) vector;
      int[] ids = new int[size];
      System.arraycopy(reverse, 0, ids, 0, size);
      // a selection of a selection gives the rows back in order
      return Selection.rows(new DictionaryVector(size, flat, ids), reverse);
    }
  },
  LAZY {
    @Override
    Vector encode(Vector vector) {
      return new LazyVector(vector.size(), vector.kind(), () -> vector);
    }
  };

  abstract Vector encode(Vector vector);

  @Override
  public VectorBatch apply(VectorBatch batch) {
    List<Vector> columns = new ArrayList<>();
    for (Vector column : batch.columns()) {
      if (batch.size() == 1 && this == DICTIONARY) {
        columns.add(
            column.isNull(0)
                ? NullColumns.of(column.kind(), 1)
                : new ConstantVector(1, (FlatVector) column));
      } else {
        columns.add(encode(column));
      }
    }
    return new VectorBatch(batch.size(), columns.toArray(Vector[]::new));
  }
}
