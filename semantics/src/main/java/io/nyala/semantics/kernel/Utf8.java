package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;

/**
 * Characters (code points) in UTF-8 bytes. Malformed bytes count as they come: a character starts
 * at every byte that is no continuation.
 */
public final class Utf8 {
  private Utf8() {}

  static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** Number of characters. */
  public static int length(ByteRange text) {
    byte[] data = text.data;
    int end = text.start + text.length;
    int count = 0;
    for (int i = text.start; i < end; i++) {
      if (!isContinuation(data[i])) {
        count++;
      }
    }
    return count;
  }

  /**
   * The offset (relative to the range) {@code characters} characters after offset {@code from}; at
   * most the range's length.
   */
  public static int offset(ByteRange text, int from, long characters) {
    byte[] data = text.data;
    int end = text.start + text.length;
    int i = text.start + from;
    for (long left = characters; left > 0 && i < end; left--) {
      i++;
      while (i < end && isContinuation(data[i])) {
        i++;
      }
    }
    return i - text.start;
  }

  /** True if all bytes are below 128. */
  public static boolean isAscii(ByteRange text) {
    byte[] data = text.data;
    int end = text.start + text.length;
    byte all = 0;
    for (int i = text.start; i < end; i++) {
      all |= data[i];
    }
    return all >= 0;
  }

  /** Number of characters in the first {@code bytes} bytes. */
  static int charactersBefore(ByteRange text, int bytes) {
    int count = 0;
    for (int i = 0; i < bytes; i++) {
      if (!isContinuation(text.at(i))) {
        count++;
      }
    }
    return count;
  }

  /**
   * Offset of the first occurrence of {@code part} at or after {@code from}, −1 if there is none.
   */
  public static int indexOf(ByteRange text, ByteRange part, int from) {
    return indexOf(
            text.data,
            text.start + from,
            text.start + text.length,
            part.data,
            part.start,
            part.length)
        - text.start;
  }

  /**
   * As {@link #indexOf(ByteRange, ByteRange, int)} over absolute positions; Integer.MIN_VALUE / 2
   * if there is none.
   */
  static int indexOf(byte[] data, int from, int end, byte[] part, int partStart, int partLength) {
    if (partLength == 0) {
      return from;
    }
    byte first = part[partStart];
    int last = end - partLength;
    for (int i = from; i <= last; i++) {
      if (data[i] == first) {
        int k = 1;
        while (k < partLength && data[i + k] == part[partStart + k]) {
          k++;
        }
        if (k == partLength) {
          return i;
        }
      }
    }
    return Integer.MIN_VALUE / 2;
  }

  /**
   * Offset of the last occurrence of {@code part} that ends at or before {@code end}, negative if
   * there is none.
   */
  static int lastIndexOf(ByteRange text, ByteRange part, int end) {
    for (int i = end - part.length; i >= 0; i--) {
      int k = 0;
      while (k < part.length && text.at(i + k) == part.at(k)) {
        k++;
      }
      if (k == part.length) {
        return i;
      }
    }
    return -1;
  }
}
