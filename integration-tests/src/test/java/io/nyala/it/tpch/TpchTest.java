package io.nyala.it.tpch;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.it.TestSandbox;
import io.nyala.it.oracle.DuckDbTpch;
import io.nyala.it.oracle.ResultComparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All 22 TPC-H queries against DuckDB over the same rows. */
@ExtendWith(TestSandbox.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TpchTest {
  private DuckDbTpch oracle;
  private Connection connection;

  @BeforeAll
  void connect(@TempDir Path directory) throws SQLException, IOException {
    oracle = new DuckDbTpch(TestSandbox.SCALE, directory);
    connection = TestSandbox.connect("admin", "tpch");
  }

  @AfterAll
  void disconnect() throws SQLException {
    connection.close();
    oracle.close();
  }

  static List<String> queries() {
    return java.util.stream.IntStream.rangeClosed(1, 22)
        .mapToObj(number -> String.format(Locale.ROOT, "q%02d", number))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void equalsDuckDb(String query) throws SQLException, IOException {
    String sql = text(query);
    List<List<Object>> expected = oracle.query(sql);
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(ResultComparison.difference(ResultComparison.read(rows), expected)).isEmpty();
    }
  }

  private static String text(String query) throws IOException {
    try (InputStream in = TpchTest.class.getResourceAsStream("/tpch/" + query + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
