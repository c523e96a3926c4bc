package io.nyala.planner.testing;

import io.nyala.planner.Planner;
import io.nyala.planner.PlannerContext;
import io.nyala.planner.analyzer.Analysis;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.UserIdentity;
import io.nyala.spi.session.QueryConstants;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;

/** A planner with a catalog and policies of its own; the constants of its queries never change. */
public final class PlannerFixture {
  public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private final TestCatalog catalog;
  private final TestAccessControl accessControl;
  private final Map<String, String> settings = new HashMap<>();
  private final Planner planner = new Planner();

  public PlannerFixture(TestCatalog catalog, TestAccessControl accessControl) {
    this.catalog = catalog;
    this.accessControl = accessControl;
  }

  /** TPC-H's tables in {@code default}. */
  public static TestCatalog tpch() {
    return new TestCatalog()
        .table(
            "create table part (p_partkey bigint, p_name string, p_mfgr string, p_brand string, p_type string, p_size int,"
                + " p_container string, p_retailprice decimal(15,2), p_comment string)")
        .table(
            "create table supplier (s_suppkey bigint, s_name string, s_address string, s_nationkey bigint, s_phone string,"
                + " s_acctbal decimal(15,2), s_comment string)")
        .table(
            "create table partsupp (ps_partkey bigint, ps_suppkey bigint, ps_availqty int, ps_supplycost decimal(15,2),"
                + " ps_comment string)")
        .table(
            "create table customer (c_custkey bigint, c_name string, c_address string, c_nationkey bigint, c_phone string,"
                + " c_acctbal decimal(15,2), c_mktsegment string, c_comment string)")
        .table(
            "create table orders (o_orderkey bigint, o_custkey bigint, o_orderstatus string, o_totalprice decimal(15,2),"
                + " o_orderdate date, o_orderpriority string, o_clerk string, o_shippriority int, o_comment string)")
        .table(
            "create table lineitem (l_orderkey bigint, l_partkey bigint, l_suppkey bigint, l_linenumber int, l_quantity"
                + " decimal(15,2), l_extendedprice decimal(15,2), l_discount decimal(15,2), l_tax decimal(15,2), l_returnflag"
                + " string, l_linestatus string, l_shipdate date, l_commitdate date, l_receiptdate date, l_shipinstruct string,"
                + " l_shipmode string, l_comment string)")
        .table(
            "create table nation (n_nationkey bigint, n_name string, n_regionkey bigint, n_comment string)")
        .table("create table region (r_regionkey bigint, r_name string, r_comment string)");
  }

  /** The text of a TPC-H query, 1 to 22. */
  public static String tpchQuery(int number) {
    String name = "/tpch/q%02d.sql".formatted(number);
    try (InputStream in = PlannerFixture.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PlannerFixture set(String key, String value) {
    settings.put(key, value);
    return this;
  }

  public Planner planner() {
    return planner;
  }

  public TestCatalog catalog() {
    return catalog;
  }

  public TestAccessControl accessControl() {
    return accessControl;
  }

  public PlannerContext context(String user) {
    UserIdentity identity =
        new UserIdentity(user, user + "@NYALA.TEST", Set.of("people"), "127.0.0.1");
    return new PlannerContext(
        "default",
        new AccessContext(identity, "q1", "s1"),
        new QueryConstants("q1", START, ZoneOffset.UTC, user, Set.of("people"), 42),
        settings,
        catalog,
        accessControl);
  }

  /** Analyses a statement in the name of a user. */
  public Analysis analyze(String user, String text) {
    return planner.analyze(planner.parse(text), context(user));
  }

  /** Analyses a statement as {@link TestAccessControl#ADMIN}. */
  public Analysis analyze(String text) {
    return analyze(TestAccessControl.ADMIN, text);
  }

  /** The tree as text, with line ends of one kind. */
  public static String explain(RelNode rel) {
    return RelOptUtil.toString(rel).replace("\r\n", "\n");
  }
}
