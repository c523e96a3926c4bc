package io.nyala.planner.testing;

import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.catalog.TableStatistics;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The statistics that ANALYZE finds for TPC-H's tables at scale factor 1. */
public final class TpchStatistics {
  private static final DataType MONEY = new DecimalType(15, 2);

  private TpchStatistics() {}

  /** Adds them to a catalog that has the tables. */
  public static TestCatalog addTo(TestCatalog catalog) {
    table(
        catalog,
        "region",
        5,
        key("r_regionkey", 5),
        text("r_name", 5, 8),
        text("r_comment", 5, 66));
    table(
        catalog,
        "nation",
        25,
        key("n_nationkey", 25),
        text("n_name", 25, 8),
        key("n_regionkey", 5),
        text("n_comment", 25, 74));
    table(
        catalog,
        "supplier",
        10_000,
        key("s_suppkey", 10_000),
        text("s_name", 10_000, 18),
        text("s_address", 10_000, 25),
        key("s_nationkey", 25),
        text("s_phone", 10_000, 15),
        money("s_acctbal", 9_955, -998, 9_999),
        text("s_comment", 10_000, 62));
    table(
        catalog,
        "customer",
        150_000,
        key("c_custkey", 150_000),
        text("c_name", 150_000, 18),
        text("c_address", 150_000, 25),
        key("c_nationkey", 25),
        text("c_phone", 150_000, 15),
        money("c_acctbal", 140_000, -999, 9_999),
        text("c_mktsegment", 5, 9),
        text("c_comment", 150_000, 73));
    table(
        catalog,
        "part",
        200_000,
        key("p_partkey", 200_000),
        text("p_name", 200_000, 33),
        text("p_mfgr", 5, 14),
        text("p_brand", 25, 8),
        text("p_type", 150, 21),
        new Spec("p_size", DataType.INT, 50, 4, 1L, 50L),
        text("p_container", 40, 8),
        money("p_retailprice", 20_899, 901, 2_098),
        text("p_comment", 130_000, 14));
    table(
        catalog,
        "partsupp",
        800_000,
        key("ps_partkey", 200_000),
        key("ps_suppkey", 10_000),
        new Spec("ps_availqty", DataType.INT, 9_999, 4, 1L, 9_999L),
        money("ps_supplycost", 99_865, 1, 1_000),
        text("ps_comment", 800_000, 124));
    table(
        catalog,
        "orders",
        1_500_000,
        key("o_orderkey", 1_500_000),
        key("o_custkey", 99_996),
        text("o_orderstatus", 3, 1),
        money("o_totalprice", 1_464_556, 857, 555_285),
        date("o_orderdate", 2_406, "1992-01-01", "1998-08-02"),
        text("o_orderpriority", 5, 8),
        text("o_clerk", 1_000, 15),
        new Spec("o_shippriority", DataType.INT, 1, 4, 0L, 0L),
        text("o_comment", 1_480_000, 49));
    table(
        catalog,
        "lineitem",
        6_001_215,
        key("l_orderkey", 1_500_000),
        key("l_partkey", 200_000),
        key("l_suppkey", 10_000),
        new Spec("l_linenumber", DataType.INT, 7, 4, 1L, 7L),
        money("l_quantity", 50, 1, 50),
        money("l_extendedprice", 933_900, 901, 104_949),
        money("l_discount", 11, 0, 0),
        money("l_tax", 9, 0, 0),
        text("l_returnflag", 3, 1),
        text("l_linestatus", 2, 1),
        date("l_shipdate", 2_526, "1992-01-02", "1998-12-01"),
        date("l_commitdate", 2_466, "1992-01-31", "1998-10-31"),
        date("l_receiptdate", 2_554, "1992-01-03", "1998-12-31"),
        text("l_shipinstruct", 4, 12),
        text("l_shipmode", 7, 4),
        text("l_comment", 4_580_000, 27));
    return catalog;
  }

  private record Spec(
      String name, DataType type, long distinct, double length, Object low, Object high) {}

  private static Spec key(String name, long distinct) {
    return new Spec(name, DataType.BIGINT, distinct, 8, 1L, distinct);
  }

  private static Spec text(String name, long distinct, double length) {
    return new Spec(name, DataType.STRING, distinct, length, "", "");
  }

  private static Spec money(String name, long distinct, long low, long high) {
    return new Spec(
        name,
        MONEY,
        distinct,
        12,
        java.math.BigDecimal.valueOf(low),
        java.math.BigDecimal.valueOf(high));
  }

  private static Spec date(String name, long distinct, String low, String high) {
    return new Spec(
        name,
        DataType.DATE,
        distinct,
        4,
        LocalDate.parse(low).toEpochDay(),
        LocalDate.parse(high).toEpochDay());
  }

  private static void table(TestCatalog catalog, String name, long rows, Spec... specs) {
    Map<String, ColumnStatistics> statistics = new HashMap<>();
    for (Spec spec : specs) {
      boolean ranged = !(spec.low() instanceof String);
      statistics.put(
          spec.name(),
          new ColumnStatistics(
              OptionalLong.of(spec.distinct()),
              OptionalLong.of(0),
              OptionalDouble.of(spec.length()),
              ranged ? Optional.of(spec.low()) : Optional.empty(),
              ranged ? Optional.of(spec.high()) : Optional.empty()));
    }
    catalog.statistics(
        name, new TableStatistics(OptionalLong.of(rows), OptionalLong.empty(), statistics));
  }
}
