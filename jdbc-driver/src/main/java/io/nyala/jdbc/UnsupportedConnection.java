package io.nyala.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.Struct;

/** What JDBC connections can do and this one cannot. */
abstract class UnsupportedConnection implements Connection {
  @Override
  public CallableStatement prepareCall(String a0) throws SQLException {
    throw NotSupported.method("prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String a0, int a1, int a2) throws SQLException {
    throw NotSupported.method("prepareCall");
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw NotSupported.method("setSavepoint");
  }

  @Override
  public Savepoint setSavepoint(String a0) throws SQLException {
    throw NotSupported.method("setSavepoint");
  }

  @Override
  public void rollback(Savepoint a0) throws SQLException {
    throw NotSupported.method("rollback");
  }

  @Override
  public void releaseSavepoint(Savepoint a0) throws SQLException {
    throw NotSupported.method("releaseSavepoint");
  }

  @Override
  public CallableStatement prepareCall(String a0, int a1, int a2, int a3) throws SQLException {
    throw NotSupported.method("prepareCall");
  }

  @Override
  public PreparedStatement prepareStatement(String a0, int[] a1) throws SQLException {
    throw NotSupported.method("prepareStatement");
  }

  @Override
  public PreparedStatement prepareStatement(String a0, String[] a1) throws SQLException {
    throw NotSupported.method("prepareStatement");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw NotSupported.method("createClob");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw NotSupported.method("createBlob");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw NotSupported.method("createNClob");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw NotSupported.method("createSQLXML");
  }

  @Override
  public Array createArrayOf(String a0, Object[] a1) throws SQLException {
    throw NotSupported.method("createArrayOf");
  }

  @Override
  public Struct createStruct(String a0, Object[] a1) throws SQLException {
    throw NotSupported.method("createStruct");
  }
}
