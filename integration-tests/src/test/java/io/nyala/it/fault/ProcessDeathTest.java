package io.nyala.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nyala.it.TestSandbox;
import io.nyala.sandbox.control.Sandbox;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Processes killed with SIGKILL while statements run. */
@ExtendWith(TestSandbox.class)
class ProcessDeathTest {
  private static final String LONG_QUERY =
      "select count(*) from tpch.lineitem a join tpch.lineitem b on a.l_suppkey = b.l_suppkey"
          + " where a.l_comment <> b.l_comment";

  @Test
  void aQueryAndAnInsertSurviveTheDeathOfTheActiveNameNode()
      throws SQLException, IOException, InterruptedException, ExecutionException, TimeoutException {
    Sandbox sandbox = TestSandbox.get();
    String active = sandbox.hdfs().awaitActive(Optional.empty(), Duration.ofSeconds(60));
    execute("drop table if exists default.failover_copy");
    execute(
        "create table default.failover_copy stored as orc as select * from tpch.orders where false");
    long orders = number("select count(*) from tpch.orders");
    CompletableFuture<Long> query = CompletableFuture.supplyAsync(() -> unchecked(LONG_QUERY));
    CompletableFuture<Void> insert =
        CompletableFuture.runAsync(
            () -> executeUnchecked("insert into default.failover_copy select * from tpch.orders"));
    sandbox.process(active).kill();
    assertThat(query.get(120, TimeUnit.SECONDS)).isPositive();
    insert.get(120, TimeUnit.SECONDS);
    assertThat(number("select count(*) from default.failover_copy")).isEqualTo(orders);
    sandbox.restart(active, TestSandbox.options());
    execute("drop table default.failover_copy");
  }

  @Test
  void theDeathOfAnExecutorIsAClearErrorAndTheOtherGoesOn()
      throws SQLException, IOException, InterruptedException {
    Sandbox sandbox = TestSandbox.get();
    CompletableFuture<SQLException> failure =
        CompletableFuture.supplyAsync(
            () -> {
              SQLException last = null;
              for (int i = 0; i < 50 && last == null; i++) {
                last = catchThrowableOfType(SQLException.class, () -> number(LONG_QUERY));
              }
              return last;
            });
    sandbox.process("executor2").kill();
    SQLException error = failure.join();
    if (error != null) {
      assertThat(List.of("58000")).contains(error.getSQLState());
      assertThat(error.getMessage()).containsIgnoringCase("executor");
    }
    assertThat(eventually("select count(*) from tpch.region")).isEqualTo(5);
    sandbox.restart("executor2", TestSandbox.options());
    assertThat(eventually("select count(*) from tpch.nation")).isEqualTo(25);
  }

  /**
   * Until the membership has noticed the death, queries that are given work for the dead one fail.
   */
  private static long eventually(String sql) throws SQLException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        return number(sql);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        assertThat(e.getMessage()).containsIgnoringCase("executor");
      }
    }
  }

  private static long unchecked(String sql) {
    try {
      return number(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void executeUnchecked(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = TestSandbox.connect("admin");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(String sql) throws SQLException {
    try (Connection connection = TestSandbox.connect("admin");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
