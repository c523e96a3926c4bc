package io.nyala.jdbc;

import java.util.Locale;
import java.util.Optional;

/**
 * Everything that may stand after the database in {@code
 * jdbc:nyala://host:port/database;name=value;…} or in the Properties given to {@code connect}; the
 * URL wins. Names are compared without regard to case.
 */
public enum DriverProperty {
  AUTHENTICATION(
      "auth", "kerberos", "kerberos, or none for a server without authentication (a test set-up)"),
  PRINCIPAL(
      "principal",
      null,
      "Kerberos principal of the server, nyala/host@REALM; _HOST stands for the URL's host"),
  KEYTAB(
      "keytab",
      null,
      "keytab file to log in with; without it the ticket cache is used (kinit, KRB5CCNAME)"),
  USER_PRINCIPAL("user.principal", null, "principal to log in as; needed with keytab"),
  TICKET_CACHE("ticketCache", null, "ticket cache file, if not the default one"),
  SASL_QOP(
      "saslQop",
      "auth-conf",
      "protection after the handshake: auth, auth-int (integrity) or auth-conf (privacy)"),
  CONNECT_TIMEOUT("connectTimeout", "10", "seconds to wait for the connection"),
  SOCKET_TIMEOUT("socketTimeout", "0", "seconds to wait for an answer, 0 for ever"),
  QUERY_TIMEOUT("queryTimeout", "0", "seconds a statement may run unless it says otherwise"),
  FETCH_SIZE("fetchSize", "10000", "rows fetched at once unless a statement says otherwise"),
  PROXY_USER("proxyUser", null, "user to act for, if the server allows it"),
  APPLICATION_NAME("applicationName", null, "shown in the server's list of sessions");

  /** Prefix of session settings: {@code set.hive.exec.dynamic.partition=true}. */
  static final String SETTING_PREFIX = "set.";

  private final String key;
  private final String defaultValue;
  private final String description;

  DriverProperty(String key, String defaultValue, String description) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name in URLs and Properties. */
  public String key() {
    return key;
  }

  /** The default; null if there is none. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One line for tools and the reference page. */
  public String description() {
    return description;
  }

  static Optional<DriverProperty> named(String name) {
    for (DriverProperty property : values()) {
      if (property.key.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(property);
      }
    }
    return Optional.empty();
  }
}
