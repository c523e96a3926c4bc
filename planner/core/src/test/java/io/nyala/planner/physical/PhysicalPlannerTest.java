package io.nyala.planner.physical;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.analyzer.OutputColumn;
import io.nyala.planner.explain.PlanPrinter;
import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.spi.catalog.TableStatistics;
import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pruning, policies, joins, limits and sorts from text to plan. */
class PhysicalPlannerTest {
  private final TestAccessControl access = new TestAccessControl();
  private final TestCatalog catalog =
      new TestCatalog()
          .table(
              "create table flights (carrier string, origin string, dest string, delay int)"
                  + " partitioned by (month int) clustered by (origin) into 8 buckets stored as orc")
          .table("create table airports (iata string, state string, city string)")
          .table("create table strikes (id int, airport string, cost int)")
          .partition("flights", "month=1", 1L)
          .partition("flights", "month=2", 2L)
          .partition("flights", "month=3", 3L)
          .statistics("flights", rows(20_000))
          .statistics("airports", rows(3_000))
          .statistics("strikes", rows(5_000));
  private final PlannerFixture fixture = new PlannerFixture(catalog, access);

  private static TableStatistics rows(long rows) {
    return new TableStatistics(OptionalLong.of(rows), OptionalLong.empty(), Map.of());
  }

  private PlannedQuery plan(String user, String text) {
    Analysis analysis = fixture.analyze(user, text);
    PlanningContext context =
        new PlanningContext(
            catalog, fixture.context(user).constants(), OptimizerSettings.forExecutors(2));
    List<String> labels = analysis.output().stream().map(OutputColumn::label).toList();
    return PhysicalPlanner.plan(analysis.root(), labels, context);
  }

  private PlannedQuery plan(String text) {
    return plan(TestAccessControl.ADMIN, text);
  }

  private static <T extends PlanNode> List<T> nodes(PlannedQuery planned, Class<T> type) {
    List<T> found = new ArrayList<>();
    planned.plan().fragments().forEach(fragment -> collect(fragment.root(), type, found));
    return found;
  }

  private static <T extends PlanNode> void collect(PlanNode node, Class<T> type, List<T> found) {
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    node.inputs().forEach(input -> collect(input, type, found));
  }

  private static String explain(PlannedQuery planned) {
    return PlanPrinter.print(planned, PlanPrinter.Level.LOGICAL)
        + PlanPrinter.print(planned, PlanPrinter.Level.PHYSICAL)
        + PlanPrinter.print(planned, PlanPrinter.Level.FRAGMENTS);
  }

  @Test
  void prunesPartitionsByTheirValues() {
    PlannedQuery planned = plan("select count(*) from flights where month in (2, 7) and delay > 5");
    PlannedScan scan = planned.scans().get(0);
    assertThat(scan.partitions()).extracting("name").containsExactly("month=2");
    assertThat(scan.partitionsTotal()).isEqualTo(3);
    assertThat(explain(planned)).contains("partitions 1/3");
  }

  @Test
  void prunesPartitionsByExpressionsThatFold() {
    PlannedQuery planned = plan("select count(*) from flights where month + 1 > 2 + 1");
    assertThat(planned.scans().get(0).partitions()).extracting("name").containsExactly("month=3");
  }

  @Test
  void prunesPartitionsThroughAnEquality() {
    PlannedQuery planned =
        plan("select count(*) from flights f join strikes s on f.month = s.id where s.id = 3");
    assertThat(
            planned.scans().stream()
                .filter(scan -> scan.table().isPartitioned())
                .findFirst()
                .orElseThrow()
                .partitions())
        .extracting("name")
        .containsExactly("month=3");
  }

  @Test
  void readsNothingIfNoPartitionIsLeft() {
    PlannedQuery planned = plan("select count(*) from flights where month = 9");
    assertThat(planned.scans()).isEmpty();
    assertThat(nodes(planned, PlanNode.TableScan.class)).isEmpty();
    assertThat(nodes(planned, PlanNode.Aggregate.class)).isNotEmpty();
  }

  @Test
  void prunesBuckets() {
    PlannedQuery planned = plan("select delay from flights where origin in ('DFW', 'IAH')");
    PlannedScan scan = planned.scans().get(0);
    assertThat(scan.buckets().orElseThrow()).hasSizeBetween(1, 2);
    assertThat(explain(planned)).containsPattern("buckets [12]/8");
  }

