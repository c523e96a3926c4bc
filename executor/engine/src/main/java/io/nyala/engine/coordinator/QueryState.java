package io.nyala.engine.coordinator;

/** Where an execution stands. */
public enum QueryState {
  /** Waits for admission. */
  QUEUED(false),
  /** Tasks are being made. */
  STARTING(false),
  RUNNING(false),
  /** All result rows were taken. */
  FINISHED(true),
  FAILED(true),
  CANCELED(true);

  private final boolean terminal;

  QueryState(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean isTerminal() {
    return terminal;
  }
}
