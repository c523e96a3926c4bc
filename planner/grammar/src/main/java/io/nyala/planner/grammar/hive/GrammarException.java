package io.nyala.planner.grammar.hive;

/**
 * A text that the grammar does not take. The message is Hive's own, for example {@code line 1:0
 * cannot recognize input near …}.
 */
public final class GrammarException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** The text is no statement of the language. */
    SYNTAX,
    /** The text is longer or nested deeper than the limits allow. */
    TOO_LARGE
  }

  private final Reason reason;

  public GrammarException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
