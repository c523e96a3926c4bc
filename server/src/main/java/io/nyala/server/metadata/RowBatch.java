package io.nyala.server.metadata;

import io.nyala.server.query.ResultSchema;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a small result row by row: strings for character types, any {@link Number} or {@link
 * Boolean} for integer types and BOOLEAN. For listings and descriptions, not for data. Not
 * thread-safe.
 */
public final class RowBatch {
  private final ResultSchema schema;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  public RowBatch(ResultSchema schema) {
    this.schema = schema;
  }

  /** Adds a row; values as many as columns, null for NULL. */
  public void add(@Nullable Object... values) {
    if (values.length != schema.columns().size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + schema.columns().size() + " columns");
    }
    rows.add(values);
  }

  /** The rows added so far. */
  public VectorBatch build() {
    Vector[] columns = new Vector[schema.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      DataType type = schema.columns().get(i).type();
      columns[i] = type.physical() == PhysicalKind.BYTES ? bytes(i) : longs(i);
    }
    return new VectorBatch(rows.size(), columns);
  }

  private Vector longs(int column) {
    long[] values = new long[rows.size()];
    boolean[] nulls = new boolean[rows.size()];
    for (int row = 0; row < values.length; row++) {
      Object value = rows.get(row)[column];
      nulls[row] = value == null;
      if (value instanceof Boolean flag) {
        values[row] = flag ? 1 : 0;
      } else if (value != null) {
        values[row] = ((Number) value).longValue();
      }
    }
    return new LongVector(values.length, nulls, values);
  }

  private Vector bytes(int column) {
    int count = rows.size();
    byte[][] encoded = new byte[count][];
    int total = 0;
    for (int row = 0; row < count; row++) {
      Object value = rows.get(row)[column];
      encoded[row] =
          value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
      total = Math.addExact(total, encoded[row].length);
    }
    byte[] data = new byte[total];
    int[] starts = new int[count];
    int[] lengths = new int[count];
    boolean[] nulls = new boolean[count];
    int at = 0;
    for (int row = 0; row < count; row++) {
      starts[row] = at;
      lengths[row] = encoded[row].length;
      nulls[row] = rows.get(row)[column] == null;
      System.arraycopy(encoded[row], 0, data, at, lengths[row]);
      at += lengths[row];
    }
    return new BytesVector(count, nulls, data, starts, lengths);
  }
}
