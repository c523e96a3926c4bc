package io.nyala.spi.vector;

import io.nyala.spi.type.PhysicalKind;

/**
 * Position i is position {@code ids[i]} of the dictionary, nulls included. Serves
 * dictionary-encoded columns and selections without copying. The dictionary is flat: dictionaries
 * do not nest.
 */
@SuppressWarnings(
    "ArrayRecordComponent") // arrays are the point; equality of vectors is never asked
public record DictionaryVector(int size, FlatVector dictionary, int[] ids) implements Vector {
  @Override
  public PhysicalKind kind() {
    return dictionary.kind();
  }

  @Override
  public boolean mayHaveNulls() {
    return dictionary.mayHaveNulls();
  }

  @Override
  public boolean isNull(int position) {
    return dictionary.isNull(ids[position]);
  }

  @Override
  public long retainedBytes() {
    return dictionary.retainedBytes() + VectorSizes.of(ids);
  }
}
