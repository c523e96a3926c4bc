package io.nyala.transport.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the byte stream into frames. Lengths are checked as soon as they are read, so memory grows
 * only with bytes that have arrived and never beyond the limit. Lives on the connection's event
 * loop.
 */
public final class SaslFrameDecoder extends ByteToMessageDecoder {
  private static final int STATUS_BYTES = 1;
  private static final int LENGTH_BYTES = 4;

  private int limit;
  private boolean negotiating = true;

  public SaslFrameDecoder(int handshakeLimit) {
    this.limit = handshakeLimit;
  }

  /** Negotiation is over: frames have no status byte from here on. Called on the event loop. */
  public void authenticated(int messageLimit) {
    negotiating = false;
    limit = messageLimit;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws MalformedFrameException {
    int statusBytes = negotiating ? STATUS_BYTES : 0;
    SaslFrame.Status status =
        negotiating
            ? SaslFrame.Status.of(in.getUnsignedByte(in.readerIndex()))
            : SaslFrame.Status.OK;
    if (in.readableBytes() < statusBytes + LENGTH_BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex() + statusBytes);
    if (length < 0 || length > limit) {
      throw new MalformedFrameException(
          "a frame of " + Integer.toUnsignedLong(length) + " bytes is above the limit of " + limit);
    }
    if (in.readableBytes() < statusBytes + LENGTH_BYTES + length) {
      return;
    }
    in.skipBytes(statusBytes + LENGTH_BYTES);
    byte[] payload = new byte[length];
    in.readBytes(payload);
    out.add(
        negotiating ? new SaslFrame.Negotiation(status, payload) : new SaslFrame.Message(payload));
  }
}
