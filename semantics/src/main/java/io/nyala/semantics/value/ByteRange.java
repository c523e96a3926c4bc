package io.nyala.semantics.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of bytes that belong to someone else: a vector's data, a literal, a {@link BytesBuilder}.
 * Valid until that changes.
 */
public final class ByteRange {
  private static final byte[] EMPTY = {};

  public byte[] data = EMPTY;
  public int start;
  public int length;

  public void set(byte[] newData, int newStart, int newLength) {
    data = newData;
    start = newStart;
    length = newLength;
  }

  public void set(ByteRange other) {
    set(other.data, other.start, other.length);
  }

  public void setEmpty() {
    set(EMPTY, 0, 0);
  }

  public byte at(int index) {
    return data[start + index];
  }

  /** True if the bytes are equal. */
  public static boolean equal(ByteRange a, ByteRange b) {
    return a.length == b.length
        && Arrays.equals(a.data, a.start, a.start + a.length, b.data, b.start, b.start + b.length);
  }

  /** Order of unsigned bytes, which for UTF-8 is the order of code points. */
  public static int compare(ByteRange a, ByteRange b) {
    return Arrays.compareUnsigned(
        a.data, a.start, a.start + a.length, b.data, b.start, b.start + b.length);
  }

  public byte[] toByteArray() {
    return Arrays.copyOfRange(data, start, start + length);
  }

  /** Decoded from UTF-8; allocates. */
  @Override
  public String toString() {
    return new String(data, start, length, StandardCharsets.UTF_8);
  }
}
