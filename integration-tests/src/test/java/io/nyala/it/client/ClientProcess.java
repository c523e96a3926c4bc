package io.nyala.it.client;

import io.nyala.it.TestSandbox;
import io.nyala.sandbox.control.SandboxLayout;
import io.nyala.sandbox.control.SandboxPrincipals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with a client in it, and nothing of ours but the probe on its class path. */
final class ClientProcess {
  private static final long LIMIT_SECONDS = 120;

  private ClientProcess() {}

  /** How the client gets its credentials. */
  enum Credentials {
    TICKET_CACHE,
    KEYTAB
  }

  /** Standard output and error, and the exit code. */
  record Outcome(int exitCode, String output) {}

  static Outcome run(
      Path directory,
      String classPath,
      String user,
      Credentials credentials,
      String mainClass,
      List<String> arguments)
      throws IOException, InterruptedException {
    SandboxLayout layout = TestSandbox.get().layout();
    Path jaas = Files.createTempFile(directory, "client", ".jaas");
    Files.writeString(jaas, jaas(layout, user, credentials));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-Djava.security.krb5.conf=" + layout.krb5Conf());
    command.add("-Djava.security.auth.login.config=" + jaas);
    command.add("-Djavax.security.auth.useSubjectCredsOnly=false");
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    Path output = Files.createTempFile(directory, "client", ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("Client did not end: " + Files.readString(output));
    }
    return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }

  private static String jaas(SandboxLayout layout, String user, Credentials credentials) {
    String principal = SandboxPrincipals.of(user);
    String options =
        switch (credentials) {
          case TICKET_CACHE ->
              "useTicketCache=true doNotPrompt=true ticketCache=\""
                  + layout.ticketCache(user)
                  + "\"";
          case KEYTAB ->
              "useKeyTab=true storeKey=true doNotPrompt=true keyTab=\""
                  + layout.keytab(user)
                  + "\" principal=\""
                  + principal
                  + "\"";
        };
    return "com.sun.security.jgss.initiate { com.sun.security.auth.module.Krb5LoginModule required "
        + options
        + "; };\n";
  }
}
