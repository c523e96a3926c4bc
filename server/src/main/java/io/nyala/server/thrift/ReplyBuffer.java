package io.nyala.server.thrift;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;

/**
 * The bytes of a reply while it is written. Beside Thrift's calls it takes whole columns of
 * numbers, big-endian as TBinaryProtocol has them, without a call per value.
 */
final class ReplyBuffer extends TTransport {
  private static final int INITIAL_BYTES = 8 * 1024;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int length;

  /** The bytes from {@code at} on have room for {@code count} more. */
  private void ensure(int count) {
    if (bytes.length - length < count) {
      long wanted = Math.max((long) length + count, 2L * bytes.length);
      if (wanted > Integer.MAX_VALUE - 64) {
        wanted = Math.addExact(length, count);
      }
      bytes = Arrays.copyOf(bytes, Math.toIntExact(wanted));
    }
  }

  void putByte(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  void putShort(int value) {
    ensure(2);
    bytes[length++] = (byte) (value >>> 8);
    bytes[length++] = (byte) value;
  }

  void putInt(int value) {
    ensure(4);
    setInt(length, value);
    length += 4;
  }

  void putLong(long value) {
    ensure(8);
    setInt(length, (int) (value >>> 32));
    setInt(length + 4, (int) value);
    length += 8;
  }

  void putBytes(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  int length() {
    return length;
  }

  /** Overwrites four bytes, for a length that is known only afterwards. */
  void setInt(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  @Override
  public void write(byte[] source, int offset, int count) {
    putBytes(source, offset, count);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void open() {}

  @Override
  public void close() {}

  @Override
  public int read(byte[] target, int offset, int count) {
    return 0;
  }

  @Override
  public TConfiguration getConfiguration() {
    return TConfiguration.DEFAULT;
  }

  @Override
  public void updateKnownMessageSize(long size) {}

  @Override
  public void checkReadBytesAvailable(long count) {}

  @Override
  public void resetMessageSizeAndConsumedBytes(long size) {}
}
