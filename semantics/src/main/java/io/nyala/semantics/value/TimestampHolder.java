package io.nyala.semantics.value;

/**
 * A TIMESTAMP or INTERVAL_DAY_TIME: seconds since the epoch and nanoseconds of the second (0 to
 * 999,999,999).
 */
public final class TimestampHolder {
  public long seconds;
  public int nanos;

  public void set(long newSeconds, int newNanos) {
    seconds = newSeconds;
    nanos = newNanos;
  }

  public void set(TimestampHolder other) {
    seconds = other.seconds;
    nanos = other.nanos;
  }

  public static int compare(TimestampHolder a, TimestampHolder b) {
    int bySeconds = Long.compare(a.seconds, b.seconds);
    return bySeconds != 0 ? bySeconds : Integer.compare(a.nanos, b.nanos);
  }
}
