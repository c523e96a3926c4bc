package io.nyala.sandbox.control;

import java.time.Duration;

/** Told about the steps of a start, from several threads. */
public interface Progress {
  /** A step took so long and succeeded. */
  void done(String what, Duration took);

  /** Tells nobody. */
  Progress SILENT = (what, took) -> {};
}
