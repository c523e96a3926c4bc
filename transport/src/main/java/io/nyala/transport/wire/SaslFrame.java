package io.nyala.transport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What the decoder hands on. */
@SuppressWarnings("ArrayRecordComponent") // short-lived carriers, never compared
public sealed interface SaslFrame {
  byte[] payload();

  /** A negotiation frame. */
  record Negotiation(Status status, byte[] payload) implements SaslFrame {
    /** The frame as it travels. */
    public ByteBuf encode() {
      return Unpooled.buffer(5 + payload.length)
          .writeByte(status.code())
          .writeInt(payload.length)
          .writeBytes(payload);
    }
  }

  /** A message after negotiation. */
  record Message(byte[] payload) implements SaslFrame {}

  /** The status byte of a negotiation frame. */
  enum Status {
    START(1),
    OK(2),
    BAD(3),
    ERROR(4),
    COMPLETE(5);

    private final int code;

    Status(int code) {
      this.code = code;
    }

    public int code() {
      return code;
    }

    static Status of(int code) throws MalformedFrameException {
      for (Status status : values()) {
        if (status.code == code) {
          return status;
        }
      }
      throw new MalformedFrameException("status byte " + code + " is none of SASL's");
    }
  }
}
