package io.nyala.planner.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * What is believed of one rel.
 *
 * @param rows at least 0
 * @param columns one per output field
 * @param known whether the row count rests on statistics rather than on a default
 */
public record RelEstimate(double rows, List<ColumnEstimate> columns, boolean known) {
  private static final double ROW_OVERHEAD = 4;

  public RelEstimate {
    columns = List.copyOf(columns);
  }

  /** Average bytes of a row. */
  public double rowBytes() {
    double bytes = ROW_OVERHEAD;
    for (ColumnEstimate column : columns) {
      bytes += column.width();
    }
    return bytes;
  }

  public double bytes() {
    return rows * rowBytes();
  }

  /** The same columns in another number of rows. */
  public RelEstimate withRows(double newRows) {
    double rowsAtLeastOne = Math.max(1, newRows);
    List<ColumnEstimate> capped = new ArrayList<>(columns.size());
    for (ColumnEstimate column : columns) {
      capped.add(column.cappedAt(rowsAtLeastOne));
    }
    return new RelEstimate(newRows, capped, known);
  }
}
