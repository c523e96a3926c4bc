package io.nyala.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Handshakes against a real KDC. */
@Timeout(240)
class KerberosTest {
  private static final String REALM = "NYALA.TEST";

  @TempDir static Path directory;

  private static SimpleKdcServer kdc;
  private static FakeServer server;
  private static Path aliceKeytab;

  @BeforeAll
  static void start() throws Exception {
    kdc = new SimpleKdcServer();
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
    Path service = keytab("nyala/localhost");
    aliceKeytab = keytab("alice");
    server = new FakeServer(new GssapiFactory(acceptor(service)));
  }

  private static Path keytab(String name) throws Exception {
    Path keytab = directory.resolve(name.replace('/', '_') + ".keytab");
    kdc.createPrincipal(name + "@" + REALM, "secret-" + name);
    kdc.exportPrincipal(name + "@" + REALM, keytab.toFile());
    return keytab;
  }

  private static Subject acceptor(Path keytab) throws Exception {
    AppConfigurationEntry entry =
        new AppConfigurationEntry(
            "com.sun.security.auth.module.Krb5LoginModule",
            LoginModuleControlFlag.REQUIRED,
            Map.of(
                "useKeyTab", "true",
                "storeKey", "true",
                "isInitiator", "false",
                "keyTab", keytab.toString(),
                "principal", "nyala/localhost@" + REALM));
    LoginContext context =
        new LoginContext(
            "test",
            new Subject(),
            null,
            new Configuration() {
              @Override
              public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
              }
            });
    context.login();
    return context.getSubject();
  }

  /** Runs the handshake as the service. */
  private static final class GssapiFactory extends TTransportFactory {
    private final Subject subject;
    private final TSaslServerTransport.Factory sasl = new TSaslServerTransport.Factory();

    GssapiFactory(Subject subject) {
      this.subject = subject;
      sasl.addServerDefinition(
          "GSSAPI",
          "nyala",
          "localhost",
          Map.of(Sasl.QOP, "auth-conf,auth-int,auth", Sasl.SERVER_AUTH, "true"),
          callbacks -> {
            for (Callback callback : callbacks) {
              if (callback instanceof AuthorizeCallback authorize) {
                authorize.setAuthorized(true);
              }
            }
          });
    }

    @Override
    @SuppressWarnings("removal")
    public TTransport getTransport(TTransport base) throws TTransportException {
      try {
        return Subject.doAs(
            subject, (PrivilegedExceptionAction<TTransport>) () -> sasl.getTransport(base));
      } catch (java.security.PrivilegedActionException e) {
        throw new TTransportException(e.getException());
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    kdc.stop();
  }

  private static String url(String principal) {
    return "jdbc:nyala://localhost:" + server.port() + "/;principal=" + principal;
  }

  private static Properties keytabLogin() {
    Properties properties = new Properties();
    properties.setProperty("keytab", aliceKeytab.toString());
    properties.setProperty("user.principal", "alice@" + REALM);
    return properties;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth", "auth-int", "auth-conf"})
  void aKeytabOpensASession(String qop) throws Exception {
    Properties properties = keytabLogin();
    properties.setProperty("saslQop", qop);
    try (Connection connection =
            DriverManager.getConnection(url("nyala/localhost@" + REALM), properties);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("rows 20000")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(20000);
    }
  }

  @Test
  void withoutATicketTheMessageSaysWhatToDo() {
    assertThatThrownBy(
            () ->
                DriverManager.getConnection(
                    url("nyala/localhost@" + REALM)
                        + ";ticketCache="
                        + directory.resolve("no-such-cache")))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
        .hasMessageContaining("kinit");
  }

  @Test
  void anUnknownServerPrincipalIsRefused() {
    assertThatThrownBy(
            () -> DriverManager.getConnection(url("other/localhost@" + REALM), keytabLogin()))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
  }
}