  @Test
  void keepsAllBucketsForOtherConditions() {
    PlannedQuery planned = plan("select delay from flights where origin > 'DFW'");
    assertThat(planned.scans().get(0).buckets()).isEmpty();
  }

  @Test
  void limitZeroAndFalseReadNothing() {
    assertThat(plan("select * from flights limit 0").scans()).isEmpty();
    assertThat(plan("select * from flights where 1 = 2").scans()).isEmpty();
    assertThat(plan("select * from flights where month = 1 and 1 > 2").scans()).isEmpty();
  }

  @Test
  void readsOnlyTheColumnsThatAreUsed() {
    PlannedQuery planned = plan("select max(delay) from flights where carrier = 'AA'");
    assertThat(nodes(planned, PlanNode.TableScan.class).get(0).scan().output())
        .extracting("name")
        .containsExactly("carrier", "delay");
  }

  @Test
  void sortsPerTaskAndMerges() {
    PlannedQuery planned = plan("select delay from flights order by delay desc");
    assertThat(nodes(planned, PlanNode.Sort.class)).hasSize(1);
    assertThat(nodes(planned, PlanNode.ExchangeSource.class).get(0).mergeKeys()).hasSize(1);
  }

  @Test
  void limitsPerTaskAndAgain() {
    PlannedQuery planned = plan("select delay from flights order by delay limit 5");
    assertThat(nodes(planned, PlanNode.TopN.class)).hasSize(1);
    assertThat(nodes(planned, PlanNode.Limit.class)).hasSize(1);
    PlannedQuery unsorted = plan("select delay from flights limit 5");
    assertThat(nodes(unsorted, PlanNode.Limit.class)).hasSize(2);
  }

  @Test
  void theAnalystSeesOnlyThatThereIsAFilter() {
    access
        .allow("analyst", "default/flights/carrier")
        .allow("analyst", "default/flights/delay")
        .allow("analyst", "default/flights/month")
        .rowFilter(
            "analyst",
            "default.flights",
            "origin IN (SELECT iata FROM airports WHERE state = 'TX')");
    PlannedQuery planned =
        plan("analyst", "select carrier, sum(delay) from flights where month = 2 group by carrier");
    assertThat(explain(planned))
        .contains("row filter: yes")
        .doesNotContain("airports")
        .doesNotContain("TX")
        .doesNotContain("origin")
        .doesNotContain("1/3");
    // The filter is a semi join with the policy's own scan of airports.
    assertThat(nodes(planned, PlanNode.Join.class))
        .extracting(PlanNode.Join::kind)
        .containsExactly(JoinKind.LEFT_SEMI);
    assertThat(nodes(planned, PlanNode.TableScan.class))
        .extracting(PlanNode.TableScan::table)
        .containsExactlyInAnyOrder("default.airports", "default.flights");
    // The user's condition on a partition column is leakproof and still prunes.
    assertThat(
            planned.scans().stream()
                .filter(scan -> scan.table().isPartitioned())
                .findFirst()
                .orElseThrow()
                .partitions())
        .hasSize(1);
    for (PlanNode.TableScan scan : nodes(planned, PlanNode.TableScan.class)) {
      assertThat(scan.decision().mac()).isNotEmpty();
    }
  }

  @Test
  void conditionsOnMaskedColumnsAreNotPushed() {
    access.allow("analyst", "default/strikes").mask("analyst", "default.strikes", "cost", "NULL");
    PlannedQuery planned = plan("analyst", "select id from strikes where cost = 7 and id > 3");
    for (PlanNode.TableScan scan : nodes(planned, PlanNode.TableScan.class)) {
      assertThat(scan.scan().pushed().toString()).doesNotContain("7");
    }
    assertThat(explain(planned)).contains("masked columns: cost");
  }

  @Test
  void conditionsThatCanFailStayAboveThePolicy() {
    access
        .allow("analyst", "default/flights")
        .rowFilter("analyst", "default.flights", "carrier = 'AA'");
    PlannedQuery planned =
        plan("analyst", "select delay from flights where regexp_replace(dest, 'a', 'b') = 'x'");
    for (PlanNode.TableScan scan : nodes(planned, PlanNode.TableScan.class)) {
      assertThat(scan.scan().pushed().toString()).doesNotContain("regexp");
    }
    PlanNode.Filter policy =
        nodes(planned, PlanNode.Filter.class).stream()
            .filter(filter -> filter.input() instanceof PlanNode.TableScan)
            .findFirst()
            .orElseThrow();
    assertThat(policy.predicate().toString()).contains("AA").doesNotContain("regexp");
  }

