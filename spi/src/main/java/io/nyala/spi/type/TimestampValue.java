package io.nyala.spi.type;

/**
 * A TIMESTAMP or INTERVAL_DAY_TIME outside vectors, as in literals and statistics.
 *
 * @param seconds seconds since 1970-01-01T00:00:00 of the zone-less local time line, negative
 *     before
 * @param nanos nanoseconds of the second, 0 to 999,999,999, always counted forward
 */
public record TimestampValue(long seconds, int nanos) implements Comparable<TimestampValue> {
  public TimestampValue {
    if (nanos < 0 || nanos > 999_999_999) {
      throw new IllegalArgumentException("nanos out of range: " + nanos);
    }
  }

  @Override
  public int compareTo(TimestampValue other) {
    int bySeconds = Long.compare(seconds, other.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(nanos, other.nanos);
  }
}
