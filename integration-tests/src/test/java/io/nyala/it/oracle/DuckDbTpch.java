package io.nyala.it.oracle;

import io.trino.tpch.TpchTable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** TPC-H in an in-memory DuckDB: the oracle of the 22 queries. */
public final class DuckDbTpch implements AutoCloseable {
  private final Connection connection;

  /**
   * @param directory for the generated text, removed again as each table is loaded
   */
  public DuckDbTpch(double scale, Path directory) throws SQLException, IOException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      for (TpchTable<?> table : TpchTable.getTables()) {
        TpchTables.create(statement, table, scale, directory);
      }
    }
  }

  public List<List<Object>> query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return ResultComparison.read(statement.executeQuery(sql));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
