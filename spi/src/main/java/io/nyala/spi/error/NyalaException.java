package io.nyala.spi.error;

import static java.util.Objects.requireNonNull;

/**
 * The one exception that crosses module borders on the way to a client. The message names the
 * object, the value and the remedy and holds nothing that the user may not see; causes are logged,
 * never sent.
 */
public final class NyalaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public NyalaException(ErrorCode code, String message) {
    super(requireNonNull(message));
    this.code = requireNonNull(code);
  }

  public NyalaException(ErrorCode code, String message, Throwable cause) {
    super(requireNonNull(message), cause);
    this.code = requireNonNull(code);
  }

  public ErrorCode code() {
    return code;
  }
}
