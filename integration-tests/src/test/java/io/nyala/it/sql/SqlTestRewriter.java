package io.nyala.it.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the expectations of SQL files with what a server answers, for review as a diff. Run as a
 * program against a reference HiveServer2: {@code java … SqlTestRewriter
 * jdbc:hive2://127.0.0.1:10010/default FILE…}.
 */
final class SqlTestRewriter {
  private SqlTestRewriter() {}

  public static void main(String[] arguments) throws SQLException, IOException {
    for (int i = 1; i < arguments.length; i++) {
      try (SqlTestRunner runner =
          new SqlTestRunner(
              user -> DriverManager.getConnection(arguments[0], user, ""), List.of())) {
        rewrite(SqlTestFile.read(Path.of(arguments[i])), runner);
      }
    }
  }

  static void rewrite(SqlTestFile file, SqlTestRunner runner) throws SQLException, IOException {
    List<String> lines = Files.readAllLines(file.path());
    List<String> result = new ArrayList<>();
    int next = 0;
    for (SqlTestCase testCase : file.cases()) {
      int start = testCase.line() - 1;
      result.addAll(lines.subList(next, start));
      next = start;
      while (next < lines.size() && !lines.get(next).isBlank()) {
        next++;
      }
      result.addAll(block(testCase, runner.answer(testCase)));
    }
    result.addAll(lines.subList(next, lines.size()));
    Files.write(file.path(), result);
  }

  private static List<String> block(SqlTestCase testCase, String answer) {
    List<String> block = new ArrayList<>();
    if (answer.startsWith("error ")) {
      block.add("statement " + answer.lines().findFirst().orElseThrow());
      block.addAll(testCase.sql().lines().toList());
    } else if (testCase.expectation() != SqlTestCase.Expectation.ROWS) {
      block.add("statement ok");
      block.addAll(testCase.sql().lines().toList());
    } else {
      block.add(testCase.sorted() ? "query rowsort" : "query");
      block.addAll(testCase.sql().lines().toList());
      block.add("----");
      block.addAll(answer.lines().toList());
    }
    return block;
  }
}