  @Test
  void notInKeepsItsThreeValues() {
    PlannedQuery planned =
        plan("select id from strikes where airport not in (select iata from airports)");
    PlanNode.Join join = nodes(planned, PlanNode.Join.class).get(0);
    assertThat(join.kind()).isEqualTo(JoinKind.LEFT_MARK);
    PlanFragment producer =
        planned.plan().fragments().get(((PlanNode.ExchangeSource) join.right()).fragments().get(0));
    assertThat(producer.output().kind()).isEqualTo(OutputRouting.Kind.BROADCAST);
  }

  @Test
  void existsAndInBecomeSemiAndAntiJoins() {
    PlannedQuery in = plan("select id from strikes where airport in (select iata from airports)");
    assertThat(nodes(in, PlanNode.Join.class))
        .extracting(PlanNode.Join::kind)
        .containsExactly(JoinKind.LEFT_SEMI);
    PlannedQuery notExists =
        plan(
            "select id from strikes s where not exists"
                + " (select 1 from airports a where a.iata = s.airport and a.state <> 'TX')");
    assertThat(nodes(notExists, PlanNode.Join.class))
        .extracting(PlanNode.Join::kind)
        .containsExactly(JoinKind.LEFT_ANTI);
  }

  @Test
  void countOfNoRowsIsZero() {
    PlannedQuery planned =
        plan(
            "select iata from airports a where"
                + " (select count(*) from strikes s where s.airport = a.iata) = 0");
    assertThat(nodes(planned, PlanNode.Join.class))
        .extracting(PlanNode.Join::kind)
        .containsAnyOf(JoinKind.LEFT, JoinKind.RIGHT);
    assertThat(explain(planned)).contains("COALESCE");
  }

  @Test
  void scalarSubqueryThatMayHaveMoreRowsIsChecked() {
    PlannedQuery planned =
        plan("select id from strikes where cost > (select delay from flights where month = 1)");
    assertThat(explain(planned)).contains("single_value");
  }

  @Test
  void outerJoinWhosePaddedRowsAreFilteredIsInner() {
    PlannedQuery planned =
        plan(
            "select * from strikes s left join airports a on s.airport = a.iata where a.state = 'TX'");
    assertThat(nodes(planned, PlanNode.Join.class))
        .extracting(PlanNode.Join::kind)
        .containsExactly(JoinKind.INNER);
  }

  @Test
  void fullJoinIsPartitioned() {
    PlannedQuery planned =
        plan("select * from strikes s full join airports a on s.airport = a.iata");
    PlanNode.Join join = nodes(planned, PlanNode.Join.class).get(0);
    assertThat(join.kind()).isEqualTo(JoinKind.FULL);
    for (PlanNode side : join.inputs()) {
      int producer = ((PlanNode.ExchangeSource) side).fragments().get(0);
      assertThat(planned.plan().fragments().get(producer).output().kind())
          .isEqualTo(OutputRouting.Kind.HASH);
    }
  }

  @Test
  void distinctCountsGroupTwice() {
    PlannedQuery planned =
        plan("select carrier, count(distinct dest) from flights group by carrier");
    assertThat(nodes(planned, PlanNode.Aggregate.class))
        .allSatisfy(node -> assertThat(node.calls()).noneMatch(call -> call.distinct()));
  }

  @Test
  void switchingPhasesOffKeepsThePlanValid() {
    Analysis analysis =
        fixture.analyze(
            "select carrier, count(*) from flights f where month = 1 and exists"
                + " (select 1 from airports a where a.iata = f.origin) group by carrier limit 3");
    PlanningContext context =
        new PlanningContext(
            catalog,
            fixture.context(TestAccessControl.ADMIN).constants(),
            OptimizerSettings.forExecutors(2).withDisabledPhases(Set.of("all")));
    PlannedQuery planned =
        PhysicalPlanner.plan(analysis.root(), List.of("carrier", "count"), context);
    assertThat(planned.plan().fragments()).isNotEmpty();
  }
}
