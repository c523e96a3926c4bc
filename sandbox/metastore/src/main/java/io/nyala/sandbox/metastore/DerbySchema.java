package io.nyala.sandbox.metastore;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the metastore's tables with Hive's own script when the database is new. */
final class DerbySchema {
  private static final String SCRIPT = "hive-schema-4.0.0.derby.sql";

  private DerbySchema() {}

  /** {@code url} without {@code create=true}; returns whether the schema was created now. */
  static boolean prepare(String url) throws SQLException, IOException {
    try (Connection connection = DriverManager.getConnection(url + ";create=true", "APP", "mine")) {
      if (exists(connection)) {
        return false;
      }
      // One transaction, so that a start that is cut off leaves an empty database and not half a
      // schema.
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql : statements()) {
          statement.execute(sql);
        }
      }
      connection.commit();
      return true;
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, "APP", "VERSION", null)) {
      return tables.next();
    }
  }

  private static String[] statements() throws IOException {
    try (InputStream in = DerbySchema.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IOException(
            "The script " + SCRIPT + " is missing on the class path: build again");
      }
      String script = new String(in.readAllBytes(), UTF_8).replaceAll("(?m)^\\s*--.*$", "").strip();
      return script.replaceFirst(";$", "").split(";\\s*\\n");
    }
  }
}
