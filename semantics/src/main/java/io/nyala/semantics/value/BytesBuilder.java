package io.nyala.semantics.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where kernels write byte results. Grows and is reused; the caller resets it per value or keeps
 * offsets per row.
 */
public final class BytesBuilder {
  private byte[] data;
  private int size;

  public BytesBuilder() {
    this(64);
  }

  public BytesBuilder(int capacity) {
    data = new byte[capacity];
  }

  public void reset() {
    size = 0;
  }

  public int size() {
    return size;
  }

  /**
   * The backing array; bytes beyond {@link #size()} are arbitrary. Changes identity when the
   * builder grows.
   */
  public byte[] array() {
    return data;
  }

  /** Shortens to {@code newSize}, taking back what was written after it. */
  public void truncate(int newSize) {
    size = newSize;
  }

  /**
   * Makes room for {@code more} bytes and gives the array to write to from {@link #size()} on; then
   * call {@link #advance}.
   */
  public byte[] reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > data.length) {
      data =
          Arrays.copyOf(
              data, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 16L, 2L * data.length)));
    }
    return data;
  }

  public void advance(int written) {
    size += written;
  }

  public void append(byte value) {
    if (size == data.length) {
      reserve(1);
    }
    data[size++] = value;
  }

  public void append(byte[] source, int start, int length) {
    System.arraycopy(source, start, reserve(length), size, length);
    size += length;
  }

  public void append(ByteRange range) {
    append(range.data, range.start, range.length);
  }

  /** Appends as UTF-8; for cold paths. */
  public void append(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  public void appendCodePoint(int codePoint) {
    if (codePoint < 0x80) {
      append((byte) codePoint);
    } else if (codePoint < 0x800) {
      append((byte) (0xC0 | codePoint >> 6));
      append((byte) (0x80 | codePoint & 0x3F));
    } else if (codePoint < 0x10000) {
      append((byte) (0xE0 | codePoint >> 12));
      append((byte) (0x80 | codePoint >> 6 & 0x3F));
      append((byte) (0x80 | codePoint & 0x3F));
    } else {
      append((byte) (0xF0 | codePoint >> 18));
      append((byte) (0x80 | codePoint >> 12 & 0x3F));
      append((byte) (0x80 | codePoint >> 6 & 0x3F));
      append((byte) (0x80 | codePoint & 0x3F));
    }
  }

  /** Appends the decimal digits of a number. */
  public void appendLong(long value) {
    if (value == Long.MIN_VALUE) {
      append("-9223372036854775808");
      return;
    }
    long rest = value;
    if (rest < 0) {
      append((byte) '-');
      rest = -rest;
    }
    int digits = 1;
    for (long bound = 10; digits < 19 && rest >= bound; bound *= 10) {
      digits++;
    }
    appendDigits(rest, digits);
  }

  /** Appends exactly {@code digits} digits of a number ≥ 0, zeros in front. */
  public void appendDigits(long value, int digits) {
    byte[] target = reserve(digits);
    long rest = value;
    for (int i = size + digits - 1; i >= size; i--) {
      target[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }
}
