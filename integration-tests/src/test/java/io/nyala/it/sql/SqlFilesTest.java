package io.nyala.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.it.TestSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Replays every file below {@code sql/} under several configurations. {@code
 * -Dnyala.sql.files=join} runs those whose path contains the word; {@code -Dnyala.sql.rewrite=true}
 * writes what the server answers into the files instead.
 */
@ExtendWith(TestSandbox.class)
class SqlFilesTest {
  private static final Map<String, List<String>> CONFIGURATIONS =
      Map.of(
          "default", List.of(),
          "batch size 1", List.of("set nyala.query.batch.size=1"),
          "batch size 7", List.of("set nyala.query.batch.size=7"),
          "rules off", List.of("set nyala.optimizer.disabled.phases=all"),
          "interpreter only", List.of("set nyala.query.compiled.expressions=false"),
          "one executor", List.of("set nyala.query.max.executors=1"));

  @TestFactory
  List<DynamicTest> files() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    List<Path> files;
    String only = System.getProperty("nyala.sql.files", "");
    try (Stream<Path> all = Files.walk(Path.of("sql"))) {
      files =
          all.filter(path -> path.toString().endsWith(".test") && path.toString().contains(only))
              .sorted()
              .toList();
    }
    boolean rewrite = Boolean.getBoolean("nyala.sql.rewrite");
    for (Path file : files) {
      if (rewrite) {
        tests.add(DynamicTest.dynamicTest("rewrite " + file, () -> rewrite(file)));
      } else {
        CONFIGURATIONS.forEach(
            (name, settings) ->
                tests.add(DynamicTest.dynamicTest(file + ", " + name, () -> run(file, settings))));
      }
    }
    return tests;
  }

  private static void run(Path file, List<String> settings) throws SQLException, IOException {
    try (SqlTestRunner runner = new SqlTestRunner(TestSandbox::connect, settings)) {
      assertThat(runner.run(SqlTestFile.read(file))).isEmpty();
    }
  }

  private static void rewrite(Path file) throws SQLException, IOException {
    try (SqlTestRunner runner = new SqlTestRunner(TestSandbox::connect, List.of())) {
      SqlTestRewriter.rewrite(SqlTestFile.read(file), runner);
    }
  }
}
