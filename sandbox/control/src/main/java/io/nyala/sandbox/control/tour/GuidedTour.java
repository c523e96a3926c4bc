package io.nyala.sandbox.control.tour;

import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxPrincipals;
import io.nyala.sandbox.control.data.KerberosUser;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;

/**
 * Shows a sandbox with sample data as each of its users: what they see and what they do not, what a
 * query did not have to read, and that the loss of a NameNode costs nothing. Everything goes
 * through JDBC.
 */
public final class GuidedTour {
  private final Sandbox sandbox;
  private final PrintStream out;
  private int surprises;

  public GuidedTour(Sandbox sandbox, PrintStream out) {
    this.sandbox = sandbox;
    this.out = out;
  }

  /** Runs all stops; returns whether everything was as it should be. */
  public boolean run() throws IOException, InterruptedException, SQLException {
    heading("1. The administrator sees everything");
    visit(SandboxPrincipals.ADMINISTRATOR, this::administrator);
    heading("2. The analyst sees what policies leave");
    visit(SandboxPrincipals.ANALYST, this::analyst);
    heading("3. The auditor reads all and writes nothing");
    visit(SandboxPrincipals.AUDITOR, this::auditor);
    heading("4. What a query does not have to read");
    visit(SandboxPrincipals.ETL, this::pruning);
    heading("5. The active NameNode stops while a query and an INSERT run");
    KerberosUser etl = KerberosUser.login(sandbox, FailoverStop.account());
    if (!new FailoverStop(sandbox, out).run(etl)) {
      surprises++;
    }
    out.println();
    out.println(
        surprises == 0
            ? "The tour is over; everything was as it should be."
            : "The tour is over; " + surprises + " things were NOT as they should be.");
    return surprises == 0;
  }

  private interface Stop {
    void show(Visitor visitor);
  }

  private void visit(String name, Stop stop) throws IOException, SQLException {
    try (Visitor visitor = new Visitor(KerberosUser.login(sandbox, name), "default", out)) {
      stop.show(visitor);
      surprises += visitor.surprises();
    }
  }

  private void heading(String text) {
    out.println();
    out.println(text);
  }

  private void administrator(Visitor visitor) {
    visitor.shows("All databases:", "SHOW DATABASES");
    visitor.shows("The tables about travel:", "SHOW TABLES IN travel");
    visitor.shows(
        "Where flights are delayed most:",
        """
        SELECT f.origin, a.city, COUNT(*) AS flights, ROUND(AVG(f.delay), 1) AS delay
        FROM travel.flights f JOIN travel.airports a ON f.origin = a.iata
        GROUP BY f.origin, a.city HAVING COUNT(*) > 100
        ORDER BY delay DESC LIMIT 5""");
  }

  private void analyst(Visitor visitor) {
    visitor.shows(
        "Only flights from Texas exist for the analyst, by a filter on a table and a column that are hidden:",
        """
        SELECT month, COUNT(*) AS flights, ROUND(AVG(delay), 1) AS delay
        FROM travel.flights GROUP BY month ORDER BY month""");
    visitor.isDenied(
        "The column that the filter uses:", "SELECT origin FROM travel.flights LIMIT 1");
    visitor.isDenied("The table that the filter uses:", "SELECT COUNT(*) FROM travel.airports");
    visitor.isDenied("The raw text of flights:", "SELECT COUNT(*) FROM travel.flights_text");
    visitor.isDenied(
        "A table that does not exist looks just the same:", "SELECT COUNT(*) FROM travel.nothing");
    visitor.shows(
        "Costs are masked:",
        """
        SELECT wildlife_species, damage, cost_repair, cost_total
        FROM travel.strikes WHERE damage <> 'None' LIMIT 5""");
    visitor.shows("SHOW lists what may be seen:", "SHOW TABLES IN travel");
  }

  private void auditor(Visitor visitor) {
    visitor.shows(
        "All flights:",
        "SELECT month, COUNT(*) AS flights FROM travel.flights GROUP BY month ORDER BY month");
    visitor.shows(
        "Costs as they are:",
        """
        SELECT wildlife_species, COUNT(*) AS strikes, SUM(cost_total) AS cost
        FROM travel.strikes GROUP BY wildlife_species ORDER BY cost DESC LIMIT 5""");
    visitor.isDenied(
        "No writing:",
        "INSERT INTO travel.flights PARTITION (month = 1) SELECT flight_time, delay, distance, origin, destination FROM travel.flights WHERE month = 2");
  }

  private void pruning(Visitor visitor) {
    String flights = "SELECT COUNT(*) FROM travel.flights WHERE month = 2 AND origin = 'DFW'";
    visitor.shows("One of three partitions, one of eight buckets:", "EXPLAIN " + flights);
    visitor.shows("The same, run:", flights);
    visitor.shows(
        "Row groups of lineitem that cannot match are skipped by their statistics:",
        "SELECT COUNT(*), SUM(l_extendedprice) FROM tpch.lineitem WHERE l_orderkey BETWEEN 1000 AND 1100");
    visitor.shows(
        "Where reads were local, by rack and across racks:",
        """
        SELECT l_returnflag, l_linestatus, SUM(l_quantity) AS quantity, COUNT(*) AS items
        FROM tpch_text.lineitem GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus""");
  }
}
