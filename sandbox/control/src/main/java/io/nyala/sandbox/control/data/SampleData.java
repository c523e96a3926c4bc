package io.nyala.sandbox.control.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nyala.sandbox.control.Progress;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxPrincipals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Loads sample policies and data into a running sandbox: policies over the policy admin's REST as
 * the administrator, files into HDFS and tables through Nyala's JDBC driver as the ETL account.
 * What was loaded at the same scale is not loaded again.
 */
public final class SampleData {
  static final List<String> POLICIES =
      List.of(
          "01-all-data",
          "02-all-urls",
          "03-analyst-reads-travel",
          "04-analyst-not-origin",
          "05-analyst-not-airports",
          "06-analyst-reads-tpch",
          "07-analyst-texas-flights",
          "08-analyst-masked-repair",
          "09-analyst-masked-total",
          "10-analyst-masked-other");

  static final List<String> SCRIPTS =
      List.of(
          "1-travel-sources", "2-travel-flights", "3-tpch-text", "4-tpch-orc", "5-tpch-statistics");

  /** The service whose policies Nyala enforces by default. */
  private static final String POLICY_SERVICE = "nyala_hive";

  private final Sandbox sandbox;

  public SampleData(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /**
   * Loads what is missing; {@code scale} is TPC-H's scale factor. Each step is told to {@code
   * progress}.
   */
  public void load(double scale, Progress progress)
      throws IOException, InterruptedException, SQLException {
    if (scale <= 0 || scale > 100) {
      throw new IllegalArgumentException("Scale " + scale + " is not in (0, 100]");
    }
    Path marker = sandbox.layout().root().resolve("loaded");
    if (Files.exists(marker) && Files.readString(marker).trim().equals(Double.toString(scale))) {
      progress.done("sample data is loaded already", Duration.ZERO);
      return;
    }
    Files.deleteIfExists(marker);
    long begin = System.nanoTime();
    loadPolicies(progress);
    loadFiles(scale, progress);
    loadTables(progress);
    Files.writeString(marker, Double.toString(scale));
    progress.done("sample data loaded", since(begin));
  }

  /** The policies alone; replaces those of the same names. */
  public void loadPolicies(Progress progress) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    KerberosUser administrator = KerberosUser.login(sandbox, SandboxPrincipals.ADMINISTRATOR);
    PolicyAdminClient client = new PolicyAdminClient(sandbox, administrator);
    for (String policy : POLICIES) {
      client.apply(policy(policy));
    }
    progress.done(POLICIES.size() + " policies", since(begin));
  }

  static String policy(String name) throws IOException {
    try (InputStream in = SampleData.class.getResourceAsStream("policies/" + name + ".json")) {
      if (in == null) {
        throw new IOException("Policy " + name + " is missing in the jar: build again");
      }
      return new String(in.readAllBytes(), UTF_8).replace("${service}", POLICY_SERVICE);
    }
  }

  /** The raw files alone. */
  public void loadFiles(double scale, Progress progress) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    SampleFiles files = new SampleFiles(sandbox);
    files.upload();
    progress.done("raw files in HDFS", since(begin));
    begin = System.nanoTime();
    files.generateTpch(scale);
    progress.done("TPC-H generated into HDFS", since(begin));
  }

  /** The tables alone, over raw files that are there. */
  public void loadTables(Progress progress) throws IOException, SQLException {
    KerberosUser etl = KerberosUser.login(sandbox, SandboxPrincipals.ETL);
    try (Connection connection = etl.connect("default");
        Statement statement = connection.createStatement()) {
      for (String name : SCRIPTS) {
        long begin = System.nanoTime();
        SqlScript script = SqlScript.read("sql/" + name + ".sql");
        for (String sql : script.statements()) {
          execute(statement, sql);
        }
        progress.done(script.title(), since(begin));
      }
    }
  }

  private static void execute(Statement statement, String sql) throws SQLException {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new SQLException(
          e.getMessage() + "\n  in: " + sql.lines().findFirst().orElse(sql),
          e.getSQLState(),
          e.getErrorCode(),
          e);
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
