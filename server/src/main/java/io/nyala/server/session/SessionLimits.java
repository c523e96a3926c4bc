package io.nyala.server.session;

import io.nyala.spi.config.ConfigKey;
import io.nyala.spi.config.Configuration;
import java.time.Duration;
import java.util.List;

/**
 * How many sessions there may be and for how long.
 *
 * @param idleTimeout after which a session without running operations is closed; zero for never
 */
public record SessionLimits(int perUser, int total, Duration idleTimeout) {
  public static final ConfigKey<Integer> PER_USER =
      ConfigKey.integer(
          "nyala.session.limit.per.user",
          200,
          1,
          100_000,
          "sessions",
          "Most sessions that one user may have open at a time.");
  public static final ConfigKey<Integer> TOTAL =
      ConfigKey.integer(
          "nyala.session.limit",
          5_000,
          1,
          1_000_000,
          "sessions",
          "Most sessions that may be open at a time.");
  public static final ConfigKey<Long> IDLE_TIMEOUT =
      ConfigKey.longInteger(
          "nyala.session.idle.timeout",
          4 * 3_600_000L,
          0,
          365L * 24 * 3_600_000,
          "ms",
          "After this long without a call a session without running operations is closed; 0 for never.");

  public static final List<ConfigKey<?>> KEYS = List.of(PER_USER, TOTAL, IDLE_TIMEOUT);

  public static SessionLimits from(Configuration configuration) {
    return new SessionLimits(
        configuration.get(PER_USER),
        configuration.get(TOTAL),
        Duration.ofMillis(configuration.get(IDLE_TIMEOUT)));
  }
}
