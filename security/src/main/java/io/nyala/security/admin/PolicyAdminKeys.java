package io.nyala.security.admin;

import io.nyala.spi.config.ConfigKey;
import java.util.List;

/** Configuration keys of the policy admin. */
public final class PolicyAdminKeys {
  private PolicyAdminKeys() {}

  public static final ConfigKey<String> BIND_HOST =
      ConfigKey.string("nyala.bind.host", "0.0.0.0", "Address that servers listen on.");

  public static final ConfigKey<Integer> PORT =
      ConfigKey.integer(
          "nyala.policy.admin.port", 6080, 0, 65535, "", "Port of the policy admin's REST.");

  public static final ConfigKey<String> ADMINISTRATORS =
      ConfigKey.requiredString(
          "nyala.policy.admin.administrators",
          "User names, separated by commas, that may read and change policies.");

  public static final ConfigKey<String> DOWNLOADERS =
      ConfigKey.string(
          "nyala.policy.admin.downloaders",
          "nyala",
          "User names, separated by commas, that may download policies for enforcement.");

  public static final ConfigKey<String> JDBC_URL =
      ConfigKey.string(
          "nyala.policy.admin.jdbc.url",
          "",
          "Database of the policies; empty for an H2 file in nyala.work.dir.");

  public static final ConfigKey<String> JDBC_USER =
      ConfigKey.string("nyala.policy.admin.jdbc.user", "nyala", "User of the database.");

  public static final ConfigKey<String> JDBC_PASSWORD_FILE =
      ConfigKey.string(
          "nyala.policy.admin.jdbc.password.file",
          "",
          "File whose first line is the database's password; empty for none.");

  /** All of them. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        BIND_HOST, PORT, ADMINISTRATORS, DOWNLOADERS, JDBC_URL, JDBC_USER, JDBC_PASSWORD_FILE);
  }
}
