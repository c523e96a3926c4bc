package io.nyala.it.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nyala.it.TestSandbox;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sample policies allow, deny, filter and mask, as a client sees it. */
@ExtendWith(TestSandbox.class)
class AccessTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alice | select * from travel.airports",
        "alice | select iata from travel.airports",
        "alice | select count(*) from travel.airports",
        "alice | select origin from travel.flights",
        "alice | select destination from travel.flights where origin = 'DFW'",
        "alice | select count(*) from travel.flights group by origin",
        "alice | select 1 from travel.flights order by origin",
        "alice | explain select origin from travel.flights",
        "alice | select (select max(iata) from travel.airports)",
        "alice | with a as (select * from travel.airports) select * from a",
        "alice | create table travel.copy as select destination from travel.flights",
        "alice | create view travel.v as select iata from travel.airports",
        "alice | drop table travel.flights",
        "alice | drop table travel.no_such_table",
        "alice | select * from travel.no_such_table",
        "alice | describe formatted travel.airports",
        "alice | show create table travel.airports",
        "alice | show partitions travel.airports",
        "alice | analyze table travel.flights compute statistics",
        "alice | alter table travel.flights drop partition (month=1)",
        "alice | create database mine",
        "alice | drop database travel cascade",
        "alice | create external table default.x (a string) location '/data'",
        "audrey | insert into travel.airports values ('x','x','x','x','x','x','x')",
        "audrey | create table travel.x (a int)",
        "audrey | drop table travel.airports",
        "audrey | create database x",
        "audrey | alter table travel.flights drop partition (month=1)"
      })
  void denies(String user, String sql) throws SQLException {
    try (Connection connection = TestSandbox.connect(user);
        Statement statement = connection.createStatement()) {
      SQLException denied = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
      assertThat((Throwable) denied).as("%s may not: %s", user, sql).isNotNull();
      assertThat(denied.getMessage())
          .contains("HiveAccessControlException Permission denied: user [" + user + "]");
      assertThat(denied.getSQLState()).isEqualTo("42000");
      assertThat(denied.getErrorCode()).isEqualTo(40000);
    }
  }

  @Test
  void aForbiddenTableAnswersTheSameWhetherItExistsOrNot() throws SQLException {
    assertThat(denial("select * from travel.secret_one"))
        .isEqualTo(denial("select * from travel.airports").replace("airports", "secret_one"));
  }

  @Test
  void theRowFilterLeavesTexanFlightsOnly() throws SQLException {
    long visible = number("alice", "select count(*) from travel.flights");
    long texan =
        number(
            "admin",
            "select count(*) from travel.flights where origin in"
                + " (select iata from travel.airports where state = 'TX')");
    assertThat(visible).isEqualTo(texan).isPositive();
    assertThat(number("audrey", "select count(*) from travel.flights")).isEqualTo(20_000);
  }

  @Test
  void theRowFilterHoldsBelowSubqueriesAndCommonTables() throws SQLException {
    long visible = number("alice", "select count(*) from travel.flights");
    assertThat(
            number(
                "alice",
                "select count(*) from (select destination from travel.flights union all"
                    + " select destination from travel.flights) u"))
        .isEqualTo(2 * visible);
    assertThat(
            number(
                "alice",
                "with f as (select delay from travel.flights) select count(*) from f"
                    + " where delay is not null or delay is null"))
        .isEqualTo(visible);
  }

  @Test
  void showListsOnlyWhatMayBeSeen() throws SQLException {
    assertThat(column("alice", "show tables in travel")).doesNotContain("airports");
    assertThat(column("admin", "show tables in travel")).contains("airports", "flights");
    assertThat(column("alice", "describe travel.flights")).doesNotContain("origin");
  }

  private static String denial(String sql) throws SQLException {
    try (Connection connection = TestSandbox.connect("alice");
        Statement statement = connection.createStatement()) {
      return catchThrowableOfType(SQLException.class, () -> statement.execute(sql)).getMessage();
    }
  }

  private static long number(String user, String sql) throws SQLException {
    return Long.parseLong(column(user, sql).get(0));
  }

  private static List<String> column(String user, String sql) throws SQLException {
    try (Connection connection = TestSandbox.connect(user);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }
}
