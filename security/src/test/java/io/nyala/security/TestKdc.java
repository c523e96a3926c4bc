package io.nyala.security;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** A KDC on loopback for the life of a test class. One at a time in a JVM. */
public final class TestKdc implements AutoCloseable {
  public static final String REALM = "NYALA.TEST";

  private final SimpleKdcServer kdc;
  private final Path directory;

  public TestKdc(Path directory) throws KrbException, IOException {
    this.directory = directory;
    this.kdc = new SimpleKdcServer();
    kdc.setWorkDir(directory.toFile());
    kdc.setKdcHost("127.0.0.1");
    kdc.setKdcRealm(REALM);
    kdc.setAllowUdp(false);
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    kdc.setKdcTcpPort(port);
    kdc.getKdcConfig()
        .setString(
            KdcConfigKey.ENCRYPTION_TYPES, "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96");
    kdc.init();
    kdc.start();
    Path krb5 = directory.resolve("krb5.conf");
    Files.writeString(
        krb5,
        """
        [libdefaults]
          default_realm = %1$s
          dns_lookup_kdc = false
          dns_lookup_realm = false
          dns_canonicalize_hostname = false
          rdns = false
          udp_preference_limit = 1
        [realms]
          %1$s = {
            kdc = 127.0.0.1:%2$d
          }
        """
            .formatted(REALM, port));
    System.setProperty("java.security.krb5.conf", krb5.toString());
  }

  /** Creates a principal and returns its keytab. */
  public Path keytab(String name) throws KrbException {
    String principal = name + "@" + REALM;
    Path keytab = directory.resolve(name.replace('/', '_') + ".keytab");
    kdc.createPrincipal(principal, "secret-" + name);
    kdc.exportPrincipal(principal, keytab.toFile());
    return keytab;
  }

  @Override
  public void close() throws KrbException {
    kdc.stop();
  }
}
