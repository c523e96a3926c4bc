package io.nyala.it.client;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What BI tools do at least, over any JDBC driver on the class path; run as a process of its own,
 * because versions of hive-jdbc exclude each other. Arguments: URL, then statements. Prints a line
 * per check and ends with {@code PROBE OK}.
 */
public final class JdbcProbe {
  private JdbcProbe() {}

  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      DatabaseMetaData metaData = connection.getMetaData();
      System.out.println("product " + metaData.getDatabaseProductName());
      System.out.println("driver " + metaData.getDriverVersion());
      try (ResultSet schemas = metaData.getSchemas()) {
        System.out.println("schemas " + count(schemas));
      }
      try (ResultSet tables = metaData.getTables(null, "%", "%", null)) {
        System.out.println("tables " + count(tables));
      }
      try (ResultSet columns = metaData.getColumns(null, "default", "%", "%")) {
        System.out.println("columns " + count(columns));
      }
      try (ResultSet types = metaData.getTypeInfo()) {
        System.out.println("types " + count(types));
      }
      for (int i = 1; i < arguments.length; i++) {
        try (Statement statement = connection.createStatement()) {
          boolean hasRows = statement.execute(arguments[i]);
          System.out.println(
              hasRows
                  ? "rows " + count(statement.getResultSet())
                  : "update " + statement.getUpdateCount());
        }
      }
      try (PreparedStatement prepared = connection.prepareStatement("select ?, ?")) {
        prepared.setInt(1, 42);
        prepared.setString(2, "it's");
        try (ResultSet rows = prepared.executeQuery()) {
          rows.next();
          System.out.println("prepared " + rows.getInt(1) + " " + rows.getString(2));
        }
      }
      try (Statement statement = connection.createStatement()) {
        statement.executeQuery("select * from no_such_table_here");
      } catch (SQLException e) {
        System.out.println("error " + e.getSQLState() + "/" + e.getErrorCode());
      }
      System.out.println("valid " + connection.isValid(5));
    }
    System.out.println("PROBE OK");
  }

  private static int count(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    int count = 0;
    while (rows.next()) {
      rows.getString(columns);
      count++;
    }
    return count;
  }
}
