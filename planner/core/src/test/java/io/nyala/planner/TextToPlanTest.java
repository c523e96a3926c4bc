package io.nyala.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.physical.OptimizerSettings;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.type.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the text to the distributed plan: what the analyzer makes, the optimizer takes. */
class TextToPlanTest {
  private static PlannedQuery plan(PlannerFixture fixture, String user, String text) {
    Analysis analysis = fixture.analyze(user, text);
    PlannerContext context = fixture.context(user);
    PlannedQuery planned =
        fixture.planner().plan(analysis, context, OptimizerSettings.forExecutors(2));
    assertThat(planned.columns())
        .extracting(column -> column.label() + " " + column.type())
        .isEqualTo(
            analysis.output().stream()
                .map(column -> column.label() + " " + column.type())
                .toList());
    return planned;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
  void plansTpch(int number) {
    PlannerFixture fixture = new PlannerFixture(PlannerFixture.tpch(), new TestAccessControl());
    assertThat(
            plan(fixture, TestAccessControl.ADMIN, PlannerFixture.tpchQuery(number))
                .plan()
                .fragments())
        .isNotEmpty();
  }

  private static TestCatalog catalog() {
    return new TestCatalog()
        .table("create table t (a int, b string, c decimal(10,2), d date)")
        .table("create table u (a bigint, x double)")
        .table(
            "create table flights (origin string, cost decimal(10,2)) partitioned by (month int)")
        .table("create table airports (iata string, state string)")
        .partition("flights", "month=1", 1L)
        .partition("flights", "month=2", 2L)
        .view(
            "v",
            "select origin, cost from flights",
            new Column("o", DataType.STRING, ""),
            new Column("c", DataType.STRING, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1",
        "select 1 + 2, 'x', null",
        "select 1 where false",
        "select * from t",
        "select count(*) from t",
        "select count(*) from flights where month = 2",
        "select distinct b from t order by b limit 3",
        "select b, count(distinct a), sum(distinct c), avg(c) from t group by b having max(a) > 1 order by 2 desc",
        "select b from t group by b, a",
        "select stddev_pop(a), var_samp(c) from t",
        "select a, (select max(x) from u where u.a = t.a) from t",
        "select b, (select max(x) from u where cast(u.a as string) = t.b) from t group by b",
        "select a from t where exists (select * from u where u.a = t.a and x > 1)",
        "select a from t where not exists (select 1 from u where u.a = t.a)",
        "select a from t where a in (select a from u) or b = 'x'",
        "select a from t where a not in (select a from u where x > t.c)",
        "select a from t where a > all (select a from u)",
        "select a from t where a = any (select a from u) and c < (select avg(x) from u)",
        "select a from t where (a, b) in (select a, 'x' from u)",
        "select t.a from t left semi join u on t.a = u.a",
        "select * from t full join u using (a)",
        "select t.a, x from t left join u on t.a = u.a and x > 1 where x is null",
        "select 1 from t cross join u",
        "select 1 from t join u on t.a < u.a",
        "select a from t union select a from u order by 1 limit 2",
        "select a from t union all select x from u",
        "select a from t intersect select a from u",
        "select a from t except select a from u",
        "select a from t intersect select a from u intersect select 1",
        "select a from t except select a from u except select 1",
        "values (1, 'a'), (2, null)",
        "values (1 + 1, 'a'), (2, 'b')",
        "with q as (select a, count(*) n from t group by a) select q.a from q join q r on q.n = r.n",
        "select case a when 1 then 'x' else b end, if(a > 1, 1, 2), coalesce(b, 'z'), a between 1 and 2 from t",
        "select d + interval '1' month, year(d), a <=> 1, not a = 1, a is not null, b like 'x%' from t",
        "select a from t where a in (1, 2, 3) and c in (1, 2.5) and d >= '2020-01-01'",
        "select o, c from v where o = 'DFW'",
        "select a, c * 2 from t order by c desc, b nulls first limit 5 offset 2",
        "select current_date, current_timestamp",
        "select cast(a as string), cast(b as int), cast(c as decimal(5,1)) from t",
      })
  void plansEveryForm(String text) {
    PlannerFixture fixture = new PlannerFixture(catalog(), new TestAccessControl());
    assertThatCode(() -> plan(fixture, TestAccessControl.ADMIN, text)).doesNotThrowAnyException();
  }

  @Test
  void plansBehindPolicies() {
    TestAccessControl access =
        new TestAccessControl()
            .allow("ann", "default/flights")
            .allow("ann", "default/v")
            .rowFilter(
                "ann",
                "default.flights",
                "origin in (select iata from airports where state = 'TX')")
            .mask("ann", "default.flights", "cost", "mask(cast(cost as string))");
    PlannerFixture fixture = new PlannerFixture(catalog(), access);
    for (String text :
        new String[] {
          "select origin, cost from flights where origin like 'D%' and month = 1",
          "select count(*) from flights",
          "select sum(cost) from flights group by month",
          "select o from v where c > 1",
          "select f.origin from flights f join flights g on f.origin = g.origin"
        }) {
      PlannedQuery planned = plan(fixture, "ann", text);
      assertThat(planned.logicalText()).as(text).doesNotContain("TX");
    }
  }
}
