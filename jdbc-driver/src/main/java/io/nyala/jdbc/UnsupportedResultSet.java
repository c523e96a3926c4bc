package io.nyala.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Map;

/** What JDBC result sets can do and a read-only, forward-only one cannot. */
abstract class UnsupportedResultSet implements ResultSet {
  @Override
  @Deprecated
  public InputStream getUnicodeStream(int a0) throws SQLException {
    throw NotSupported.method("getUnicodeStream");
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(String a0) throws SQLException {
    throw NotSupported.method("getUnicodeStream");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw NotSupported.method("getCursorName");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw NotSupported.method("beforeFirst");
  }

  @Override
  public void afterLast() throws SQLException {
    throw NotSupported.method("afterLast");
  }

  @Override
  public boolean first() throws SQLException {
    throw NotSupported.method("first");
  }

  @Override
  public boolean last() throws SQLException {
    throw NotSupported.method("last");
  }

  @Override
  public boolean absolute(int a0) throws SQLException {
    throw NotSupported.method("absolute");
  }

  @Override
  public boolean relative(int a0) throws SQLException {
    throw NotSupported.method("relative");
  }

  @Override
  public boolean previous() throws SQLException {
    throw NotSupported.method("previous");
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    throw NotSupported.method("rowUpdated");
  }

  @Override
  public boolean rowInserted() throws SQLException {
    throw NotSupported.method("rowInserted");
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    throw NotSupported.method("rowDeleted");
  }

  @Override
  public void updateNull(int a0) throws SQLException {
    throw NotSupported.method("updateNull");
  }

  @Override
  public void updateBoolean(int a0, boolean a1) throws SQLException {
    throw NotSupported.method("updateBoolean");
  }

  @Override
  public void updateByte(int a0, byte a1) throws SQLException {
    throw NotSupported.method("updateByte");
  }

  @Override
  public void updateShort(int a0, short a1) throws SQLException {
    throw NotSupported.method("updateShort");
  }

  @Override
  public void updateInt(int a0, int a1) throws SQLException {
    throw NotSupported.method("updateInt");
  }

  @Override
  public void updateLong(int a0, long a1) throws SQLException {
    throw NotSupported.method("updateLong");
  }

  @Override
  public void updateFloat(int a0, float a1) throws SQLException {
    throw NotSupported.method("updateFloat");
  }

  @Override
  public void updateDouble(int a0, double a1) throws SQLException {
    throw NotSupported.method("updateDouble");
  }

  @Override
  public void updateBigDecimal(int a0, BigDecimal a1) throws SQLException {
    throw NotSupported.method("updateBigDecimal");
  }

  @Override
  public void updateString(int a0, String a1) throws SQLException {
    throw NotSupported.method("updateString");
  }

  @Override
  public void updateBytes(int a0, byte[] a1) throws SQLException {
    throw NotSupported.method("updateBytes");
  }

  @Override
  public void updateDate(int a0, Date a1) throws SQLException {
    throw NotSupported.method("updateDate");
  }

  @Override
  public void updateTime(int a0, Time a1) throws SQLException {
    throw NotSupported.method("updateTime");
  }

  @Override
  public void updateTimestamp(int a0, Timestamp a1) throws SQLException {
    throw NotSupported.method("updateTimestamp");
  }

  @Override
  public void updateAsciiStream(int a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int a0, Reader a1, int a2) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateObject(int a0, Object a1, int a2) throws SQLException {
    throw NotSupported.method("updateObject");
  }

  @Override
  public void updateObject(int a0, Object a1) throws SQLException {
    throw NotSupported.method("updateObject");
  }

  @Override
  public void updateNull(String a0) throws SQLException {
    throw NotSupported.method("updateNull");
  }

  @Override
  public void updateBoolean(String a0, boolean a1) throws SQLException {
    throw NotSupported.method("updateBoolean");
  }

  @Override
  public void updateByte(String a0, byte a1) throws SQLException {
    throw NotSupported.method("updateByte");
  }

  @Override
  public void updateShort(String a0, short a1) throws SQLException {
    throw NotSupported.method("updateShort");
  }

  @Override
  public void updateInt(String a0, int a1) throws SQLException {
    throw NotSupported.method("updateInt");
  }

  @Override
  public void updateLong(String a0, long a1) throws SQLException {
    throw NotSupported.method("updateLong");
  }

  @Override
  public void updateFloat(String a0, float a1) throws SQLException {
    throw NotSupported.method("updateFloat");
  }

  @Override
  public void updateDouble(String a0, double a1) throws SQLException {
    throw NotSupported.method("updateDouble");
  }

  @Override
  public void updateBigDecimal(String a0, BigDecimal a1) throws SQLException {
    throw NotSupported.method("updateBigDecimal");
  }

  @Override
  public void updateString(String a0, String a1) throws SQLException {
    throw NotSupported.method("updateString");
  }

  @Override
  public void updateBytes(String a0, byte[] a1) throws SQLException {
    throw NotSupported.method("updateBytes");
  }

  @Override
  public void updateDate(String a0, Date a1) throws SQLException {
    throw NotSupported.method("updateDate");
  }

  @Override
  public void updateTime(String a0, Time a1) throws SQLException {
    throw NotSupported.method("updateTime");
  }

  @Override
  public void updateTimestamp(String a0, Timestamp a1) throws SQLException {
    throw NotSupported.method("updateTimestamp");
  }

  @Override
  public void updateAsciiStream(String a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String a0, InputStream a1, int a2) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String a0, Reader a1, int a2) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateObject(String a0, Object a1, int a2) throws SQLException {
    throw NotSupported.method("updateObject");
  }

