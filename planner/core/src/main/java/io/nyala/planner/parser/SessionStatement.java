package io.nyala.planner.parser;

import java.util.List;

/** Statements about the session itself; they reach no executor. */
public sealed interface SessionStatement extends Statement {

  record UseDatabase(Identifier database) implements SessionStatement {}

  /** {@code SET key=value}. The value is as written, trimmed; variables are not substituted. */
  record SetSetting(String key, String value) implements SessionStatement {}

  /** {@code SET key}: shows one setting. */
  record ShowSetting(String key) implements SessionStatement {}

  /**
   * {@code SET} or {@code SET -v}.
   *
   * @param all also those at their default (-v)
   */
  record ShowSettings(boolean all) implements SessionStatement {}

  /**
   * {@code RESET} or {@code RESET key …}.
   *
   * @param keys empty: all
   */
  record ResetSettings(List<String> keys) implements SessionStatement {
    public ResetSettings {
      keys = List.copyOf(keys);
    }
  }
}
