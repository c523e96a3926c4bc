package io.nyala.engine.task;

/** Where a task stands. The ordinal is the wire form. */
public enum TaskState {
  /** Buffers exist, drivers wait for the start. */
  CREATED(false),
  RUNNING(false),
  /** All rows are in the output buffer or beyond. */
  FINISHED(true),
  FAILED(true);

  private final boolean terminal;

  TaskState(boolean terminal) {
    this.terminal = terminal;
  }

  public boolean isTerminal() {
    return terminal;
  }
}
