package io.nyala.jdbc;

import java.sql.SQLException;
import java.sql.Statement;

/** What JDBC statements can do and this one cannot. */
abstract class UnsupportedStatement implements Statement {
  @Override
  public void setCursorName(String a0) throws SQLException {
    throw NotSupported.method("setCursorName");
  }

  @Override
  public void addBatch(String a0) throws SQLException {
    throw NotSupported.method("addBatch");
  }

  @Override
  public void clearBatch() throws SQLException {
    throw NotSupported.method("clearBatch");
  }

  @Override
  public int[] executeBatch() throws SQLException {
    throw NotSupported.method("executeBatch");
  }

  @Override
  public int executeUpdate(String a0, int[] a1) throws SQLException {
    throw NotSupported.method("executeUpdate");
  }

  @Override
  public int executeUpdate(String a0, String[] a1) throws SQLException {
    throw NotSupported.method("executeUpdate");
  }

  @Override
  public boolean execute(String a0, int[] a1) throws SQLException {
    throw NotSupported.method("execute");
  }

  @Override
  public boolean execute(String a0, String[] a1) throws SQLException {
    throw NotSupported.method("execute");
  }
}
