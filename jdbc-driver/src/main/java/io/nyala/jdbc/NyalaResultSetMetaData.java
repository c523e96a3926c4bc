package io.nyala.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** Names and types of a result's columns. Immutable. */
final class NyalaResultSetMetaData implements ResultSetMetaData {
  private final List<ColumnInfo> columns;

  NyalaResultSetMetaData(List<ColumnInfo> columns) {
    this.columns = columns;
  }

  private ColumnInfo column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw new SQLException(
          "There is no column " + index + "; the result has " + columns.size(), "07009");
    }
    return columns.get(index - 1);
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public boolean isCaseSensitive(int index) throws SQLException {
    return column(index).type().isText();
  }

  @Override
  public boolean isSearchable(int index) throws SQLException {
    column(index);
    return true;
  }

  @Override
  public boolean isCurrency(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public int isNullable(int index) throws SQLException {
    column(index);
    return columnNullable;
  }

  @Override
  public boolean isSigned(int index) throws SQLException {
    return column(index).type().isNumeric();
  }

  @Override
  public int getColumnDisplaySize(int index) throws SQLException {
    ColumnInfo column = column(index);
    int precision = column.precision();
    // Sign and decimal point, or sign, point and exponent.
    int more = column.type() == JdbcType.DECIMAL ? 2 : column.type().isNumeric() ? 9 : 0;
    return precision > Integer.MAX_VALUE - more ? Integer.MAX_VALUE : precision + more;
  }

  @Override
  public String getColumnLabel(int index) throws SQLException {
    return column(index).label();
  }

  @Override
  public String getColumnName(int index) throws SQLException {
    return column(index).label();
  }

  @Override
  public String getSchemaName(int index) throws SQLException {
    column(index);
    return "";
  }

  @Override
  public int getPrecision(int index) throws SQLException {
    return column(index).precision();
  }

  @Override
  public int getScale(int index) throws SQLException {
    return column(index).scale();
  }

  @Override
  public String getTableName(int index) throws SQLException {
    String label = column(index).label();
    int dot = label.lastIndexOf('.');
    return dot < 0 ? "" : label.substring(0, dot);
  }

  @Override
  public String getCatalogName(int index) throws SQLException {
    column(index);
    return "";
  }

  @Override
  public int getColumnType(int index) throws SQLException {
    return column(index).type().sqlType();
  }

  @Override
  public String getColumnTypeName(int index) throws SQLException {
    return column(index).type().typeName();
  }

  @Override
  public boolean isReadOnly(int index) throws SQLException {
    column(index);
    return true;
  }

  @Override
  public boolean isWritable(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int index) throws SQLException {
    column(index);
    return false;
  }

  @Override
  public String getColumnClassName(int index) throws SQLException {
    return column(index).type().javaClass().getName();
  }

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Unwrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
