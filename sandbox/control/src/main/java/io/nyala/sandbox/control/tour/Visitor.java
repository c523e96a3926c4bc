package io.nyala.sandbox.control.tour;

import io.nyala.sandbox.control.data.KerberosUser;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;

/**
 * One user on the tour: runs statements over a connection of its own and prints what comes back. A
 * statement that should be denied and is not, or the other way round, is counted as a surprise.
 */
final class Visitor implements AutoCloseable {
  private static final int ROWS_SHOWN = 12;

  private final String name;
  private final PrintStream out;
  private final Connection connection;
  private int surprises;

  Visitor(KerberosUser user, String database, PrintStream out) throws SQLException, IOException {
    this.name = user.name();
    this.out = out;
    this.connection = user.connect(database);
  }

  /**
   * Runs a statement that this user may run, prints its rows and what the server tells about its
   * execution.
   */
  void shows(String why, String sql) {
    announce(why, sql);
    try {
      print(sql);
    } catch (SQLException e) {
      surprise("failed: " + e.getMessage());
    }
  }

  /** Runs a statement that this user may not run and prints the refusal. */
  void isDenied(String why, String sql) {
    announce(why, sql);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      surprise("was allowed, though it should have been denied");
    } catch (SQLException e) {
      if ("42000".equals(e.getSQLState())) {
        out.println("    denied: " + e.getMessage());
      } else {
        surprise("failed: " + e.getMessage());
      }
    }
  }

  /** The single number that a query returns. */
  long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("No row came back from " + sql);
      }
      return rows.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void announce(String why, String sql) {
    out.println();
    out.println("  " + why);
    sql.lines().forEach(line -> out.println("  " + name + "> " + line));
  }

  private void print(String sql) throws SQLException {
    long begin = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          List<String> lines = TextTable.of(rows, ROWS_SHOWN);
          lines.forEach(line -> out.println("    " + line));
        }
      }
      out.printf("    (%.2f s)%n", (System.nanoTime() - begin) / 1e9);
      for (SQLWarning note = statement.getWarnings(); note != null; note = note.getNextWarning()) {
        out.println("    " + note.getMessage());
      }
    }
  }

  void surprise(String what) {
    surprises++;
    out.println("    SURPRISE: this " + what);
  }

  int surprises() {
    return surprises;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
