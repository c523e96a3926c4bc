package io.nyala.sandbox.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where things are in a sandbox's directory. Data, keys, policies and configuration all stand below
 * it, so that a stop and a start lose nothing and removing the directory removes the sandbox.
 *
 * @param root absolute path of the directory
 */
public record SandboxLayout(Path root) {
  /** The realm of every sandbox. */
  public static final String REALM = "NYALA.SANDBOX";

  /** The nameservice of every sandbox's HDFS. */
  public static final String NAMESERVICE = "sandbox";

  public SandboxLayout {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * Client configuration for anything that talks to the sandbox: {@code core-site.xml}, {@code
   * hdfs-site.xml}, {@code hive-site.xml}, {@code krb5.conf}.
   */
  public Path clientConfiguration() {
    return root.resolve("conf").resolve("client");
  }

  /** Configuration directory of one process, first on its class path. */
  public Path configuration(String process) {
    return root.resolve("conf").resolve(process);
  }

  public Path krb5Conf() {
    return clientConfiguration().resolve("krb5.conf");
  }

  /** Keytab of a user or a service, by short name: {@code etl}, {@code nyala}, {@code HTTP}. */
  public Path keytab(String name) {
    return root.resolve("keytabs").resolve(name + ".keytab");
  }

  /** Ticket cache of a user. */
  public Path ticketCache(String user) {
    return root.resolve("tickets").resolve(user + ".ccache");
  }

  Path log(String process, String kind) {
    return root.resolve("log").resolve(process + "." + kind);
  }

  Path run() {
    return root.resolve("run");
  }

  Path readyFile(String process) {
    return run().resolve(process + ".ready");
  }

  Path controlToken() {
    return run().resolve("control.token");
  }

  /** What coordinator and executors sign policy decisions with. */
  Path decisionKey() {
    return root.resolve("keys").resolve("decision.key");
  }

  Path ports() {
    return root.resolve("ports.properties");
  }

  Path tls() {
    return root.resolve("tls");
  }

  Path workDirectory(String process) {
    return root.resolve("work").resolve(process);
  }

  /** Makes the directories; only their owner may enter. */
  void create() throws IOException {
    Files.createDirectories(root);
    Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    for (String name :
        new String[] {"conf", "keys", "keytabs", "tickets", "log", "run", "tls", "work"}) {
      Files.createDirectories(root.resolve(name));
    }
    Files.createDirectories(clientConfiguration());
  }

  /** Writes a file that only its owner may read. */
  static void writePrivate(Path file, String content) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, content);
  }
}
