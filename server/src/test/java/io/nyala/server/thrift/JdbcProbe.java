package io.nyala.server.thrift;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Runs in a process of its own with one driver on its class path: connects to the first argument
 * and executes the others, printing labels, types, rows and errors. {@code @name} stands for a
 * metadata call or a special act.
 */
final class JdbcProbe {
  private JdbcProbe() {}

  public static void main(String[] arguments) throws Exception {
    Class.forName("org.apache.hive.jdbc.HiveDriver");
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      for (int i = 1; i < arguments.length; i++) {
        System.out.println("> " + arguments[i]);
        try {
          run(connection, arguments[i]);
        } catch (SQLException e) {
          System.out.println(
              "ERROR " + e.getSQLState() + " " + e.getErrorCode() + " " + e.getMessage());
        }
      }
    } catch (SQLException e) {
      System.out.println("CONNECT " + e.getSQLState() + " " + e.getMessage());
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void run(Connection connection, String what) throws SQLException {
    switch (what) {
      case "@product" ->
          System.out.println(
              connection.getMetaData().getDatabaseProductName()
                  + " "
                  + connection.getMetaData().getDatabaseMajorVersion());
      case "@valid" -> System.out.println(connection.isValid(5));
      case "@schema" -> System.out.println(connection.getSchema());
      case "@catalogs" -> print(connection.getMetaData().getCatalogs());
      case "@schemas" -> print(connection.getMetaData().getSchemas());
      case "@tabletypes" -> print(connection.getMetaData().getTableTypes());
      case "@typeinfo" -> print(connection.getMetaData().getTypeInfo());
      case "@tables" -> print(connection.getMetaData().getTables(null, "%", "%", null));
      case "@views" ->
          print(connection.getMetaData().getTables(null, "SALES", "R%", new String[] {"VIEW"}));
      case "@columns" -> print(connection.getMetaData().getColumns(null, "sales", "orders", "%"));
      case "@functions" -> print(connection.getMetaData().getFunctions(null, "%", "%"));
      case "@primarykeys" ->
          print(connection.getMetaData().getPrimaryKeys(null, "sales", "orders"));
      case "@crossreference" ->
          print(
              connection
                  .getMetaData()
                  .getCrossReference(null, "sales", "orders", null, "sales", "recent"));
      case "@cancel" -> cancel(connection);
      case "@timeout" -> timeout(connection);
      default -> execute(connection, what);
    }
  }

  private static void cancel(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  statement.execute("slow");
                  System.out.println("finished");
                } catch (SQLException e) {
                  System.out.println("ERROR " + e.getSQLState() + " " + e.getMessage());
                }
              });
      thread.start();
      for (int i = 0; i < 20 && thread.isAlive(); i++) {
        try {
          thread.join(500);
          statement.cancel();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static void timeout(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute("slow");
    } catch (SQLException e) {
      System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }

  private static void execute(Connection connection, String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (text.startsWith("rows")) {
        statement.setFetchSize(777);
      }
      if (!statement.execute(text)) {
        System.out.println("updated " + statement.getUpdateCount());
        return;
      }
      ResultSet rows = statement.getResultSet();
      if (text.startsWith("rows")) {
        count(rows);
      } else {
        print(rows);
      }
    }
  }

  private static void count(ResultSet rows) throws SQLException {
    long count = 0;
    long sum = 0;
    long nulls = 0;
    while (rows.next()) {
      count++;
      sum += rows.getLong(1);
      nulls += rows.getString(2) == null ? 1 : 0;
    }
    System.out.println("count " + count + " sum " + sum + " nulls " + nulls);
  }

  private static void print(ResultSet rows) throws SQLException {
    ResultSetMetaData meta = rows.getMetaData();
    StringBuilder line = new StringBuilder();
    for (int i = 1; i <= meta.getColumnCount(); i++) {
      line.append(i > 1 ? "|" : "")
          .append(meta.getColumnLabel(i))
          .append(':')
          .append(meta.getColumnTypeName(i));
    }
    System.out.println(line);
    while (rows.next()) {
      line.setLength(0);
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        line.append(i > 1 ? "|" : "").append(rows.getString(i));
      }
      System.out.println(line);
    }
  }
}
