package io.nyala.server.operation;

/**
 * The life of an operation:
 *
 * <pre>
 * COMPILING → RUNNING → ROWS_READY → FINISHED → CLOSED
 *     |          |           |
 *     +----------+-----------+→ FAILED | CANCELED | TIMED_OUT → CLOSED
 * </pre>
 *
 * RUNNING goes to FINISHED directly where all rows fit the spool.
 */
public enum OperationState {
  /** The text is being compiled. */
  COMPILING(false),
  /** It runs and nothing can be fetched yet. */
  RUNNING(false),
  /** Rows can be fetched, more are being made. */
  ROWS_READY(false),
  /** Everything is made. */
  FINISHED(true),
  FAILED(true),
  CANCELED(true),
  TIMED_OUT(true),
  /** The client is done with it. */
  CLOSED(true);

  private final boolean terminal;

  OperationState(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing runs any more; only CLOSED can follow. */
  public boolean isTerminal() {
    return terminal;
  }

  /** Whether rows can be fetched. */
  public boolean isFetchable() {
    return this == ROWS_READY || this == FINISHED;
  }
}
