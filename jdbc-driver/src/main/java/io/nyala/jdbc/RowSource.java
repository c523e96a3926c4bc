package io.nyala.jdbc;

import java.sql.SQLException;
import java.util.List;

/** Where a result set gets its pages from. Used by one thread. */
interface RowSource {
  List<ColumnInfo> columns();

  /**
   * @param maxRows at most this many
   * @return a page without rows at the end
   */
  Page next(int maxRows) throws SQLException;

  void close() throws SQLException;

  /** Rows that the driver makes itself. */
  static RowSource of(List<ColumnInfo> columns, Page page) {
    return new RowSource() {
      private boolean given;

      @Override
      public List<ColumnInfo> columns() {
        return columns;
      }

      @Override
      public Page next(int maxRows) {
        Page result = given ? new Page(0, List.of()) : page;
        given = true;
        return result;
      }

      @Override
      public void close() {
        given = true;
      }
    };
  }

  /** The rows of an operation that has finished. */
  static RowSource of(Wire wire, Wire.Operation operation) throws SQLException {
    List<ColumnInfo> columns = wire.columns(operation);
    return new RowSource() {
      private boolean closed;

      @Override
      public List<ColumnInfo> columns() {
        return columns;
      }

      @Override
      public Page next(int maxRows) throws SQLException {
        return wire.fetch(operation, columns, maxRows);
      }

      @Override
      public void close() throws SQLException {
        if (!closed) {
          closed = true;
          wire.close(operation);
        }
      }
    };
  }
}
