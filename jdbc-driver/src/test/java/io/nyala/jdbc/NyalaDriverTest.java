package io.nyala.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.transport.TTransportFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class NyalaDriverTest {
  private FakeServer server;
  private String url;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer(new TTransportFactory());
    url = "jdbc:nyala://localhost:" + server.port() + "/sales;auth=none;set.a.b=c";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void connectsThroughDriverManagerWithDatabaseAndSettings() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThat(server.sessionConfiguration)
          .containsEntry("use:database", "sales")
          .containsEntry("set:hiveconf:a.b", "c");
      assertThat(connection.isValid(5)).isTrue();
      assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(4);
    }
    assertThat(server.calls).contains("CloseSession");
  }

  @Test
  void valuesOfEveryType() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("all types")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getObject(1)).isEqualTo(true);
      assertThat(row.getInt("t.c2")).isEqualTo(-7);
      assertThat(row.getInt("C2")).isEqualTo(-7);
      assertThat(row.getLong(3)).isEqualTo(1L << 40);
      assertThatThrownBy(() -> row.getInt(3)).hasMessageContaining("does not fit");
      assertThat(row.getObject(4)).isEqualTo(0.1f);
      assertThat(row.getString(4)).isEqualTo("0.1");
      assertThat(row.getDouble(5)).isEqualTo(2.5);
      assertThat(row.getBigDecimal(6)).isEqualTo(new BigDecimal("12.50"));
      assertThat(row.getInt(6)).isEqualTo(12);
      assertThat(row.getString(7)).isEqualTo("a'b");
      assertThatThrownBy(() -> row.getInt(7)).hasMessageContaining("is no number");
      assertThat(row.getDate(8)).isEqualTo(Date.valueOf("2001-02-03"));
      assertThat(row.getObject(8, LocalDate.class)).isEqualTo(LocalDate.of(2001, 2, 3));
      assertThat(row.getTimestamp(9)).isEqualTo(Timestamp.valueOf("2001-02-03 04:05:06.789"));
      assertThat(row.getObject(9, LocalDateTime.class)).hasNano(789_000_000);
      assertThat(row.getString(10)).isEqualTo("[1,2]");
      assertThat(row.getBytes(11)).containsExactly(1, -1);
      assertThatThrownBy(() -> row.getString(12)).isInstanceOf(SQLException.class);
      assertThat(row.next()).isTrue();
      for (int i = 1; i <= 11; i++) {
        assertThat(row.getObject(i)).isNull();
        assertThat(row.wasNull()).isTrue();
      }
      assertThat(row.getInt(2)).isZero();
      assertThat(row.next()).isFalse();
      assertThatThrownBy(() -> row.getString(1)).hasMessageContaining("not on a row");
      assertThat(row.getMetaData().getColumnType(6)).isEqualTo(Types.DECIMAL);
      assertThat(row.getMetaData().getPrecision(6)).isEqualTo(10);
      assertThat(row.getMetaData().getScale(6)).isEqualTo(2);
      assertThat(row.getMetaData().getTableName(1)).isEqualTo("t");
    }
  }

  @Test
  void fetchesPageByPageAndClosesTheOperation() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.setFetchSize(7);
      int sum = 0;
      try (ResultSet rows = statement.executeQuery("rows 100")) {
        while (rows.next()) {
          sum += rows.getInt(1);
        }
      }
      assertThat(sum).isEqualTo(4950);
      assertThat(server.open).isEmpty();
      statement.setMaxRows(10);
      int count = 0;
      try (ResultSet rows = statement.executeQuery("rows 100")) {
        while (rows.next()) {
          count++;
        }
      }
      assertThat(count).isEqualTo(10);
    }
  }

  @Test
  void errorsKeepStateAndCode() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("fail at once"))
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .matches(e -> e.getSQLState().equals("42S02") && e.getErrorCode() == 10001);
      assertThatThrownBy(() -> statement.execute("fail"))
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .matches(e -> e.getSQLState().equals("58030") && e.getErrorCode() == 50202);
      assertThatThrownBy(() -> statement.execute("time out"))
          .isInstanceOf(SQLTimeoutException.class);
      assertThat(server.open).isEmpty();
      assertThat(statement.executeUpdate("update 42")).isEqualTo(42);
      assertThatThrownBy(() -> statement.executeQuery("update 1")).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void anotherThreadCancels() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      CompletableFuture<Throwable> outcome =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  statement.execute("slow");
                  return new AssertionError("not cancelled");
                } catch (SQLException e) {
                  return e;
                }
              });
      while (!server.calls.contains("GetOperationStatus")) {
        Thread.onSpinWait();
      }
      statement.cancel();
      assertThat(outcome.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("01000"));
      assertThat(statement.executeUpdate("update 1")).isEqualTo(1);
    }
  }

  @Test
  void parametersBecomeLiterals() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        PreparedStatement statement =
            connection.prepareStatement(
                "select '?', \"\\\"?\", `a?` /* ? */ -- ?\n from t where a = ? and b-? > ?")) {
      statement.setString(1, "x' or '1'='1\\");
      statement.setInt(2, -5);
      assertThatThrownBy(statement::execute).hasMessageContaining("Parameter 3 is not set");
      statement.setDate(3, Date.valueOf("2001-02-03"));
      statement.execute();
      assertThat(server.statements)
          .containsExactly(
              "select '?', \"\\\"?\", `a?` /* ? */ -- ?\n from t where a = "
                  + " 'x\\' or \\'1\\'=\\'1\\\\'  and b- -5  >  date '2001-02-03' ");
      assertThatThrownBy(() -> statement.setInt(4, 1)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void metadataCallsArePassedOn() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        ResultSet tables =
            connection.getMetaData().getTables(null, "%", "%", new String[] {"VIEW"})) {
      assertThat(tables.next()).isFalse();
      assertThat(connection.getMetaData().getImportedKeys(null, null, "t").next()).isFalse();
    }
    assertThat(server.open).isEmpty();
  }

  @Test
  void aPoolWorksWithIt() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(5_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 10; i++) {
        try (Connection connection = pool.getConnection();
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("rows 3")) {
          assertThat(rows.next()).isTrue();
        }
      }
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isBetween(1, 3);
    }
  }

  @Test
  void afterCloseNothingWorks() throws Exception {
    Connection connection = DriverManager.getConnection(url);
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery("rows 3");
    connection.close();
    connection.close();
    assertThat(connection.isValid(1)).isFalse();
    assertThat(statement.isClosed()).isTrue();
    assertThatThrownBy(rows::next).isInstanceOf(SQLException.class);
    assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> statement.execute("rows 1")).isInstanceOf(SQLException.class);
  }

  @Test
  void aLostConnectionIsAnErrorAndNotValid() throws Exception {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 500);
      assertThat(connection.getNetworkTimeout()).isEqualTo(500);
      connection.abort(Runnable::run);
      assertThatThrownBy(() -> statement.execute("rows 1")).isInstanceOf(SQLException.class);
      assertThat(connection.isValid(1)).isFalse();
    }
  }

  @Test
  void aServerThatSaysNothingIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(
                      "jdbc:nyala://localhost:"
                          + silent.getLocalPort()
                          + "/;auth=none;connectTimeout=1"))
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .matches(e -> e.getSQLState().startsWith("08"));
    }
  }

  @Test
  void urlsAreChecked() {
    for (String wrong :
        new String[] {
          "jdbc:nyala:localhost",
          "jdbc:nyala://localhost:99999/;auth=none",
          "jdbc:nyala://localhost/;auth=none;colour=blue",
          "jdbc:nyala://localhost/;auth=none;x",
          "jdbc:nyala://localhost/",
          "jdbc:nyala://localhost/;principal=nyala",
          "jdbc:nyala://localhost/;principal=a/b@C;saslQop=none",
          "jdbc:nyala://localhost/;principal=a/b@C;keytab=/x",
          "jdbc:nyala://localhost/;auth=none;fetchSize=0",
          "jdbc:nyala://localhost/;auth=none;socketTimeout=-1"
        }) {
      assertThatThrownBy(() -> DriverManager.getConnection(wrong))
          .as(wrong)
          .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
          .matches(e -> "08001".equals(e.getSQLState()));
    }
    assertThat(new NyalaDriver().acceptsURL("jdbc:hive2://localhost")).isFalse();
    assertThat(new NyalaDriver().acceptsURL(null)).isFalse();
  }

  @Test
  void whatIsNotSupportedSaysSo() throws Exception {
    try (Connection connection = DriverManager.getConnection(url)) {
      assertThatThrownBy(() -> connection.setAutoCommit(false))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
      assertThatThrownBy(() -> connection.prepareCall("x"))
          .isInstanceOf(SQLFeatureNotSupportedException.class);
    }
  }
}
