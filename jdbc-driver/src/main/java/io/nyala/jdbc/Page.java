package io.nyala.jdbc;

import java.util.List;

/** Some rows of a result, by column. Immutable. */
final class Page {
  private final int rows;
  private final List<ColumnData> columns;

  Page(int rows, List<ColumnData> columns) {
    this.rows = rows;
    this.columns = List.copyOf(columns);
  }

  int rows() {
    return rows;
  }

  ColumnData column(int index) {
    return columns.get(index);
  }
}
