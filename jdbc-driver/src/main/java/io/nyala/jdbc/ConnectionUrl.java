package io.nyala.jdbc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parsed and checked URL with its properties. Immutable. */
final class ConnectionUrl {
  static final String PREFIX = "jdbc:nyala:";
  private static final int DEFAULT_PORT = 10000;
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:nyala://(\\[[0-9A-Fa-f:.%]+]|[^:/;?#\\[\\]]+)(?::(\\d{1,5}))?(?:/([^;]*))?((?:;[^;]*)*)");

  private final String url;
  private final String host;
  private final int port;
  private final String database;
  private final Map<DriverProperty, String> properties;
  private final Map<String, String> settings;

  private ConnectionUrl(
      String url,
      String host,
      int port,
      String database,
      Map<DriverProperty, String> properties,
      Map<String, String> settings) {
    this.url = url;
    this.host = host;
    this.port = port;
    this.database = database;
    this.properties = properties;
    this.settings = settings;
  }

  /** Whether the driver is meant at all. */
  static boolean accepts(String url) {
    return url != null && url.startsWith(PREFIX);
  }

  static ConnectionUrl parse(String url, Properties info) throws SQLException {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw invalid("Cannot read the URL; write jdbc:nyala://host:port/database;name=value");
    }
    int port = matcher.group(2) == null ? DEFAULT_PORT : Integer.parseInt(matcher.group(2));
    if (port < 1 || port > 65535) {
      throw invalid("The URL's port " + port + " is not between 1 and 65535");
    }
    String database = matcher.group(3) == null ? "" : matcher.group(3);
    Map<DriverProperty, String> properties = new EnumMap<>(DriverProperty.class);
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name :
        info == null ? new Properties().stringPropertyNames() : info.stringPropertyNames()) {
      // Pools and tools always hand over user and password; Kerberos knows the user.
      if (!name.equals("user") && !name.equals("password")) {
        put(properties, settings, name, info.getProperty(name));
      }
    }
    for (String part : matcher.group(4).split(";")) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        if (equals <= 0) {
          throw invalid("The URL's part '" + part + "' is not name=value");
        }
        put(properties, settings, part.substring(0, equals).trim(), part.substring(equals + 1));
      }
    }
    String host = matcher.group(1).replaceAll("[\\[\\]]", "");
    String shown = "jdbc:nyala://" + matcher.group(1) + ":" + port + "/" + database;
    ConnectionUrl parsed =
        new ConnectionUrl(
            shown, host, port, database.isEmpty() ? "default" : database, properties, settings);
    parsed.check();
    return parsed;
  }

  private static void put(
      Map<DriverProperty, String> properties,
      Map<String, String> settings,
      String name,
      String value)
      throws SQLException {
    if (name.startsWith(DriverProperty.SETTING_PREFIX)) {
      settings.put(name.substring(DriverProperty.SETTING_PREFIX.length()), value.trim());
      return;
    }
    Optional<DriverProperty> property = DriverProperty.named(name);
    if (property.isEmpty()) {
      throw invalid(
          "The driver has no property '" + name + "'; session settings are written set.<name>");
    }
    properties.put(property.get(), value.trim());
  }

  private void check() throws SQLException {
    String authentication = get(DriverProperty.AUTHENTICATION);
    if (!authentication.equals("kerberos") && !authentication.equals("none")) {
      throw invalid("auth is '" + authentication + "'; write kerberos or none");
    }
    if (kerberos() && get(DriverProperty.PRINCIPAL) == null) {
      throw invalid("principal is missing: the Kerberos principal of the server");
    }
    if (get(DriverProperty.KEYTAB) != null && get(DriverProperty.USER_PRINCIPAL) == null) {
      throw invalid("user.principal is missing: whom the keytab belongs to");
    }
    String qop = get(DriverProperty.SASL_QOP);
    if (!qop.equals("auth") && !qop.equals("auth-int") && !qop.equals("auth-conf")) {
      throw invalid("saslQop is '" + qop + "'; write auth, auth-int or auth-conf");
    }
    seconds(DriverProperty.CONNECT_TIMEOUT);
    seconds(DriverProperty.SOCKET_TIMEOUT);
    seconds(DriverProperty.QUERY_TIMEOUT);
    if (seconds(DriverProperty.FETCH_SIZE) == 0) {
      throw invalid("fetchSize must be at least 1");
    }
  }

  /** A number that is not negative. */
  int seconds(DriverProperty property) throws SQLException {
    String text = get(property);
    if (!text.matches("\\d{1,7}")) {
      throw invalid(property.key() + " is '" + text + "', not a number from 0 to 9999999");
    }
    return Integer.parseInt(text);
  }

  String get(DriverProperty property) {
    return properties.getOrDefault(property, property.defaultValue());
  }

  boolean kerberos() {
    return get(DriverProperty.AUTHENTICATION).equals("kerberos");
  }

  /** The server's principal with its host. */
  String serverPrincipal() throws SQLException {
    String principal = get(DriverProperty.PRINCIPAL);
    if (!principal.matches("[^/@]+/[^/@]+(@[^/@]+)?")) {
      throw invalid("principal is '" + principal + "'; write name/host@REALM");
    }
    if (!principal.contains("/_HOST")) {
      return principal;
    }
    try {
      String canonical = InetAddress.getByName(host).getCanonicalHostName();
      return principal.replace("/_HOST", "/" + canonical.toLowerCase(Locale.ROOT));
    } catch (UnknownHostException e) {
      throw new SQLException("The host " + host + " is not known", "08001", e);
    }
  }

  /** Without properties: fit for DatabaseMetaData and messages. */
  String shownUrl() {
    return url;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  String database() {
    return database;
  }

  Map<String, String> settings() {
    return settings;
  }

  private static SQLException invalid(String message) {
    return new SQLException(message, "08001");
  }
}
