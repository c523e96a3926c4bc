package io.nyala.server.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines a client shows while its statement runs. Bounded: after the limit only a note is added.
 * Thread-safe.
 */
public final class OperationLog {
  private static final int MAX_LINES = 10_000;
  private static final int MAX_LINE_LENGTH = 64 * 1024;

  @GuardedBy("this")
  private final List<String> lines = new ArrayList<>();

  /** Adds a line as Hive's log layout prints it. */
  public synchronized void info(String text) {
    add("INFO  : " + text);
  }

  public synchronized void error(String text) {
    add("ERROR : " + text);
  }

  private synchronized void add(String line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) : line);
    } else if (lines.size() == MAX_LINES) {
      lines.add("WARN  : further lines are left out");
    }
  }

  /** At most {@code max} lines from {@code offset}. */
  public synchronized List<String> lines(int offset, int max) {
    int from = Math.min(offset, lines.size());
    return List.copyOf(lines.subList(from, from + Math.min(max, lines.size() - from)));
  }
}
