package io.nyala.planner.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationTest {
  private final TestCatalog catalog =
      new TestCatalog()
          .table(
              "create table flights (origin string, dest string, delay int, cost decimal(10,2)) partitioned by (month int)")
          .table("create table airports (iata string, state string, city string)")
          .table("create table secrets (id int, word string)")
          .table("create table copies (a string, b int)")
          .view(
              "v_flights",
              "select origin, delay from flights where month = 1",
              new Column("origin", DataType.STRING, ""),
              new Column("delay", DataType.INT, ""))
          .view("v_secrets", "select word from secrets", new Column("word", DataType.STRING, ""));
  private final TestAccessControl access = new TestAccessControl();
  private final PlannerFixture fixture = new PlannerFixture(catalog, access);

  private void assertDenied(String user, String text, String action, String path) {
    assertThatThrownBy(() -> fixture.analyze(user, text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e)
                  .hasMessage(
                      "HiveAccessControlException Permission denied: user [%s] does not have [%s] privilege on [%s]",
                      user, action, path);
            });
    assertThat(access.signed()).isZero();
  }

  /** All scans, also those in subqueries and inside other scans' policies. */
  private static List<SecureScan> scans(RelNode root) {
    List<SecureScan> found = new ArrayList<>();
    RexShuttle expressions =
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery subquery) {
            found.addAll(scans(subquery.rel));
            return super.visitSubQuery(subquery);
          }
        };
    root.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            if (other instanceof SecureScan scan) {
              found.add(scan);
              found.addAll(scans(scan.inner()));
            }
            other.accept(expressions);
            return super.visit(other);
          }
        });
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select origin from flights | default/flights",
        "select * from nothing_there | default/nothing_there",
        "select * from other.nothing_there | other/nothing_there",
        "select count(*) from flights | default/flights",
        "select 1 from airports where exists (select 1 from flights) | default/flights",
        "select (select max(delay) from flights) from airports | default/flights",
        "select city from airports where iata in (select origin from flights) | default/flights",
        "with f as (select * from flights) select * from f | default/flights",
        "select city from airports union all select origin from flights | default/flights",
        "select city from airports a join flights f on a.iata = f.origin | default/flights",
        "select * from (select * from flights) q | default/flights",
        "select * from v_secrets | default/v_secrets",
        "explain select * from flights | default/flights",
        "create table t as select * from flights | default/flights",
        "insert into nothing_there select city from airports | default/nothing_there",
      })
  void deniesOnTheNameBeforeTheCatalogIsAsked(String text, String path) {
    access.allow("ann", "default/airports");
    assertDenied("ann", text, "SELECT", path);
    String[] name = path.split("/");
    assertThat(catalog.wasLookedUp(name[0], name[1])).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select delay from flights | delay",
        "select origin from flights where delay > 1 | delay",
        "select origin from flights order by delay | delay",
        "select origin from flights group by origin, delay | delay",
        "select count(delay) from flights | delay",
        "select origin from flights group by origin having max(delay) > 1 | delay",
        "select a.origin from flights a join flights b on a.origin = b.dest | dest",
        "select a.origin from flights a join flights b using (dest) | dest",
        "select * from (select origin, dest from flights) q | dest",
        "select q.origin from (select distinct origin, dest from flights) q | dest",
        "select q.origin from (select origin, dest from flights union select origin, origin from flights) q | dest",
        "select q.origin from (select origin from flights where dest = 'x') q | dest",
        "select case when dest = 'x' then 1 end from flights | dest",
        "select origin from flights where origin in (select dest from flights) | dest",
        "select origin from flights f where exists (select 1 from flights g where g.dest = f.origin) | dest",
        "select no_such_column from flights | no_such_column",
        "select flights.no_such_column from flights | no_such_column",
        "select dest + date '2020-01-01' from flights | dest",
        "select * from flights | cost",
      })
  void deniesColumns(String text, String column) {
    access.allow("ann", "default/flights/origin");
    if (column.equals("cost")) {
      access.allow("ann", "default/flights/delay").allow("ann", "default/flights/dest");
    }
    assertThatThrownBy(() -> fixture.analyze("ann", text))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e.getMessage()).contains("[default/flights/" + column + "]");
            });
    assertThat(access.signed()).isZero();
  }

  @Test
  void askOnlyForColumnsThatMatter() {
    access.allow("ann", "default/flights/origin");
    fixture.analyze("ann", "select q.origin from (select * from flights) q");
    fixture.analyze("ann", "with f as (select origin, dest from flights) select origin from f");
    fixture.analyze(
        "ann",
        "select q.o from (select origin o, dest from flights union all select origin, dest from flights) q");
    assertThat(access.asked()).containsOnly("SELECT default/flights/origin");
  }

  @Test
  void countNeedsTheWholeTable() {
    access.allow("ann", "default/flights/origin");
    assertDenied("ann", "select count(*) from flights", "SELECT", "default/flights");
    access.allow("ann", "default/flights");
    Analysis analysis = fixture.analyze("ann", "select count(*) from flights");
    assertThat(scans(analysis.root()).get(0).decision().columns()).containsExactly("month");
  }

  @Test
  void existsNeedsNoColumnOfItsStar() {
    access.allow("ann", "default/airports").allow("ann", "default/flights/origin");
    fixture.analyze(
        "ann",
        "select city from airports where exists (select * from flights where origin = iata)");
    assertThat(access.asked())
        .contains("SELECT default/flights/origin")
        .doesNotContain("SELECT default/flights/dest");
  }

  @Test
  void sealsScansWithSignedDecisions() {
    access.allow("ann", "default/flights");
    Analysis analysis = fixture.analyze("ann", "select origin from flights where delay > 3");
    SecureScan scan = scans(analysis.root()).get(0);
    assertThat(scan.decision().mac()).isEqualTo("signed");
    assertThat(scan.decision().columns()).containsExactly("delay", "origin");
    assertThat(scan.decision().user()).isEqualTo("ann");
    assertThat(scan.decision().queryId()).isEqualTo("q1");
    assertThat(scan.decision().table()).isEqualTo("default.flights");
    assertThat(scan.decision().policyScan()).isFalse();
    assertThat(scan.decision().filterDigest()).isEmpty();
    assertThat(scan.getRowType().getFieldNames()).containsExactly("origin", "delay");
  }

  @Test
  void putsRowFilterAndMasksIntoTheScan() {
    access
        .allow("ann", "default/flights/dest")
        .allow("ann", "default/flights/cost")
        .rowFilter(
            "ann", "default.flights", "origin in (select iata from airports where state = 'TX')")
        .mask("ann", "default.flights", "cost", "cast(delay as string)");
    Analysis analysis = fixture.analyze("ann", "select dest, cost from flights where cost > 1");
    assertThat(PlannerFixture.explain(analysis.root()))
        .doesNotContain("TX")
        .contains("rowFilter=[yes], masked=[[cost]]");
    List<SecureScan> scans = scans(analysis.root());
    assertThat(scans).hasSize(2);
    SecureScan flights = scans.get(0);
    assertThat(flights.getRowType().getFieldNames()).containsExactly("dest", "cost");
    assertThat(flights.hasRowFilter()).isTrue();
    assertThat(flights.maskedColumns()).containsExactly("cost");
    assertThat(flights.decision().columns()).containsExactly("cost", "delay", "dest", "origin");
    assertThat(flights.decision().filterDigest()).hasSize(64);
    assertThat(flights.decision().maskDigest()).hasSize(64);
    assertThat(PlannerFixture.explain(flights.inner()))
        .contains("LogicalFilter(condition=[IN($0, {")
        .contains("CAST(CAST($2):VARCHAR(65536) CHARACTER SET \"UTF-8\"):DECIMAL(10, 2)");
    SecureScan airports = scans.get(1);
    assertThat(airports.decision().policyScan()).isTrue();
    assertThat(airports.decision().columns()).containsExactly("iata", "state");
    assertThat(access.asked())
        .containsExactlyInAnyOrder("SELECT default/flights/dest", "SELECT default/flights/cost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "origin = ",
        "nope = 1",
        "origin = 'a') or (true",
        "sum(delay) > 1",
        "origin in (select x from nowhere)",
        ""
      })
  void deniesWhenAPolicyCannotBeApplied(String filter) {
    access.allow("ann", "default/flights").rowFilter("ann", "default.flights", filter);
    assertThatThrownBy(() -> fixture.analyze("ann", "select origin from flights"))
        .isInstanceOfSatisfying(
            NyalaException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED);
              assertThat(e.getMessage()).doesNotContain("nope").doesNotContain("nowhere");
            });
  }

  @Test
  void deniesWhenAMaskCannotBeApplied() {
    access
        .allow("ann", "default/flights")
        .mask("ann", "default.flights", "cost", "no_function(cost)");
    assertThatThrownBy(() -> fixture.analyze("ann", "select cost from flights"))
        .isInstanceOfSatisfying(
            NyalaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
  }

  @Test
  void readsViewsWithTheRightsOfTheViewAndThePoliciesOfTheUser() {
    access
        .allow("ann", "default/v_flights")
        .rowFilter("ann", "default.flights", "dest <> 'SFO'")
        .mask("ann", "default.flights", "delay", "0");
    Analysis analysis = fixture.analyze("ann", "select origin from v_flights");
    assertThat(access.asked()).containsExactly("SELECT default/v_flights/origin");
    SecureScan scan = scans(analysis.root()).get(0);
    assertThat(scan.hasRowFilter()).isTrue();
    assertThat(scan.maskedColumns()).containsExactly("delay");
    assertThat(scan.decision().user()).isEqualTo("ann");
  }

  @Test
  void deniesColumnsOfViews() {
    access.allow("ann", "default/v_flights/origin").allow("ann", "default/flights");
    assertDenied("ann", "select delay from v_flights", "SELECT", "default/v_flights/delay");
  }

  @Test
  void appliesPoliciesOfTheViewItself() {
    access.allow("ann", "default/v_flights").rowFilter("ann", "default.v_flights", "delay > 9");
    Analysis analysis = fixture.analyze("ann", "select origin from v_flights");
    assertThat(PlannerFixture.explain(analysis.root()))
        .contains("LogicalFilter(condition=[>($1, 9)])");
  }

  @Test
  void asksForTheTargetOfAnInsert() {
    access.allow("ann", "default/airports").allow("ann", AccessAction.SELECT, "default/copies");
    assertDenied(
        "ann", "insert into copies select city, 1 from airports", "UPDATE", "default/copies");
    access.allow("ann", AccessAction.UPDATE, "default/copies");
    fixture.analyze("ann", "insert into copies select city, 1 from airports");
    assertThat(access.asked()).contains("UPDATE default/copies");
  }

  @Test
  void asksForTheSourceOfAnInsert() {
    access.allow("ann", AccessAction.UPDATE, "default/copies");
    assertDenied(
        "ann", "insert into copies select word, id from secrets", "SELECT", "default/secrets");
  }

  @Test
  void asksToCreate() {
    access.allow("ann", "default/airports");
    assertDenied("ann", "create table t as select city from airports", "CREATE", "default/t");
    assertDenied(
        "ann", "explain create table t as select city from airports", "CREATE", "default/t");
  }

  @Test
  void suggestsOnlyVisibleTables() {
    assertThatThrownBy(() -> fixture.analyze("select * from flight"))
        .hasMessage(
            "SemanticException [Error 10001]: Line 1:14 Table not found 'flight'; did you mean 'flights'?");
    access.allow("ann", "default/flight");
    assertThatThrownBy(() -> fixture.analyze("ann", "select * from flight"))
        .hasMessage("SemanticException [Error 10001]: Line 1:14 Table not found 'flight'");
  }

  @Test
  void namesOnlyVisibleColumns() {
    access.allow("ann", "default/flights").allow("ann", "default/airports/iata");
    assertThatThrownBy(() -> fixture.analyze("ann", "select nope from flights"))
        .hasMessageContaining("(possible column names are: origin, dest, delay, cost, month)");
    assertDenied("ann", "select nope from flights, airports", "SELECT", "default/airports/nope");
  }
}
