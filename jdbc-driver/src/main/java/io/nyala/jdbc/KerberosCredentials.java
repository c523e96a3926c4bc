package io.nyala.jdbc;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;

/** Gets a Subject from a keytab or the ticket cache, with the JDK's means alone. */
final class KerberosCredentials {
  private static final String MODULE = "com.sun.security.auth.module.Krb5LoginModule";

  private KerberosCredentials() {}

  static Subject logIn(ConnectionUrl url) throws SQLException {
    Map<String, String> options = new HashMap<>();
    String principal = url.get(DriverProperty.USER_PRINCIPAL);
    String keytab = url.get(DriverProperty.KEYTAB);
    options.put("doNotPrompt", "true");
    options.put("refreshKrb5Config", "true");
    if (principal != null) {
      options.put("principal", principal);
    }
    if (keytab != null) {
      options.put("useKeyTab", "true");
      options.put("storeKey", "true");
      options.put("keyTab", keytab);
    } else {
      options.put("useTicketCache", "true");
      String cache = url.get(DriverProperty.TICKET_CACHE);
      if (cache != null) {
        options.put("ticketCache", cache);
      }
    }
    try {
      LoginContext context =
          new LoginContext("nyala-jdbc", new Subject(), null, configuration(options));
      context.login();
      return context.getSubject();
    } catch (LoginException e) {
      String remedy =
          keytab == null
              ? "no usable ticket: run kinit, or give keytab and user.principal"
              : "the keytab " + keytab + " does not let " + principal + " in";
      throw new SQLException(
          "Kerberos login failed, " + remedy + " (" + e.getMessage() + ")", "28000", e);
    }
  }

  private static Configuration configuration(Map<String, String> options) {
    AppConfigurationEntry entry =
        new AppConfigurationEntry(MODULE, LoginModuleControlFlag.REQUIRED, options);
    return new Configuration() {
      @Override
      public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
        return new AppConfigurationEntry[] {entry};
      }
    };
  }
}
