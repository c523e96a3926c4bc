package io.nyala.transport.rpc;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.transport.wire.MalformedFrameException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The content of a record: a type byte, the call's number and what the type says. Big-endian. */
sealed interface RpcFrame {
  /** A call. Method names are at most 255 bytes of ASCII. */
  record Request(long call, String method, ByteBuffer payload) implements RpcFrame {}

  /** Its result. */
  record Reply(long call, ByteBuffer payload) implements RpcFrame {}

  /** Its failure. */
  record Failure(long call, ErrorCode code, String message) implements RpcFrame {
    NyalaException toException() {
      return new NyalaException(code, message);
    }
  }

  /** Asks for a {@link Pong}, to see whether the other side lives. */
  record Ping() implements RpcFrame {}

  /** The answer to a {@link Ping}. */
  record Pong() implements RpcFrame {}

  /** All but the payload. */
  default ByteBuffer header() {
    if (this instanceof Request request) {
      byte[] method = request.method().getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(10 + method.length)
          .put((byte) 1)
          .putLong(request.call())
          .put((byte) method.length)
          .put(method)
          .flip();
    }
    if (this instanceof Reply reply) {
      return ByteBuffer.allocate(9).put((byte) 2).putLong(reply.call()).flip();
    }
    if (this instanceof Failure failure) {
      byte[] code = failure.code().name().getBytes(StandardCharsets.US_ASCII);
      return ByteBuffer.allocate(10 + code.length)
          .put((byte) 3)
          .putLong(failure.call())
          .put((byte) code.length)
          .put(code)
          .flip();
    }
    return ByteBuffer.allocate(9).put((byte) (this instanceof Ping ? 4 : 5)).putLong(0).flip();
  }

  /** The part that is not copied into the header. */
  default ByteBuffer body() {
    if (this instanceof Request request) {
      return request.payload().duplicate();
    }
    if (this instanceof Reply reply) {
      return reply.payload().duplicate();
    }
    if (this instanceof Failure failure) {
      return ByteBuffer.wrap(failure.message().getBytes(StandardCharsets.UTF_8));
    }
    return ByteBuffer.allocate(0);
  }

  /** Inverse of header and body. */
  static RpcFrame parse(byte[] record) throws MalformedFrameException {
    ByteBuffer buffer = ByteBuffer.wrap(record);
    if (buffer.remaining() < 9) {
      throw new MalformedFrameException("a record of " + record.length + " bytes");
    }
    int type = buffer.get();
    long call = buffer.getLong();
    return switch (type) {
      case 1 -> new Request(call, name(buffer), buffer.slice());
      case 2 -> new Reply(call, buffer.slice());
      case 3 -> {
        String code = name(buffer);
        yield new Failure(call, code(code), StandardCharsets.UTF_8.decode(buffer).toString());
      }
      case 4 -> new Ping();
      case 5 -> new Pong();
      default -> throw new MalformedFrameException("a record of type " + type);
    };
  }

  private static String name(ByteBuffer buffer) throws MalformedFrameException {
    int length = buffer.hasRemaining() ? Byte.toUnsignedInt(buffer.get()) : 0;
    if (length == 0 || length > buffer.remaining()) {
      throw new MalformedFrameException("a name of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  private static ErrorCode code(String name) {
    for (ErrorCode code : ErrorCode.values()) {
      if (code.name().equals(name)) {
        return code;
      }
    }
    return ErrorCode.INTERNAL_ERROR;
  }
}
