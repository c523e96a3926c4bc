package io.nyala.transport.wire;

import java.io.IOException;

/** The bytes of a client are not of the protocol, or above a limit. The connection ends. */
public final class MalformedFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  public MalformedFrameException(String message) {
    super(message);
  }
}
