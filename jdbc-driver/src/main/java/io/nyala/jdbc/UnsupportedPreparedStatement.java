package io.nyala.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.util.Calendar;

/** What JDBC prepared statements can do and this one cannot. */
abstract class UnsupportedPreparedStatement extends NyalaStatement implements PreparedStatement {
  UnsupportedPreparedStatement(NyalaConnection connection) throws SQLException {
    super(connection);
  }

  @Override
  public void setAsciiStream(int a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("setAsciiStream");
  }

  @Override
  @Deprecated
  public void setUnicodeStream(int a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("setUnicodeStream");
  }

  @Override
  public void setBinaryStream(int a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("setBinaryStream");
  }

  @Override
  public void addBatch() throws SQLException {
    throw NotSupported.method("addBatch");
  }

  @Override
  public void setCharacterStream(int a0, Reader a1, int a2) throws SQLException {
    throw NotSupported.method("setCharacterStream");
  }

  @Override
  public void setRef(int a0, Ref a1) throws SQLException {
    throw NotSupported.method("setRef");
  }

  @Override
  public void setBlob(int a0, Blob a1) throws SQLException {
    throw NotSupported.method("setBlob");
  }

  @Override
  public void setClob(int a0, Clob a1) throws SQLException {
    throw NotSupported.method("setClob");
  }

  @Override
  public void setArray(int a0, Array a1) throws SQLException {
    throw NotSupported.method("setArray");
  }

  @Override
  public void setTime(int a0, Time a1, Calendar a2) throws SQLException {
    throw NotSupported.method("setTime");
  }

  @Override
  public void setURL(int a0, URL a1) throws SQLException {
    throw NotSupported.method("setURL");
  }

  @Override
  public void setRowId(int a0, RowId a1) throws SQLException {
    throw NotSupported.method("setRowId");
  }

  @Override
  public void setNCharacterStream(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("setNCharacterStream");
  }

  @Override
  public void setNClob(int a0, NClob a1) throws SQLException {
    throw NotSupported.method("setNClob");
  }

  @Override
  public void setClob(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("setClob");
  }

  @Override
  public void setBlob(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("setBlob");
  }

  @Override
  public void setNClob(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("setNClob");
  }

  @Override
  public void setSQLXML(int a0, SQLXML a1) throws SQLException {
    throw NotSupported.method("setSQLXML");
  }

  @Override
  public void setAsciiStream(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("setAsciiStream");
  }

  @Override
  public void setBinaryStream(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("setBinaryStream");
  }

  @Override
  public void setCharacterStream(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("setCharacterStream");
  }

  @Override
  public void setAsciiStream(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("setAsciiStream");
  }

  @Override
  public void setBinaryStream(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("setBinaryStream");
  }

  @Override
  public void setCharacterStream(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("setCharacterStream");
  }

  @Override
  public void setNCharacterStream(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("setNCharacterStream");
  }

  @Override
  public void setClob(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("setClob");
  }

  @Override
  public void setBlob(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("setBlob");
  }

  @Override
  public void setNClob(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("setNClob");
  }
}
