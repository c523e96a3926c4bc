package io.nyala.semantics;

import static java.util.Objects.requireNonNull;

import io.nyala.spi.session.QueryConstants;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The constants of one query that a value may depend on. They travel with the fragments, so every
 * executor answers alike.
 *
 * @param queryTime what current_timestamp and unix_timestamp() answer, one instant for the whole
 *     query
 * @param zone the session's time zone
 * @param user the authenticated user
 * @param seed the seed of unseeded random functions
 */
public record EvaluationContext(Instant queryTime, ZoneId zone, String user, long seed) {
  public EvaluationContext {
    requireNonNull(queryTime);
    requireNonNull(zone);
    requireNonNull(user);
  }

  public static EvaluationContext of(QueryConstants constants) {
    return new EvaluationContext(
        constants.startTime(), constants.zone(), constants.user(), constants.seed());
  }

  /** The query time on the session's wall clock. */
  public LocalDateTime localQueryTime() {
    return LocalDateTime.ofInstant(queryTime, zone);
  }
}
