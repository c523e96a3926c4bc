package io.nyala.jdbc;

import java.sql.SQLFeatureNotSupportedException;

/** Names what is not supported. */
final class NotSupported {
  private NotSupported() {}

  static SQLFeatureNotSupportedException method(String name) {
    return feature("The method " + name);
  }

  static SQLFeatureNotSupportedException feature(String what) {
    return new SQLFeatureNotSupportedException(
        what + " is not supported by the Nyala JDBC driver", "0A000");
  }
}
