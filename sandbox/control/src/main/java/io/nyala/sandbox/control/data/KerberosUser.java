package io.nyala.sandbox.control.data;

import io.nyala.sandbox.control.Sandbox;
import io.nyala.sandbox.control.SandboxPrincipals;
import java.io.IOException;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * A user of the sandbox, logged in with the keytab by the JDK alone; what runs in {@link #run} acts
 * as this user. Thread-safe after the login.
 */
public final class KerberosUser {
  private static final String SPNEGO = "1.3.6.1.5.5.2";

  private final String name;
  private final Sandbox sandbox;
  private final Subject subject;

  private KerberosUser(String name, Sandbox sandbox, Subject subject) {
    this.name = name;
    this.sandbox = sandbox;
    this.subject = subject;
  }

  /** Logs a user in; the sandbox's {@code krb5.conf} becomes that of this JVM. */
  public static KerberosUser login(Sandbox sandbox, String name) throws IOException {
    System.setProperty("java.security.krb5.conf", sandbox.layout().krb5Conf().toString());
    Map<String, String> options = new HashMap<>();
    options.put("useKeyTab", "true");
    options.put("keyTab", sandbox.layout().keytab(name).toString());
    options.put("principal", SandboxPrincipals.of(name));
    options.put("doNotPrompt", "true");
    options.put("storeKey", "true");
    options.put("refreshKrb5Config", "true");
    Configuration configuration =
        new Configuration() {
          @Override
          public AppConfigurationEntry[] getAppConfigurationEntry(String section) {
            return new AppConfigurationEntry[] {
              new AppConfigurationEntry(
                  "com.sun.security.auth.module.Krb5LoginModule",
                  LoginModuleControlFlag.REQUIRED,
                  options)
            };
          }
        };
    Subject subject = new Subject();
    try {
      new LoginContext("sandbox", subject, null, configuration).login();
    } catch (LoginException e) {
      throw new IOException("User " + name + " cannot log in: " + e.getMessage(), e);
    }
    return new KerberosUser(name, sandbox, subject);
  }

  /** The short name. */
  public String name() {
    return name;
  }

  /** Runs an action as this user. */
  public <T> T run(PrivilegedExceptionAction<T> action) throws Exception {
    try {
      return Subject.doAs(subject, action);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  /** A JDBC connection through Nyala's driver, which logs in by itself. */
  public Connection connect(String database) throws SQLException, IOException {
    Properties properties = new Properties();
    properties.setProperty("user.principal", SandboxPrincipals.of(name));
    properties.setProperty("keytab", sandbox.layout().keytab(name).toString());
    return DriverManager.getConnection(sandbox.jdbcUrl("nyala", database), properties);
  }

  /** The value of an {@code Authorization} header for the HTTP service of this host. */
  String negotiateHeader() throws IOException {
    try {
      return run(
          () -> {
            GSSManager manager = GSSManager.getInstance();
            GSSContext context =
                manager.createContext(
                    manager.createName("HTTP@localhost", GSSName.NT_HOSTBASED_SERVICE),
                    new Oid(SPNEGO),
                    null,
                    GSSContext.DEFAULT_LIFETIME);
            try {
              byte[] token = context.initSecContext(new byte[0], 0, 0);
              return "Negotiate " + Base64.getEncoder().encodeToString(token);
            } finally {
              context.dispose();
            }
          });
    } catch (GSSException e) {
      throw new IOException("User " + name + " gets no ticket for HTTP: " + e.getMessage(), e);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
