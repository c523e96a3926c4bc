package io.nyala.server.operation;

import io.nyala.server.query.ResultSchema;
import io.nyala.spi.vector.VectorBatch;
import java.util.List;

/**
 * Consecutive rows of a result.
 *
 * @param offset number of the first row in the whole result
 */
public record ResultPage(ResultSchema schema, long offset, List<Slice> slices) {
  public ResultPage {
    slices = List.copyOf(slices);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of a batch. */
  public record Slice(VectorBatch batch, int from, int to) {}

  public int rows() {
    int rows = 0;
    for (Slice slice : slices) {
      rows += slice.to() - slice.from();
    }
    return rows;
  }
}
