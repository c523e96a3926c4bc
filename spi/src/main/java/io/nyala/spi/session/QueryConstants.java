package io.nyala.spi.session;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;

/** What every part of a query, on every machine, must agree on. Travels with each fragment. */
public record QueryConstants(
    String queryId, Instant startTime, ZoneId zone, String user, Set<String> groups, long seed) {
  public QueryConstants {
    groups = Set.copyOf(groups);
  }
}
