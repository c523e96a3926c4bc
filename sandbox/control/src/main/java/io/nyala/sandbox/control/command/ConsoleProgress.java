package io.nyala.sandbox.control.command;

import io.nyala.sandbox.control.Progress;
import java.io.PrintStream;
import java.time.Duration;

/** One line per step: what and how long. */
final class ConsoleProgress implements Progress {
  private final PrintStream out;

  ConsoleProgress(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void done(String what, Duration took) {
    out.printf("  %-44s %6.1f s%n", what, took.toMillis() / 1000.0);
  }
}
