package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.SandboxStatus;
import java.io.PrintStream;
import java.util.Map;

/** The status of a sandbox for people. */
final class StatusPage {
  private StatusPage() {}

  static void print(SandboxStatus status, PrintStream out) {
    out.println();
    out.println("Sandbox " + status.dataDirectory() + (status.running() ? "" : " (stopped)"));
    for (SandboxStatus.ProcessStatus process : status.processes()) {
      out.printf(
          "  %-14s %-9s pid %-8d %5d MB%n",
          process.name(),
          process.ready() ? "ready" : process.running() ? "starting" : "stopped",
          process.pid(),
          process.residentBytes() >> 20);
    }
    if (!status.running()) {
      return;
    }
    status.activeNameNode().ifPresent(role -> out.println("  active NameNode: " + role));
    out.println("Endpoints");
    print(status.endpoints(), out);
    out.println("Users (principal, keytab, ticket cache)");
    for (SandboxStatus.UserStatus user : status.users()) {
      out.printf(
          "  %-8s %s%n           %s%n           %s%n",
          user.name(), user.principal(), user.keytab(), user.ticketCache());
    }
    out.println("Connect");
    String dataDir = " --data-dir " + status.dataDirectory();
    out.println("  bin/nyala beeline" + dataDir + " --principal alice");
    out.println("  " + status.jdbcUrl());
    out.println("  " + status.hiveJdbcUrl());
    out.println("    with -Djava.security.krb5.conf=" + status.krb5Conf());
    out.println("    and KRB5CCNAME=" + status.users().get(1).ticketCache());
  }

  private static void print(Map<String, String> values, PrintStream out) {
    values.forEach((name, value) -> out.printf("  %-14s %s%n", name, value));
  }
}
