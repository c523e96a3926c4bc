package io.nyala.transport.rpc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import io.nyala.transport.wire.MalformedFrameException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.List;

/** Frames to encrypted records and back; the handler of a connection after its handshake. */
final class RecordCodec extends ByteToMessageCodec<RpcFrame> {
  private static final int LENGTH_BYTES = 4;

  private final RecordCipher.Pair ciphers;
  private final int limit;

  RecordCodec(RecordCipher.Pair ciphers, int limit) {
    super(RpcFrame.class);
    this.ciphers = ciphers;
    this.limit = limit;
  }

  @Override
  protected void encode(ChannelHandlerContext context, RpcFrame frame, ByteBuf out)
      throws GeneralSecurityException {
    ByteBuffer header = frame.header();
    ByteBuffer body = frame.body();
    byte[] sealed = ciphers.outgoing().seal(header, body);
    out.ensureWritable(LENGTH_BYTES + sealed.length);
    out.writeInt(sealed.length).writeBytes(sealed);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws MalformedFrameException, GeneralSecurityException {
    if (in.readableBytes() < LENGTH_BYTES) {
      return;
    }
    int length = in.getInt(in.readerIndex());
    if (length < RecordCipher.TAG_BYTES || length > limit) {
      throw new MalformedFrameException(
          "a record of "
              + Integer.toUnsignedLong(length)
              + " bytes is outside the limit of "
              + limit);
    }
    if (in.readableBytes() < LENGTH_BYTES + length) {
      return;
    }
    in.skipBytes(LENGTH_BYTES);
    byte[] sealed = new byte[length];
    in.readBytes(sealed);
    out.add(RpcFrame.parse(ciphers.incoming().open(sealed)));
  }
}