  @Override
  public void updateObject(String a0, Object a1) throws SQLException {
    throw NotSupported.method("updateObject");
  }

  @Override
  public void insertRow() throws SQLException {
    throw NotSupported.method("insertRow");
  }

  @Override
  public void updateRow() throws SQLException {
    throw NotSupported.method("updateRow");
  }

  @Override
  public void deleteRow() throws SQLException {
    throw NotSupported.method("deleteRow");
  }

  @Override
  public void refreshRow() throws SQLException {
    throw NotSupported.method("refreshRow");
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw NotSupported.method("cancelRowUpdates");
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw NotSupported.method("moveToInsertRow");
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw NotSupported.method("moveToCurrentRow");
  }

  @Override
  public Object getObject(int a0, Map<String, Class<?>> a1) throws SQLException {
    throw NotSupported.method("getObject");
  }

  @Override
  public Ref getRef(int a0) throws SQLException {
    throw NotSupported.method("getRef");
  }

  @Override
  public Blob getBlob(int a0) throws SQLException {
    throw NotSupported.method("getBlob");
  }

  @Override
  public Clob getClob(int a0) throws SQLException {
    throw NotSupported.method("getClob");
  }

  @Override
  public Array getArray(int a0) throws SQLException {
    throw NotSupported.method("getArray");
  }

  @Override
  public Object getObject(String a0, Map<String, Class<?>> a1) throws SQLException {
    throw NotSupported.method("getObject");
  }

  @Override
  public Ref getRef(String a0) throws SQLException {
    throw NotSupported.method("getRef");
  }

  @Override
  public Blob getBlob(String a0) throws SQLException {
    throw NotSupported.method("getBlob");
  }

  @Override
  public Clob getClob(String a0) throws SQLException {
    throw NotSupported.method("getClob");
  }

  @Override
  public Array getArray(String a0) throws SQLException {
    throw NotSupported.method("getArray");
  }

  @Override
  public URL getURL(int a0) throws SQLException {
    throw NotSupported.method("getURL");
  }

  @Override
  public URL getURL(String a0) throws SQLException {
    throw NotSupported.method("getURL");
  }

