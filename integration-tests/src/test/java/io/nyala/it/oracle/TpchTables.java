package io.nyala.it.oracle;

import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** TPC-H's tables for DuckDB, from the same generator as the sandbox's. */
public final class TpchTables {
  private static final Map<String, String> COLUMNS =
      Map.of(
          "region", "r_regionkey BIGINT, r_name VARCHAR, r_comment VARCHAR",
          "nation", "n_nationkey BIGINT, n_name VARCHAR, n_regionkey BIGINT, n_comment VARCHAR",
          "supplier",
              "s_suppkey BIGINT, s_name VARCHAR, s_address VARCHAR, s_nationkey BIGINT, s_phone VARCHAR,"
                  + " s_acctbal DECIMAL(15,2), s_comment VARCHAR",
          "customer",
              "c_custkey BIGINT, c_name VARCHAR, c_address VARCHAR, c_nationkey BIGINT, c_phone VARCHAR,"
                  + " c_acctbal DECIMAL(15,2), c_mktsegment VARCHAR, c_comment VARCHAR",
          "part",
              "p_partkey BIGINT, p_name VARCHAR, p_mfgr VARCHAR, p_brand VARCHAR, p_type VARCHAR, p_size INTEGER,"
                  + " p_container VARCHAR, p_retailprice DECIMAL(15,2), p_comment VARCHAR",
          "partsupp",
              "ps_partkey BIGINT, ps_suppkey BIGINT, ps_availqty INTEGER, ps_supplycost DECIMAL(15,2),"
                  + " ps_comment VARCHAR",
          "orders",
              "o_orderkey BIGINT, o_custkey BIGINT, o_orderstatus VARCHAR, o_totalprice DECIMAL(15,2),"
                  + " o_orderdate DATE, o_orderpriority VARCHAR, o_clerk VARCHAR, o_shippriority INTEGER,"
                  + " o_comment VARCHAR",
          "lineitem",
              "l_orderkey BIGINT, l_partkey BIGINT, l_suppkey BIGINT, l_linenumber INTEGER, l_quantity DECIMAL(15,2),"
                  + " l_extendedprice DECIMAL(15,2), l_discount DECIMAL(15,2), l_tax DECIMAL(15,2),"
                  + " l_returnflag VARCHAR, l_linestatus VARCHAR, l_shipdate DATE, l_commitdate DATE,"
                  + " l_receiptdate DATE, l_shipinstruct VARCHAR, l_shipmode VARCHAR, l_comment VARCHAR");

  private TpchTables() {}

  /**
   * Creates and fills one table.
   *
   * @param directory for the generated text, which is removed again
   */
  public static void create(Statement statement, TpchTable<?> table, double scale, Path directory)
      throws SQLException, IOException {
    String name = table.getTableName();
    Path text = directory.resolve(name + ".tbl");
    write(table, scale, text);
    statement.execute("CREATE TABLE " + name + "(" + COLUMNS.get(name) + ")");
    statement.execute("COPY " + name + " FROM '" + text + "' (DELIMITER '|', HEADER false)");
    Files.delete(text);
  }

  private static <E extends TpchEntity> void write(TpchTable<E> table, double scale, Path text)
      throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(text)) {
      for (E row : table.createGenerator(scale, 1, 1)) {
        String line = row.toLine();
        out.write(line.endsWith("|") ? line.substring(0, line.length() - 1) : line);
        out.write('\n');
      }
    }
  }
}
