package io.nyala.it.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the cases of a file over JDBC, one connection per user, and gathers what differs. */
final class SqlTestRunner implements AutoCloseable {
  /** Opens a connection as one of the sandbox's users. */
  @FunctionalInterface
  interface Connector {
    Connection connect(String user) throws SQLException;
  }

  private final Connector connector;
  private final List<String> settings;
  private final Map<String, Connection> connections = new HashMap<>();

  /**
   * @param settings SET statements issued on each new connection: the configuration under which the
   *     file is replayed
   */
  SqlTestRunner(Connector connector, List<String> settings) {
    this.connector = connector;
    this.settings = settings;
  }

  /** Runs all cases; returns a description per difference, empty if there is none. */
  List<String> run(SqlTestFile file) throws SQLException {
    List<String> differences = new ArrayList<>();
    for (SqlTestCase testCase : file.cases()) {
      String actual = answer(testCase);
      String expected = expected(testCase);
      boolean equal =
          testCase.expectation() == SqlTestCase.Expectation.ERROR
              ? matchesError(expected, actual)
              : expected.equals(actual);
      if (!equal) {
        differences.add(
            String.format(
                "%s:%d as %s: %s%nexpected:%n%s%nactual:%n%s",
                file.path().getFileName(),
                testCase.line(),
                testCase.user(),
                testCase.sql(),
                expected,
                actual));
      }
    }
    return differences;
  }

  /** What the server answers now, in the notation of the file. */
  String answer(SqlTestCase testCase) throws SQLException {
    Connection connection = connection(testCase.user());
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(testCase.sql())) {
        return "ok";
      }
      try (ResultSet rows = statement.getResultSet()) {
        String text = String.join("\n", rows(rows, testCase.sorted()));
        return testCase.expectation() == SqlTestCase.Expectation.OK ? "ok" : text;
      }
    } catch (SQLException e) {
      return "error " + e.getSQLState() + "/" + e.getErrorCode() + " " + e.getMessage();
    }
  }

  static List<String> rows(ResultSet rows, boolean sorted) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    List<String> lines = new ArrayList<>();
    while (rows.next()) {
      List<String> cells = new ArrayList<>();
      for (int column = 1; column <= columns; column++) {
        String cell = rows.getString(column);
        cells.add(cell == null ? "NULL" : cell.isEmpty() ? "(empty)" : cell);
      }
      lines.add(String.join("|", cells));
    }
    return sorted ? lines.stream().sorted().collect(Collectors.toList()) : lines;
  }

  private static String expected(SqlTestCase testCase) {
    return switch (testCase.expectation()) {
      case OK -> "ok";
      case ERROR -> "error " + testCase.error();
      case ROWS ->
          String.join(
              "\n",
              testCase.sorted() ? testCase.rows().stream().sorted().toList() : testCase.rows());
    };
  }

  private static boolean matchesError(String expected, String actual) {
    String[] parts = expected.split(" ", 3);
    return actual.startsWith("error " + parts[1] + " ")
        && (parts.length < 3 || actual.contains(parts[2]));
  }

  private Connection connection(String user) throws SQLException {
    Connection existing = connections.get(user);
    if (existing != null) {
      return existing;
    }
    Connection created = connector.connect(user);
    connections.put(user, created);
    try (Statement statement = created.createStatement()) {
      for (String setting : settings) {
        statement.execute(setting);
      }
    }
    return created;
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }
}
