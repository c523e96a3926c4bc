package io.nyala.server.http;

import io.nyala.spi.config.ConfigKey;
import java.util.List;

/**
 * Configuration of the coordinator's HTTP interface; principal and keytab stand with the security
 * keys.
 */
public final class HttpKeys {
  public static final ConfigKey<Integer> PORT =
      ConfigKey.integer(
          "nyala.http.port",
          21051,
          0,
          65_535,
          "port",
          "Port of the HTTP status interface; 0 for any.");

  public static final ConfigKey<String> ADMINISTRATORS =
      ConfigKey.string(
          "nyala.http.administrators",
          "admin",
          "Short names of the users who see the queries of all, comma-separated.");

  public static final List<ConfigKey<?>> KEYS = List.of(PORT, ADMINISTRATORS);

  private HttpKeys() {}
}
