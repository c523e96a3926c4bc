package io.nyala.it.sql;

import java.nio.file.Path;
import java.util.List;

/** One statement of a {@link SqlTestFile} and its expectation. */
record SqlTestCase(
    int line,
    String user,
    String sql,
    Expectation expectation,
    boolean sorted,
    String error,
    List<String> rows) {

  /** What kind of answer is expected. */
  enum Expectation {
    OK,
    ERROR,
    ROWS
  }

  static SqlTestCase parse(Path path, int line, String user, List<String> block) {
    String head = block.get(0).trim();
    int separator = block.indexOf("----");
    String sql =
        String.join("\n", block.subList(1, separator < 0 ? block.size() : separator)).trim();
    List<String> rows =
        separator < 0 ? List.of() : List.copyOf(block.subList(separator + 1, block.size()));
    if (head.equals("statement ok")) {
      return new SqlTestCase(line, user, sql, Expectation.OK, false, "", List.of());
    }
    if (head.startsWith("statement error ")) {
      return new SqlTestCase(
          line, user, sql, Expectation.ERROR, false, head.substring(16).trim(), List.of());
    }
    if (head.equals("query") || head.equals("query rowsort")) {
      if (separator < 0) {
        throw new IllegalArgumentException(path + ":" + line + ": a query needs ----");
      }
      return new SqlTestCase(line, user, sql, Expectation.ROWS, head.endsWith("rowsort"), "", rows);
    }
    throw new IllegalArgumentException(path + ":" + line + ": unknown block '" + head + "'");
  }
}
