package io.nyala.spi.expression;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable run of bytes that is equal by content, for BINARY literals. */
public final class ByteString {
  private final byte[] bytes;

  public ByteString(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
