package io.nyala.sandbox.control;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sandbox is at one moment; {@code sandbox status --json} prints it, with these names.
 *
 * @param dataDirectory absolute path
 * @param running whether any process runs
 * @param realm the Kerberos realm
 * @param krb5Conf absolute path of the file for {@code java.security.krb5.conf} and {@code
 *     KRB5_CONFIG}
 * @param clientConfiguration directory with {@code core-site.xml}, {@code hdfs-site.xml}, {@code
 *     hive-site.xml}
 * @param processes all processes of a whole sandbox that were ever started
 * @param roles HDFS role to state, such as {@code namenode1} to {@code active}
 * @param endpoints name to address
 * @param jdbcUrl for Nyala's driver
 * @param hiveJdbcUrl for Hive's drivers
 * @param servicePrincipal what a client names as the server's principal
 * @param users people and the service account
 */
public record SandboxStatus(
    String dataDirectory,
    boolean running,
    String realm,
    String krb5Conf,
    String clientConfiguration,
    List<ProcessStatus> processes,
    Map<String, String> roles,
    Map<String, String> endpoints,
    String jdbcUrl,
    String hiveJdbcUrl,
    String servicePrincipal,
    List<UserStatus> users) {

  /** A process; {@code pid} 0 and no memory when it does not run. */
  public record ProcessStatus(
      String name, boolean running, boolean ready, long pid, long residentBytes, String log) {}

  /** A user with absolute paths of its keys and tickets. */
  public record UserStatus(String name, String principal, String keytab, String ticketCache) {}

  /** The role of the active NameNode, if there is one. */
  public Optional<String> activeNameNode() {
    return roles.entrySet().stream()
        .filter(entry -> entry.getValue().equals("active"))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Looks at the processes now; works for stopped sandboxes, also for a directory that holds none
   * yet.
   */
  public static SandboxStatus of(Sandbox sandbox) throws IOException {
    SandboxLayout layout = sandbox.layout();
    boolean known = Files.exists(layout.ports());
    List<ProcessStatus> processes = new ArrayList<>();
    for (String name : Processes.NAMES) {
      if (Files.exists(layout.log(name, "out"))) {
        processes.add(0, status(layout, sandbox.process(name)));
      }
    }
    return new SandboxStatus(
        layout.root().toString(),
        sandbox.isRunning(),
        SandboxLayout.REALM,
        layout.krb5Conf().toString(),
        layout.clientConfiguration().toString(),
        processes,
        sandbox.hdfs().states(),
        known ? sandbox.endpoints() : Map.of(),
        known ? sandbox.jdbcUrl("nyala", "default") : "",
        known ? sandbox.jdbcUrl("hive2", "default") : "",
        SandboxPrincipals.of("nyala"),
        SandboxPrincipals.USERS.stream().map(user -> status(layout, user)).toList());
  }

  private static ProcessStatus status(SandboxLayout layout, ManagedProcess process) {
    Optional<ProcessHandle> handle = process.handle();
    return new ProcessStatus(
        process.name(),
        handle.isPresent(),
        handle.isPresent() && process.announcement().isPresent(),
        handle.map(ProcessHandle::pid).orElse(0L),
        process.residentBytes(),
        layout.log(process.name(), "log").toString());
  }

  private static UserStatus status(SandboxLayout layout, String user) {
    return new UserStatus(
        user,
        SandboxPrincipals.of(user),
        layout.keytab(user).toString(),
        layout.ticketCache(user).toString());
  }
}
