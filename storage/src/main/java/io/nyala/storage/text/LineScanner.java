package io.nyala.storage.text;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Finds lines in a stream. Line ends are LF, CR and CR LF, as for Hadoop's text input. Lines lie
 * whole in {@link #buffer}, which is replaced, never overwritten, when more is read: vectors may
 * keep referring to it.
 */
final class LineScanner {
  private final InputStream in;
  private final String name;
  private final int bufferBytes;
  private final int maxLineBytes;

  private byte[] buffer;
  private int position;
  private int limit;
  private boolean endOfStream;
  private long bufferOffset;
  private long bytesRead;

  /**
   * @param offset position of the stream's next byte in the file
   */
  LineScanner(InputStream in, String name, long offset, int bufferBytes, int maxLineBytes) {
    this.in = in;
    this.name = name;
    this.bufferBytes = bufferBytes;
    this.maxLineBytes = maxLineBytes;
    this.buffer = new byte[0];
    this.bufferOffset = offset;
  }

  byte[] buffer() {
    return buffer;
  }

  long bytesRead() {
    return bytesRead;
  }

  /** File offset of the next line. */
  long offset() {
    return bufferOffset + position;
  }

  /**
   * Takes up to {@code max} lines that start before {@code endOffset} and lie in the present
   * buffer, reading on only if that holds no whole line. Fills in the positions of the lines' first
   * byte and of the byte behind their last; 0 means the end.
   */
  int next(int max, long endOffset, int[] starts, int[] ends) throws IOException {
    while (true) {
      int count = scan(max, endOffset, starts, ends);
      if (count > 0 || offset() >= endOffset) {
        return count;
      }
      if (endOfStream) {
        return last(starts, ends);
      }
      fill();
    }
  }

  private int scan(int max, long endOffset, int[] starts, int[] ends) {
    byte[] bytes = buffer;
    int end = limit;
    int lineStart = position;
    int count = 0;
    int maxStart = (int) Math.min(Integer.MAX_VALUE, endOffset - bufferOffset);
    int i = lineStart;
    while (i < end && count < max && lineStart < maxStart) {
      byte b = bytes[i++];
      if (b > '\r' || (b != '\n' && b != '\r')) {
        continue;
      }
      int lineEnd = i - 1;
      if (b == '\r') {
        if (i == end && !endOfStream) {
          break; // whether LF follows is in the next buffer
        }
        if (i < end && bytes[i] == '\n') {
          i++;
        }
      }
      starts[count] = lineStart;
      ends[count] = lineEnd;
      count++;
      lineStart = i;
    }
    position = lineStart;
    return count;
  }

  /** The rest of the stream as a line without an end. */
  private int last(int[] starts, int[] ends) {
    if (position == limit) {
      return 0;
    }
    starts[0] = position;
    ends[0] = limit;
    position = limit;
    return 1;
  }

  private void fill() throws IOException {
    int rest = limit - position;
    if (rest >= maxLineBytes) {
      throw new NyalaException(
          ErrorCode.CORRUPT_FILE,
          "File "
              + name
              + " has a line of more than "
              + maxLineBytes
              + " bytes at offset "
              + offset()
              + "; nyala.storage.text.line.max raises the limit");
    }
    int size = bufferBytes;
    while (size < 2L * rest && size < maxLineBytes) {
      size = (int) Math.min(2L * size, maxLineBytes);
    }
    byte[] larger = new byte[Math.max(size, rest + 1)];
    System.arraycopy(buffer, position, larger, 0, rest);
    bufferOffset += position;
    position = 0;
    limit = rest;
    buffer = larger;
    while (limit < larger.length) {
      int read = in.read(larger, limit, larger.length - limit);
      if (read < 0) {
        endOfStream = true;
        return;
      }
      limit += read;
      bytesRead += read;
    }
  }
}
