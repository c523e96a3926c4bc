package io.nyala.sandbox.hdfs;

import io.nyala.sandbox.hdfs.SandboxFile.ServedPrincipal;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.admin.kadmin.local.LocalKadmin;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/**
 * The sandbox's KDC. Kerby keeps its principals in memory; the secrets they are derived from stay
 * in a file that only its owner may read, so keys and keytabs are the same after a restart. AES
 * encryption types only.
 */
final class KeyDistributionCenter implements Daemon {
  private static final String ENCRYPTION_TYPES = "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96";

  private final SimpleKdcServer server;

  private KeyDistributionCenter(SimpleKdcServer server) {
    this.server = server;
  }

  static KeyDistributionCenter start(SandboxFile sandbox) throws KrbException, IOException {
    String krb5 = System.getProperty("java.security.krb5.conf");
    Path directory = Files.createDirectories(sandbox.dataDirectory("kdc"));
    SimpleKdcServer server = new SimpleKdcServer();
    server.setKdcRealm(sandbox.realm());
    server.setKdcHost("localhost");
    server.setAllowUdp(false);
    server.setAllowTcp(true);
    server.setKdcTcpPort(sandbox.port("kdc"));
    server.setWorkDir(directory.toFile());
    server.getKdcConfig().setString(KdcConfigKey.ENCRYPTION_TYPES, ENCRYPTION_TYPES);
    server.init();
    servePrincipals(server, sandbox, directory.resolve("secrets.properties"));
    server.start();
    if (krb5 != null) {
      System.setProperty("java.security.krb5.conf", krb5); // Kerby points it at a file of its own
    }
    return new KeyDistributionCenter(server);
  }

  private static void servePrincipals(SimpleKdcServer server, SandboxFile sandbox, Path secretsFile)
      throws KrbException, IOException {
    Properties secrets = new Properties();
    if (Files.exists(secretsFile)) {
      try (Reader reader = Files.newBufferedReader(secretsFile)) {
        secrets.load(reader);
      }
    }
    SecureRandom random = new SecureRandom();
    boolean changed = false;
    for (ServedPrincipal principal : sandbox.principals()) {
      if (!secrets.containsKey(principal.name())) {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        secrets.setProperty(principal.name(), HexFormat.of().formatHex(secret));
        Files.deleteIfExists(principal.keytab());
        changed = true;
      }
    }
    if (changed) {
      createPrivate(secretsFile);
      try (Writer writer = Files.newBufferedWriter(secretsFile)) {
        secrets.store(writer, "What the keys of the sandbox's principals are derived from");
      }
    }
    LocalKadmin kadmin = server.getKadmin();
    for (ServedPrincipal principal : sandbox.principals()) {
      kadmin.addPrincipal(principal.name(), secrets.getProperty(principal.name()));
      if (Files.notExists(principal.keytab())) {
        createPrivate(principal.keytab());
        Files.delete(principal.keytab());
        kadmin.exportKeytab(principal.keytab().toFile(), principal.name());
        Files.setPosixFilePermissions(
            principal.keytab(), PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private static void createPrivate(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  @Override
  public void stop() throws KrbException {
    server.stop();
  }
}
