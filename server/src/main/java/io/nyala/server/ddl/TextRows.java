package io.nyala.server.ddl;

import io.nyala.server.query.ResultConsumer;
import io.nyala.server.query.ResultSchema;
import io.nyala.server.query.ResultSchema.ResultColumn;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of text, as SHOW and DESCRIBE answer them. */
final class TextRows {
  private static final int BATCH_ROWS = VectorBatch.DEFAULT_SIZE;

  private final int columns;
  private final List<@Nullable String[]> rows = new ArrayList<>();

  TextRows(ResultSchema schema) {
    this.columns = schema.columns().size();
  }

  /** A schema of STRING columns; Hive marks their comments {@code from deserializer}. */
  static ResultSchema schema(String... labels) {
    List<ResultColumn> columns = new ArrayList<>();
    for (String label : labels) {
      columns.add(new ResultColumn(label, DataType.STRING, "from deserializer"));
    }
    return new ResultSchema(columns);
  }

  void add(@Nullable String... row) {
    if (row.length != columns) {
      throw new IllegalArgumentException("row of " + row.length + " in a table of " + columns);
    }
    rows.add(row);
  }

  int size() {
    return rows.size();
  }

  void sendTo(ResultConsumer consumer) {
    for (int from = 0; from < rows.size(); from += BATCH_ROWS) {
      List<@Nullable String[]> slice = rows.subList(from, Math.min(rows.size(), from + BATCH_ROWS));
      Vector[] vectors = new Vector[columns];
      for (int column = 0; column < columns; column++) {
        vectors[column] = vector(slice, column);
      }
      consumer.accept(new VectorBatch(slice.size(), vectors));
    }
  }

  private static Vector vector(List<@Nullable String[]> slice, int column) {
    int size = slice.size();
    boolean[] nulls = new boolean[size];
    boolean anyNull = false;
    int[] starts = new int[size];
    int[] lengths = new int[size];
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < size; i++) {
      String cell = slice.get(i)[column];
      if (cell == null) {
        nulls[i] = true;
        anyNull = true;
      } else {
        byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
        starts[i] = data.size();
        lengths[i] = bytes.length;
        data.writeBytes(bytes);
      }
    }
    return new BytesVector(size, anyNull ? nulls : null, data.toByteArray(), starts, lengths);
  }
}
