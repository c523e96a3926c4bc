package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import java.util.Arrays;

/**
 * A LIKE pattern, compiled when it changes: {@code %} is any run, {@code _} any one character, a
 * backslash makes a following {@code %} or {@code _} plain and is itself plain elsewhere. Patterns
 * without {@code _} become a search for their parts in order. One per call site, not thread-safe.
 */
public final class LikePattern {
  private static final int ANY_RUN = -1;
  private static final int ANY_CHARACTER = -2;

  private byte[] source = {};
  private boolean compiled;

  private int[] tokens = {};
  private boolean hasAnyCharacter;
  private boolean openStart;
  private boolean openEnd;
  private byte[] literals = {};
  private int[] partStarts = {};
  private int partCount;

  private void compile(ByteRange pattern) {
    source = pattern.toByteArray();
    compiled = true;
    int[] found = new int[source.length];
    int count = 0;
    for (int i = 0; i < source.length; i++) {
      byte b = source[i];
      if (b == '\\' && i + 1 < source.length && (source[i + 1] == '%' || source[i + 1] == '_')) {
        found[count++] = source[++i];
      } else if (b == '%') {
        if (count == 0 || found[count - 1] != ANY_RUN) {
          found[count++] = ANY_RUN;
        }
      } else {
        found[count++] = b == '_' ? ANY_CHARACTER : b & 0xFF;
      }
    }
    tokens = Arrays.copyOf(found, count);
    hasAnyCharacter = Arrays.stream(tokens).anyMatch(token -> token == ANY_CHARACTER);
    openStart = count > 0 && tokens[0] == ANY_RUN;
    openEnd = count > 0 && tokens[count - 1] == ANY_RUN;
    literals = new byte[count];
    partStarts = new int[count + 2];
    partCount = 0;
    int length = 0;
    boolean inPart = false;
    for (int token : tokens) {
      if (token == ANY_RUN) {
        inPart = false;
      } else {
        if (!inPart) {
          partStarts[partCount++] = length;
          inPart = true;
        }
        literals[length++] = (byte) token;
      }
    }
    partStarts[partCount] = length;
  }

  boolean matches(ByteRange text, ByteRange pattern) {
    if (!compiled
        || !Arrays.equals(
            source,
            0,
            source.length,
            pattern.data,
            pattern.start,
            pattern.start + pattern.length)) {
      compile(pattern);
    }
    return hasAnyCharacter ? matchTokens(text) : matchParts(text);
  }

  private boolean regionEquals(byte[] data, int at, int part) {
    int start = partStarts[part];
    int length = partStarts[part + 1] - start;
    return Arrays.equals(data, at, at + length, literals, start, start + length);
  }

  private int partLength(int part) {
    return partStarts[part + 1] - partStarts[part];
  }

  private boolean matchParts(ByteRange text) {
    byte[] data = text.data;
    int from = text.start;
    int to = text.start + text.length;
    if (partCount == 0) {
      return openStart || text.length == 0;
    }
    int first = 0;
    int last = partCount - 1;
    if (!openStart) {
      int length = partLength(0);
      if (length > to - from || !regionEquals(data, from, 0)) {
        return false;
      }
      if (partCount == 1 && !openEnd) {
        return length == text.length;
      }
      from += length;
      first++;
    }
    if (!openEnd && last >= first) {
      int length = partLength(last);
      if (length > to - from || !regionEquals(data, to - length, last)) {
        return false;
      }
      to -= length;
      last--;
    }
    for (int part = first; part <= last; part++) {
      int length = partLength(part);
      int hit = Utf8.indexOf(data, from, to, literals, partStarts[part], length);
      if (hit < 0) {
        return false;
      }
      from = hit + length;
    }
    return true;
  }

  private static int nextCharacter(byte[] data, int at, int end) {
    int next = at + 1;
    while (next < end && Utf8.isContinuation(data[next])) {
      next++;
    }
    return next;
  }

  private boolean matchTokens(ByteRange text) {
    byte[] data = text.data;
    int end = text.start + text.length;
    int at = text.start;
    int token = 0;
    int retryToken = -1;
    int retryAt = 0;
    while (at < end || token < tokens.length) {
      if (token < tokens.length) {
        int expected = tokens[token];
        if (expected == ANY_RUN) {
          retryToken = token++;
          retryAt = at;
          continue;
        }
        if (at < end) {
          if (expected == ANY_CHARACTER) {
            at = nextCharacter(data, at, end);
            token++;
            continue;
          }
          if ((data[at] & 0xFF) == expected) {
            at++;
            token++;
            continue;
          }
        }
      }
      if (retryToken < 0 || retryAt >= end) {
        return false;
      }
      retryAt = nextCharacter(data, retryAt, end);
      at = retryAt;
      token = retryToken + 1;
    }
    return true;
  }
}
