package io.nyala.jdbc;

import java.sql.SQLException;

/** The one way to unwrap. */
final class Unwrapping {
  private Unwrapping() {}

  static <T> T unwrap(Object object, Class<T> wanted) throws SQLException {
    if (wanted.isInstance(object)) {
      return wanted.cast(object);
    }
    throw new SQLException("This is no " + wanted.getName(), "HY000");
  }
}
