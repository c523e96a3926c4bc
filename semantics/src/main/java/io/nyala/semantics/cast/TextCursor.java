package io.nyala.semantics.cast;

import io.nyala.semantics.value.ByteRange;

/** A reading position in a text, for parsers that do not allocate. */
public final class TextCursor {
  private byte[] data = {};
  private int position;
  private int end;

  /** Starts behind leading white space and stops before trailing one. */
  void open(ByteRange text) {
    data = text.data;
    position = text.start;
    end = text.start + text.length;
    while (position < end && data[position] >= 0 && data[position] <= ' ') {
      position++;
    }
    while (end > position && data[end - 1] >= 0 && data[end - 1] <= ' ') {
      end--;
    }
  }

  boolean atEnd() {
    return position == end;
  }

  /** The next byte, −1 at the end. */
  int peek() {
    return position < end ? data[position] : -1;
  }

  boolean accept(char expected) {
    if (peek() == expected) {
      position++;
      return true;
    }
    return false;
  }

  /**
   * Reads a number of at least one and at most {@code most} digits that no further digit follows;
   * −1 if there is none.
   */
  long digits(int most) {
    long value = 0;
    int count = 0;
    while (position < end && isDigit(data[position])) {
      if (++count > most) {
        return -1;
      }
      value = value * 10 + data[position++] - '0';
    }
    return count == 0 ? -1 : value;
  }

  /** Reads digits behind a decimal point as nanoseconds; digits beyond the ninth are dropped. */
  int nanos() {
    int value = 0;
    int count = 0;
    while (position < end && isDigit(data[position])) {
      if (count < 9) {
        value = value * 10 + data[position] - '0';
        count++;
      }
      position++;
    }
    for (; count < 9; count++) {
      value *= 10;
    }
    return value;
  }

  void skipSpaces() {
    while (position < end && data[position] == ' ') {
      position++;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
