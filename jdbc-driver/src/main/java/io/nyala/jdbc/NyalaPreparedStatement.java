package io.nyala.jdbc;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;

/** Puts literals in place of parameters; the server sees a finished statement. */
final class NyalaPreparedStatement extends UnsupportedPreparedStatement {
  private final ParameterizedSql sql;
  private final String[] literals;

  NyalaPreparedStatement(NyalaConnection connection, String sql) throws SQLException {
    super(connection);
    this.sql = ParameterizedSql.parse(sql);
    this.literals = new String[this.sql.parameters()];
  }

  @Override
  public boolean execute() throws SQLException {
    return super.execute(sql.with(literals));
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    return super.executeQuery(sql.with(literals));
  }

  @Override
  public int executeUpdate() throws SQLException {
    return super.executeUpdate(sql.with(literals));
  }

  private void set(int index, String literal) throws SQLException {
    requireOpen();
    if (index < 1 || index > literals.length) {
      throw new SQLException(
          "There is no parameter " + index + "; the statement has " + literals.length, "07009");
    }
    literals[index - 1] = literal;
  }

  @Override
  public void clearParameters() {
    Arrays.fill(literals, null);
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, "null");
  }

  @Override
  public void setNull(int index, int sqlType, String typeName) throws SQLException {
    set(index, "null");
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, SqlLiteral.of(value));
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, SqlLiteral.of((long) value));
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, SqlLiteral.of((long) value));
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, SqlLiteral.of((long) value));
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, SqlLiteral.of(value));
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, SqlLiteral.of(value));
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, SqlLiteral.of(value));
  }

  @Override
  public void setBigDecimal(int index, BigDecimal value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setString(int index, String value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setNString(int index, String value) throws SQLException {
    setString(index, value);
  }

  @Override
  public void setBytes(int index, byte[] value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setDate(int index, Date value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setDate(int index, Date value, Calendar calendar) throws SQLException {
    if (value == null || calendar == null) {
      setDate(index, value);
    } else {
      set(
          index,
          SqlLiteral.of(
              new Timestamp(value.getTime())
                  .toInstant()
                  .atZone(calendar.getTimeZone().toZoneId())
                  .toLocalDate()));
    }
  }

  @Override
  public void setTimestamp(int index, Timestamp value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setTimestamp(int index, Timestamp value, Calendar calendar) throws SQLException {
    if (value == null || calendar == null) {
      setTimestamp(index, value);
    } else {
      set(
          index,
          SqlLiteral.of(
              value.toInstant().atZone(calendar.getTimeZone().toZoneId()).toLocalDateTime()));
    }
  }

  @Override
  public void setTime(int index, Time value) throws SQLException {
    throw NotSupported.feature("A parameter of TIME, a type that Hive does not have,");
  }

  @Override
  public void setObject(int index, Object value) throws SQLException {
    set(index, SqlLiteral.ofObject(value));
  }

  @Override
  public void setObject(int index, Object value, int sqlType) throws SQLException {
    setObject(index, value, sqlType, 0);
  }

  /** The type matters for texts only: a text for a number or a date becomes one. */
  @Override
  public void setObject(int index, Object value, int sqlType, int scale) throws SQLException {
    if (!(value instanceof String)) {
      setObject(index, value);
      return;
    }
    String text = (String) value;
    try {
      switch (sqlType) {
        case Types.TINYINT:
        case Types.SMALLINT:
        case Types.INTEGER:
        case Types.BIGINT:
          setLong(index, Long.parseLong(text.trim()));
          break;
        case Types.DECIMAL:
        case Types.NUMERIC:
          setBigDecimal(index, new BigDecimal(text.trim()));
          break;
        case Types.REAL:
        case Types.FLOAT:
        case Types.DOUBLE:
          setDouble(index, Double.parseDouble(text.trim()));
          break;
        case Types.DATE:
          setDate(index, Date.valueOf(text.trim()));
          break;
        case Types.TIMESTAMP:
          setTimestamp(index, Timestamp.valueOf(text.trim()));
          break;
        case Types.BOOLEAN:
        case Types.BIT:
          setBoolean(index, Boolean.parseBoolean(text.trim()));
          break;
        default:
          setString(index, text);
      }
    } catch (IllegalArgumentException e) {
      throw new SQLException("Parameter " + index + " is no value of its type", "22018", e);
    }
  }

  /** Null: what a statement returns is known when it has run. */
  @Override
  public ResultSetMetaData getMetaData() {
    return null;
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    throw NotSupported.method("getParameterMetaData");
  }
}
