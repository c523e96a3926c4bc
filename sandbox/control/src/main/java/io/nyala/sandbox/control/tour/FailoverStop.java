package io.nyala.sandbox.control.tour;

import io.nyala.sandbox.control.HdfsControl;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxPrincipals;
import io.nyala.sandbox.control.data.KerberosUser;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Stops the active NameNode while a query over many files and an INSERT run; both must finish with
 * the right numbers.
 */
final class FailoverStop {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String QUERY =
      """
      SELECT COUNT(*) FROM travel.flights f
      JOIN travel.airports a ON f.origin = a.iata
      JOIN tpch.lineitem l ON l.l_linenumber = f.month
      WHERE l.l_orderkey < 2000""";

  private final Sandbox sandbox;
  private final PrintStream out;

  FailoverStop(Sandbox sandbox, PrintStream out) {
    this.sandbox = sandbox;
    this.out = out;
  }

  /** Returns whether both finished rightly. */
  boolean run(KerberosUser etl) throws IOException, InterruptedException, SQLException {
    HdfsControl hdfs = sandbox.hdfs();
    String active = hdfs.awaitActive(Optional.empty(), LIMIT);
    try (Visitor reader = new Visitor(etl, "travel", out);
        Visitor writer = new Visitor(etl, "travel", out)) {
      long expected = reader.number(QUERY);
      long flights = reader.number("SELECT COUNT(*) FROM travel.flights");
      writer.execute("DROP TABLE IF EXISTS travel.flights_copy");
      writer.execute(
          "CREATE TABLE travel.flights_copy (flight_date STRING, delay INT, distance INT,"
              + " origin STRING, destination STRING) STORED AS ORC");
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        Future<Long> query = threads.submit(() -> reader.number(QUERY));
        Future<?> insert =
            threads.submit(
                () -> {
                  writer.execute(
                      "INSERT INTO travel.flights_copy SELECT * FROM travel.flights_text");
                  return null;
                });
        long begin = System.nanoTime();
        out.println("  stopping " + active + ", the active NameNode, while both run");
        hdfs.stop(active);
        String next = hdfs.awaitActive(Optional.of(active), LIMIT);
        out.printf("  %s is active after %.1f s%n", next, (System.nanoTime() - begin) / 1e9);
        long counted = query.get();
        insert.get();
        long copied = writer.number("SELECT COUNT(*) FROM travel.flights_copy");
        out.println(
            "  the query finished: " + counted + " rows counted, " + expected + " expected");
        out.println("  the INSERT finished: " + copied + " rows written, " + flights + " expected");
        return counted == expected && copied == flights;
      } catch (ExecutionException e) {
        out.println("  SURPRISE: " + e.getCause().getMessage());
        return false;
      } finally {
        threads.shutdownNow();
        hdfs.start(active);
        out.println("  " + active + " runs again, as standby");
        writer.execute("DROP TABLE IF EXISTS travel.flights_copy");
      }
    }
  }

  /** The account that reads and writes here. */
  static String account() {
    return SandboxPrincipals.ETL;
  }
}
