package io.nyala.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A forward-only, read-only result that is fetched page by page. Used by one thread. */
final class NyalaResultSet extends LabelledResultSet {
  private final NyalaStatement statement;
  private final RowSource source;
  private final List<ColumnInfo> columns;
  private final Map<String, Integer> indexByLabel;
  private final long maxRows;
  private int fetchSize;
  private Page page = new Page(0, List.of());
  private int row = -1;
  private long position;
  private boolean atEnd;
  private boolean wasNull;
  private boolean closed;

  /**
   * @param statement null for the driver's own results
   * @param maxRows 0 for all
   */
  NyalaResultSet(NyalaStatement statement, RowSource source, int fetchSize, long maxRows) {
    this.statement = statement;
    this.source = source;
    this.columns = source.columns();
    this.fetchSize = fetchSize;
    this.maxRows = maxRows;
    this.indexByLabel = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      indexByLabel.putIfAbsent(columns.get(i).label().toLowerCase(Locale.ROOT), i + 1);
    }
    // t.c may be asked for as c, as long as no column is called so.
    for (int i = 0; i < columns.size(); i++) {
      String label = columns.get(i).label().toLowerCase(Locale.ROOT);
      indexByLabel.putIfAbsent(label.substring(label.lastIndexOf('.') + 1), i + 1);
    }
  }

  @Override
  public boolean next() throws SQLException {
    requireOpen();
    if (atEnd) {
      return false;
    }
    if (maxRows > 0 && position >= maxRows) {
      atEnd = true;
      return false;
    }
    row++;
    if (row >= page.rows()) {
      page = source.next(pageSize());
      row = 0;
      if (page.rows() == 0) {
        atEnd = true;
        return false;
      }
    }
    position++;
    return true;
  }

  private int pageSize() {
    return maxRows > 0 ? (int) Math.min(fetchSize, maxRows - position) : fetchSize;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    page = new Page(0, List.of());
    source.close();
    if (statement != null) {
      statement.resultClosed(this);
    }
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The result set is closed", "24000");
    }
  }

  /** The column's data, with {@code wasNull} set; null if the value is. */
  private ColumnData data(int index) throws SQLException {
    requireOpen();
    if (index < 1 || index > columns.size()) {
      throw new SQLException(
          "There is no column " + index + "; the result has " + columns.size(), "07009");
    }
    if (atEnd || row < 0) {
      throw new SQLException("The cursor is not on a row; call next()", "24000");
    }
    ColumnData data = page.column(index - 1);
    wasNull = data.isNull(row);
    return wasNull ? null : data;
  }

  private JdbcType type(int index) {
    return columns.get(index - 1).type();
  }

  @Override
  public int findColumn(String label) throws SQLException {
    requireOpen();
    Integer index = label == null ? null : indexByLabel.get(label.toLowerCase(Locale.ROOT));
    if (index == null) {
      throw new SQLException("The result has no column '" + label + "'", "42703");
    }
    return index;
  }

  @Override
  public boolean wasNull() {
    return wasNull;
  }

  @Override
  public String getString(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toText(data, row, type(index));
  }

  @Override
  public String getNString(int index) throws SQLException {
    return getString(index);
  }

  @Override
  public boolean getBoolean(int index) throws SQLException {
    ColumnData data = data(index);
    return data != null && Conversions.toBoolean(data, row);
  }

  @Override
  public byte getByte(int index) throws SQLException {
    return (byte) integer(index, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public short getShort(int index) throws SQLException {
    return (short) integer(index, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public int getInt(int index) throws SQLException {
    return (int) integer(index, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public long getLong(int index) throws SQLException {
    return integer(index, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private long integer(int index, long min, long max) throws SQLException {
    ColumnData data = data(index);
    return data == null ? 0 : Conversions.toLong(data, row, min, max);
  }

  @Override
  public float getFloat(int index) throws SQLException {
    return (float) getDouble(index);
  }

  @Override
  public double getDouble(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? 0 : Conversions.toDouble(data, row);
  }

  @Override
  public BigDecimal getBigDecimal(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toDecimal(data, row);
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int index, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(index);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public byte[] getBytes(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toBytes(data, row);
  }

  @Override
  public Date getDate(int index) throws SQLException {
    return getDate(index, null);
  }

  @Override
  public Date getDate(int index, Calendar calendar) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toDate(data, row, calendar);
  }

  @Override
  public Time getTime(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toTime(data, row);
  }

  @Override
  public Time getTime(int index, Calendar calendar) throws SQLException {
    Timestamp value = getTimestamp(index, calendar);
    return value == null ? null : new Time(value.getTime());
  }

  @Override
  public Timestamp getTimestamp(int index) throws SQLException {
    return getTimestamp(index, null);
  }

  @Override
  public Timestamp getTimestamp(int index, Calendar calendar) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toTimestamp(data, row, calendar);
  }

  @Override
  public InputStream getAsciiStream(int index) throws SQLException {
    String text = getString(index);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public InputStream getBinaryStream(int index) throws SQLException {
    byte[] bytes = getBytes(index);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public Reader getCharacterStream(int index) throws SQLException {
    String text = getString(index);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public Object getObject(int index) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : Conversions.toObject(data, row, type(index));
  }

  @Override
  public <T> T getObject(int index, Class<T> wanted) throws SQLException {
    ColumnData data = data(index);
    return data == null ? null : wanted.cast(Conversions.toClass(data, row, type(index), wanted));
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    requireOpen();
    return new NyalaResultSetMetaData(columns);
  }

  @Override
  public Statement getStatement() {
    return statement;
  }

  @Override
  public int getRow() {
    return atEnd || position > Integer.MAX_VALUE ? 0 : (int) position;
  }

  @Override
  public boolean isBeforeFirst() {
    return position == 0 && !atEnd;
  }

  @Override
  public boolean isFirst() {
    return position == 1 && !atEnd;
  }

  @Override
  public boolean isAfterLast() {
    return atEnd && position > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    throw NotSupported.method("isLast");
  }

  @Override
  public int getType() {
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() {
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getFetchDirection() {
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != ResultSet.FETCH_FORWARD) {
      throw NotSupported.feature("Any fetch direction but forward");
    }
  }

  @Override
  public int getFetchSize() {
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    if (rows < 0) {
      throw new SQLException("The fetch size must not be negative", "HY024");
    }
    if (rows > 0) {
      fetchSize = rows;
    }
  }

  @Override
  public SQLWarning getWarnings() {
    return null;
  }

  @Override
  public void clearWarnings() {}

  @Override
  public <T> T unwrap(Class<T> wanted) throws SQLException {
    return Unwrapping.unwrap(this, wanted);
  }

  @Override
  public boolean isWrapperFor(Class<?> wanted) {
    return wanted.isInstance(this);
  }
}
