package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.Installation;
import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxLayout;
import io.nyala.sandbox.control.SandboxPrincipals;
import io.nyala.sandbox.control.TicketCaches;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * Prepares a run of Beeline: gets a fresh ticket and writes an argument file for the JVM. {@code
 * bin/nyala} runs it, so that Beeline owns the terminal. Prints two lines: the ticket cache and the
 * argument file.
 */
@Command(
    name = "beeline",
    mixinStandardHelpOptions = true,
    description =
        "Apache Hive's Beeline 3.1.3, connected to the sandbox with a ticket. Other options are Beeline's own:"
            + " -e <sql>, -f <file>, --outputformat=csv2, -u <url> for another server.")
final class BeelineCommand implements Callable<Integer> {
  @Mixin private DataDirectory data;

  @Option(
      names = "--principal",
      defaultValue = SandboxPrincipals.ANALYST,
      description =
          "User of the sandbox: admin, alice, audrey or etl, also as name@REALM (default: ${DEFAULT-VALUE}).")
  private String principal;

  @Option(
      names = "--database",
      defaultValue = "default",
      description = "Database to begin in (default: ${DEFAULT-VALUE}).")
  private String database;

  @Unmatched private List<String> unmatched = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    Sandbox sandbox = data.sandbox();
    if (!sandbox.isRunning()) {
      throw new IOException(
          "The sandbox in "
              + sandbox.layout().root()
              + " does not run: start it with bin/nyala sandbox start");
    }
    String realm = "@" + SandboxLayout.REALM;
    String user =
        principal.endsWith(realm)
            ? principal.substring(0, principal.length() - realm.length())
            : principal;
    Path cache = TicketCaches.refresh(sandbox.layout(), sandbox.ports(), user);
    Path arguments = sandbox.layout().root().resolve("run").resolve("beeline-" + user + ".args");
    List<String> lines = new ArrayList<>();
    lines.add("-Djava.net.preferIPv4Stack=true");
    lines.add("-Djava.security.krb5.conf=" + sandbox.layout().krb5Conf());
    lines.add("-Dlog4j2.level=ERROR");
    lines.add("-cp");
    lines.add(sandbox.layout().clientConfiguration() + File.pathSeparator + classPath());
    lines.add("org.apache.hive.beeline.BeeLine");
    if (!unmatched.contains("-u")) {
      lines.add("-u");
      lines.add(sandbox.jdbcUrl("hive2", database));
    }
    lines.addAll(unmatched);
    Files.writeString(
        arguments, lines.stream().map(BeelineCommand::quote).collect(Collectors.joining("\n")));
    System.out.println(cache);
    System.out.println(arguments);
    return 0;
  }

  /** Hive's standalone driver last: it carries an incomplete copy of Hadoop's classes. */
  private static String classPath() throws IOException {
    Path library = Path.of(System.getProperty(Installation.HOME), "lib", "beeline");
    try (Stream<Path> jars = Files.list(library)) {
      return jars.sorted(
              Comparator.comparing((Path jar) -> jar.toString().contains("standalone"))
                  .thenComparing(Path::toString))
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static String quote(String argument) {
    return '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
