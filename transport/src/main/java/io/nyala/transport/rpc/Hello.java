package io.nyala.transport.rpc;

import io.nyala.spi.rpc.RpcChannel;
import io.nyala.transport.sasl.SaslSession;
import io.nyala.transport.wire.MalformedFrameException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * What each side says once under GSSAPI privacy: the protocol, the purpose of the connection and
 * its half of the key material.
 *
 * @param random 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hello(RpcChannel channel, byte[] random) {
  private static final int MAGIC = 0x4E_59_52_50;
  private static final byte VERSION = 1;
  private static final byte CONTROL = 0;
  private static final byte DATA = 1;
  private static final int RANDOM_BYTES = 32;
  private static final int BYTES = 4 + 1 + 1 + RANDOM_BYTES;

  static Hello create(RpcChannel channel, SecureRandom randomness) {
    byte[] random = new byte[RANDOM_BYTES];
    randomness.nextBytes(random);
    return new Hello(channel, random);
  }

  byte[] wrap(SaslSession session) throws IOException {
    byte[] plain =
        ByteBuffer.allocate(BYTES)
            .putInt(MAGIC)
            .put(VERSION)
            .put(channel == RpcChannel.CONTROL ? CONTROL : DATA)
            .put(random)
            .array();
    return session.wrap(plain, 0, plain.length);
  }

  static Hello unwrap(SaslSession session, byte[] wrapped) throws IOException {
    ByteBuffer plain = ByteBuffer.wrap(session.unwrap(wrapped, 0, wrapped.length));
    if (plain.remaining() != BYTES || plain.getInt() != MAGIC) {
      throw new MalformedFrameException("the other side is not a Nyala daemon");
    }
    byte version = plain.get();
    if (version != VERSION) {
      throw new MalformedFrameException(
          "the other side speaks version " + version + " of the internal protocol, not " + VERSION);
    }
    byte channel = plain.get();
    if (channel != CONTROL && channel != DATA) {
      throw new MalformedFrameException("unknown channel " + channel);
    }
    byte[] random = new byte[RANDOM_BYTES];
    plain.get(random);
    return new Hello(channel == CONTROL ? RpcChannel.CONTROL : RpcChannel.DATA, random);
  }
}
