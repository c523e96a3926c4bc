package io.nyala.jdbc;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver for {@code jdbc:nyala://host:port/database;principal=nyala/host@REALM}. Logs in by
 * Kerberos with the ticket cache or with a keytab. Stateless; thread-safe. Connections, statements
 * and result sets may be used by one thread at a time, except that any thread may cancel.
 */
public final class NyalaDriver implements Driver {
  static final int MAJOR_VERSION = 0;
  static final int MINOR_VERSION = 1;

  static {
    try {
      DriverManager.registerDriver(new NyalaDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    return NyalaConnection.open(ConnectionUrl.parse(url, info));
  }

  @Override
  public boolean acceptsURL(String url) {
    return ConnectionUrl.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    DriverProperty[] properties = DriverProperty.values();
    DriverPropertyInfo[] result = new DriverPropertyInfo[properties.length];
    for (int i = 0; i < properties.length; i++) {
      String given = info == null ? null : info.getProperty(properties[i].key());
      result[i] =
          new DriverPropertyInfo(
              properties[i].key(), given == null ? properties[i].defaultValue() : given);
      result[i].description = properties[i].description();
      result[i].required = properties[i] == DriverProperty.PRINCIPAL;
    }
    return result;
  }

  @Override
  public int getMajorVersion() {
    return MAJOR_VERSION;
  }

  @Override
  public int getMinorVersion() {
    return MINOR_VERSION;
  }

  /** False: there are no transactions. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw NotSupported.method("getParentLogger");
  }
}
