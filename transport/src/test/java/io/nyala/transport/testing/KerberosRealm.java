package io.nyala.transport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbConfig;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;

/**
 * A real KDC on loopback with one realm, shared by all tests of a JVM (Kerby allows one per JVM).
 */
public final class KerberosRealm {
  public static final String REALM = "NYALA.TEST";
  private static final String PASSWORD = "secret";
  private static KerberosRealm shared;

  private final SimpleKdcServer kdc;
  private final Path directory;
  private final Map<String, Path> keytabs = new HashMap<>();

  private KerberosRealm() throws KrbException, IOException {
    directory = Files.createTempDirectory("nyala-kdc");
    kdc = new SimpleKdcServer();
    kdc.setKdcRealm(REALM);
    kdc.setKdcHost("127.0.0.1");
    kdc.setAllowUdp(false);
    kdc.setWorkDir(directory.toFile());
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
          default_realm = NYALA.TEST
          dns_lookup_kdc = false
          dns_lookup_realm = false
          dns_canonicalize_hostname = false
          rdns = false
          udp_preference_limit = 1
          permitted_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
          default_tkt_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
          default_tgs_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96
        [realms]
          NYALA.TEST = {
            kdc = 127.0.0.1:%d
          }
        """
            .formatted(kdc.getKdcPort()));
    System.setProperty("java.security.krb5.conf", krb5.toString());
  }

  /** The JVM's realm, started on the first call. */
  public static synchronized KerberosRealm shared() {
    if (shared == null) {
      try {
        shared = new KerberosRealm();
      } catch (KrbException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return shared;
  }

  public Path krb5Conf() {
    return directory.resolve("krb5.conf");
  }

  /** The keytab of {@code principal} (without realm), which is created on first use. */
  public synchronized Path keytab(String principal) {
    return keytabs.computeIfAbsent(
        principal,
        name -> {
          Path file = directory.resolve(name.replace('/', '-') + ".keytab");
          try {
            kdc.createPrincipal(name, PASSWORD);
            kdc.exportPrincipal(name, file.toFile());
          } catch (KrbException e) {
            throw new IllegalStateException(e);
          }
          return file;
        });
  }

  /** A ticket cache of {@code principal} in a fresh file. */
  public synchronized Path ticketCache(String principal) {
    Path keytab = keytab(principal);
    try {
      KrbConfig config = new KrbConfig();
      KrbClient client = new KrbClient(config);
      client.setKdcRealm(REALM);
      client.setKdcHost("127.0.0.1");
      client.setKdcTcpPort(kdc.getKdcPort());
      client.setAllowUdp(false);
      client.init();
      KOptions options = new KOptions();
      options.add(KrbOption.CLIENT_PRINCIPAL, principal + "@" + REALM);
      options.add(KrbOption.USE_KEYTAB, true);
      options.add(KrbOption.KEYTAB_FILE, keytab.toFile());
      TgtTicket ticket = client.requestTgt(options);
      Path cache = Files.createTempFile(directory, "cc", "");
      client.storeTicket(ticket, cache.toFile());
      return cache;
    } catch (KrbException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Logs in by keytab; the Subject can both initiate and accept. */
  public Subject login(String principal) {
    Map<String, String> options = new HashMap<>();
    options.put("useKeyTab", "true");
    options.put("keyTab", keytab(principal).toString());
    options.put("principal", principal + "@" + REALM);
    options.put("storeKey", "true");
    options.put("doNotPrompt", "true");
    options.put("refreshKrb5Config", "true");
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  "com.sun.security.auth.module.Krb5LoginModule",
                  AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                  options)
            };
          }
        };
    try {
      Subject subject = new Subject(false, Set.of(), Set.of(), Set.of());
      LoginContext context = new LoginContext("test", subject, null, configuration);
      context.login();
      return context.getSubject();
    } catch (LoginException e) {
      throw new IllegalStateException(e);
    }
  }
}