  @Override
  public void updateRef(int a0, Ref a1) throws SQLException {
    throw NotSupported.method("updateRef");
  }

  @Override
  public void updateRef(String a0, Ref a1) throws SQLException {
    throw NotSupported.method("updateRef");
  }

  @Override
  public void updateBlob(int a0, Blob a1) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateBlob(String a0, Blob a1) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateClob(int a0, Clob a1) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateClob(String a0, Clob a1) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateArray(int a0, Array a1) throws SQLException {
    throw NotSupported.method("updateArray");
  }

  @Override
  public void updateArray(String a0, Array a1) throws SQLException {
    throw NotSupported.method("updateArray");
  }

  @Override
  public RowId getRowId(int a0) throws SQLException {
    throw NotSupported.method("getRowId");
  }

  @Override
  public RowId getRowId(String a0) throws SQLException {
    throw NotSupported.method("getRowId");
  }

  @Override
  public void updateRowId(int a0, RowId a1) throws SQLException {
    throw NotSupported.method("updateRowId");
  }

  @Override
  public void updateRowId(String a0, RowId a1) throws SQLException {
    throw NotSupported.method("updateRowId");
  }

  @Override
  public void updateNString(int a0, String a1) throws SQLException {
    throw NotSupported.method("updateNString");
  }

  @Override
  public void updateNString(String a0, String a1) throws SQLException {
    throw NotSupported.method("updateNString");
  }

  @Override
  public void updateNClob(int a0, NClob a1) throws SQLException {
    throw NotSupported.method("updateNClob");
  }

  @Override
  public void updateNClob(String a0, NClob a1) throws SQLException {
    throw NotSupported.method("updateNClob");
  }

  @Override
  public NClob getNClob(int a0) throws SQLException {
    throw NotSupported.method("getNClob");
  }

  @Override
  public NClob getNClob(String a0) throws SQLException {
    throw NotSupported.method("getNClob");
  }

  @Override
  public SQLXML getSQLXML(int a0) throws SQLException {
    throw NotSupported.method("getSQLXML");
  }

  @Override
  public SQLXML getSQLXML(String a0) throws SQLException {
    throw NotSupported.method("getSQLXML");
  }

  @Override
  public void updateSQLXML(int a0, SQLXML a1) throws SQLException {
    throw NotSupported.method("updateSQLXML");
  }

  @Override
  public void updateSQLXML(String a0, SQLXML a1) throws SQLException {
    throw NotSupported.method("updateSQLXML");
  }

  @Override
  public Reader getNCharacterStream(int a0) throws SQLException {
    throw NotSupported.method("getNCharacterStream");
  }

  @Override
  public Reader getNCharacterStream(String a0) throws SQLException {
    throw NotSupported.method("getNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(String a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateAsciiStream(String a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateBlob(int a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateBlob(String a0, InputStream a1, long a2) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateClob(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateClob(String a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateNClob(int a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateNClob");
  }

  @Override
  public void updateNClob(String a0, Reader a1, long a2) throws SQLException {
    throw NotSupported.method("updateNClob");
  }

  @Override
  public void updateNCharacterStream(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateNCharacterStream");
  }

  @Override
  public void updateNCharacterStream(String a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateNCharacterStream");
  }

  @Override
  public void updateAsciiStream(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateAsciiStream(String a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateAsciiStream");
  }

  @Override
  public void updateBinaryStream(String a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateBinaryStream");
  }

  @Override
  public void updateCharacterStream(String a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateCharacterStream");
  }

  @Override
  public void updateBlob(int a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateBlob(String a0, InputStream a1) throws SQLException {
    throw NotSupported.method("updateBlob");
  }

  @Override
  public void updateClob(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateClob(String a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateClob");
  }

  @Override
  public void updateNClob(int a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateNClob");
  }

  @Override
  public void updateNClob(String a0, Reader a1) throws SQLException {
    throw NotSupported.method("updateNClob");
  }
}
