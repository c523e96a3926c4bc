package io.nyala.semantics.kernel;

import io.nyala.semantics.function.NullAware;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.NullFlag;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Strings as UTF-8; positions and lengths count characters (code points) from 1. */
public final class StringKernels {
  private static final byte[] SPACE = {' '};
  private static final int MAX_RESULT = 1 << 28;

  private StringKernels() {}

  public static void concat(ByteRange[] parts, BytesBuilder result) {
    for (ByteRange part : parts) {
      result.append(part);
    }
  }

  /** The first argument separates the others; NULLs among them are left out. */
  @NullAware
  public static void concatWs(
      ByteRange[] parts, boolean[] isNull, BytesBuilder result, NullFlag nulls) {
    if (isNull[0]) {
      nulls.isNull = true;
      return;
    }
    boolean first = true;
    for (int i = 1; i < parts.length; i++) {
      if (!isNull[i]) {
        if (!first) {
          result.append(parts[0]);
        }
        result.append(parts[i]);
        first = false;
      }
    }
  }

  public static void substr(ByteRange text, long position, ByteRange result) {
    substr(text, position, Integer.MAX_VALUE, result);
  }

  /**
   * A position of 0 means 1, a negative one counts from the end; one outside the text gives an
   * empty text.
   */
  public static void substr(ByteRange text, long position, long length, ByteRange result) {
    if (length <= 0) {
      result.setEmpty();
      return;
    }
    long skip = position > 0 ? position - 1 : 0;
    if (position < 0) {
      long characters = Utf8.length(text);
      if (-position > characters) {
        result.setEmpty();
        return;
      }
      skip = characters + position;
    }
    int from = Utf8.offset(text, 0, skip);
    int to = Utf8.offset(text, from, length);
    result.set(text.data, text.start + from, to - from);
  }

  /** As substr, over bytes. */
  public static void substrBinary(ByteRange bytes, long position, ByteRange result) {
    substrBinary(bytes, position, Integer.MAX_VALUE, result);
  }

  public static void substrBinary(ByteRange bytes, long position, long length, ByteRange result) {
    long skip = position > 0 ? position - 1 : position < 0 ? bytes.length + position : 0;
    if (length <= 0 || skip < 0 || skip >= bytes.length) {
      result.setEmpty();
      return;
    }
    result.set(bytes.data, bytes.start + (int) skip, (int) Math.min(length, bytes.length - skip));
  }

  public static void upper(ByteRange text, BytesBuilder result) {
    if (!Utf8.isAscii(text)) {
      result.append(text.toString().toUpperCase(Locale.ROOT));
      return;
    }
    byte[] target = result.reserve(text.length);
    int to = result.size();
    for (int i = 0; i < text.length; i++) {
      byte b = text.at(i);
      target[to + i] = (byte) (b >= 'a' && b <= 'z' ? b - 32 : b);
    }
    result.advance(text.length);
  }

  public static void lower(ByteRange text, BytesBuilder result) {
    if (!Utf8.isAscii(text)) {
      result.append(text.toString().toLowerCase(Locale.ROOT));
      return;
    }
    byte[] target = result.reserve(text.length);
    int to = result.size();
    for (int i = 0; i < text.length; i++) {
      byte b = text.at(i);
      target[to + i] = (byte) (b >= 'A' && b <= 'Z' ? b + 32 : b);
    }
    result.advance(text.length);
  }

  /**
   * The first letter of each word that white space separates in upper case, the others in lower
   * case.
   */
  public static void initcap(ByteRange text, BytesBuilder result) {
    boolean first = true;
    String decoded = text.toString();
    for (int i = 0; i < decoded.length(); ) {
      int c = decoded.codePointAt(i);
      i += Character.charCount(c);
      result.appendCodePoint(first ? Character.toUpperCase(c) : Character.toLowerCase(c));
      first = Character.isWhitespace(c);
    }
  }

  private static boolean isIn(ByteRange text, int from, int to, ByteRange set) {
    for (int i = 0; i < set.length; ) {
      int next = Utf8.offset(set, i, 1);
      if (next - i == to - from) {
        int k = 0;
        while (k < to - from && text.at(from + k) == set.at(i + k)) {
          k++;
        }
        if (k == to - from) {
          return true;
        }
      }
      i = next;
    }
    return false;
  }

  private static int trimStart(ByteRange text, ByteRange set) {
    int from = 0;
    while (from < text.length) {
      int next = Utf8.offset(text, from, 1);
      if (!isIn(text, from, next, set)) {
        break;
      }
      from = next;
    }
    return from;
  }

  private static int trimEnd(ByteRange text, int from, ByteRange set) {
    int to = text.length;
    while (to > from) {
      int previous = to - 1;
      while (previous > from && Utf8.isContinuation(text.at(previous))) {
        previous--;
      }
      if (!isIn(text, previous, to, set)) {
        break;
      }
      to = previous;
    }
    return to;
  }

  private static void slice(ByteRange text, int from, int to, ByteRange result) {
    result.set(text.data, text.start + from, to - from);
  }

  public static void trim(ByteRange text, ByteRange set, ByteRange result) {
    int from = trimStart(text, set);
    slice(text, from, trimEnd(text, from, set), result);
  }

  public static void ltrim(ByteRange text, ByteRange set, ByteRange result) {
    slice(text, trimStart(text, set), text.length, result);
  }

  public static void rtrim(ByteRange text, ByteRange set, ByteRange result) {
    slice(text, 0, trimEnd(text, 0, set), result);
  }

  private static int leadingSpaces(ByteRange text) {
    int i = 0;
    while (i < text.length && text.at(i) == SPACE[0]) {
      i++;
    }
    return i;
  }

  private static int withoutTrailingSpaces(ByteRange text, int from) {
    int i = text.length;
    while (i > from && text.at(i - 1) == SPACE[0]) {
      i--;
    }
    return i;
  }

  public static void trim(ByteRange text, ByteRange result) {
    int from = leadingSpaces(text);
    slice(text, from, withoutTrailingSpaces(text, from), result);
  }

  public static void ltrim(ByteRange text, ByteRange result) {
    slice(text, leadingSpaces(text), text.length, result);
  }

  public static void rtrim(ByteRange text, ByteRange result) {
    slice(text, 0, withoutTrailingSpaces(text, 0), result);
  }

  public static long length(ByteRange text) {
    return Utf8.length(text);
  }

  public static long octetLength(ByteRange text) {
    return text.length;
  }

  public static long instr(ByteRange text, ByteRange part) {
    int offset = Utf8.indexOf(text, part, 0);
    return offset < 0 ? 0 : Utf8.charactersBefore(text, offset) + 1L;
  }

  public static long locate(ByteRange part, ByteRange text) {
    return instr(text, part);
  }

  public static long locate(ByteRange part, ByteRange text, long position) {
    if (position <= 0) {
      return 0;
    }
    int from = Utf8.offset(text, 0, position - 1);
    int offset = Utf8.indexOf(text, part, from);
    return offset < 0 ? 0 : Utf8.charactersBefore(text, offset) + 1L;
  }

  private static boolean tooLong(long characters, NullFlag nulls) {
    if (characters > MAX_RESULT) {
      nulls.isNull = true;
      return true;
    }
    return false;
  }

  /** Pads or cuts to a number of characters; NULL if there is nothing to pad with. */
  public static void lpad(
      ByteRange text, long length, ByteRange pad, BytesBuilder result, NullFlag nulls) {
    long missing = length - Utf8.length(text);
    if (pad.length == 0 || tooLong(length, nulls)) {
      nulls.isNull = true;
      return;
    }
    appendPad(missing, pad, result);
    result.append(text.data, text.start, Utf8.offset(text, 0, length));
  }

  public static void rpad(
      ByteRange text, long length, ByteRange pad, BytesBuilder result, NullFlag nulls) {
    long missing = length - Utf8.length(text);
    if (pad.length == 0 || tooLong(length, nulls)) {
      nulls.isNull = true;
      return;
    }
    result.append(text.data, text.start, Utf8.offset(text, 0, length));
    appendPad(missing, pad, result);
  }

  private static void appendPad(long characters, ByteRange pad, BytesBuilder result) {
    int padCharacters = Utf8.length(pad);
    long left = characters;
    for (; left >= padCharacters && left > 0; left -= padCharacters) {
      result.append(pad);
    }
    if (left > 0) {
      result.append(pad.data, pad.start, Utf8.offset(pad, 0, left));
    }
  }

  public static void repeat(ByteRange text, long times, BytesBuilder result, NullFlag nulls) {
    if (times > 0
        && !tooLong(
            Math.multiplyHigh(times, text.length) != 0 ? Long.MAX_VALUE : times * text.length,
            nulls)) {
      for (long i = 0; i < times && text.length > 0; i++) {
        result.append(text);
      }
    }
  }

  public static void space(long times, BytesBuilder result, NullFlag nulls) {
    if (!tooLong(times, nulls)) {
      for (long i = 0; i < times; i++) {
        result.append(SPACE[0]);
      }
    }
  }

  public static void reverse(ByteRange text, BytesBuilder result) {
    for (int end = text.length; end > 0; ) {
      int from = end - 1;
      while (from > 0 && Utf8.isContinuation(text.at(from))) {
        from--;
      }
      result.append(text.data, text.start + from, end - from);
      end = from;
    }
  }

  public static void replace(
      ByteRange text, ByteRange search, ByteRange replacement, BytesBuilder result) {
    int from = 0;
    if (search.length == 0) {
      while (from < text.length) {
        int next = Utf8.offset(text, from, 1);
        result.append(replacement);
        result.append(text.data, text.start + from, next - from);
        from = next;
      }
      result.append(replacement);
      return;
    }
    for (int hit = Utf8.indexOf(text, search, 0);
        hit >= 0;
        hit = Utf8.indexOf(text, search, from)) {
      result.append(text.data, text.start + from, hit - from);
      result.append(replacement);
      from = hit + search.length;
    }
    result.append(text.data, text.start + from, text.length - from);
  }

  /**
   * Replaces characters of {@code from} by those at the same place of {@code to}, or drops them if
   * there is none.
   */
  public static void translate(ByteRange text, ByteRange from, ByteRange to, BytesBuilder result) {
    for (int i = 0; i < text.length; ) {
      int next = Utf8.offset(text, i, 1);
      int place = place(text, i, next, from);
      if (place < 0) {
        result.append(text.data, text.start + i, next - i);
      } else {
        int start = Utf8.offset(to, 0, place);
        result.append(to.data, to.start + start, Utf8.offset(to, start, 1) - start);
      }
      i = next;
    }
  }

  private static int place(ByteRange text, int from, int to, ByteRange set) {
    int place = 0;
    for (int i = 0; i < set.length; place++) {
      int next = Utf8.offset(set, i, 1);
      int k = 0;
      while (next - i == to - from && k < to - from && text.at(from + k) == set.at(i + k)) {
        k++;
      }
      if (k == to - from) {
        return place;
      }
      i = next;
    }
    return -1;
  }

  /** The first byte, signed. */
  public static long ascii(ByteRange text) {
    return text.length == 0 ? 0 : text.at(0);
  }

  public static void chr(long code, BytesBuilder result) {
    if (code > 0) {
      result.appendCodePoint((int) (code & 255));
    } else if (code == 0) {
      result.append((byte) 0);
    }
  }

  /** What stands before the count-th separator, counted from the end if negative. */
  public static void substringIndex(
      ByteRange text, ByteRange separator, long count, ByteRange result) {
    if (count == 0 || separator.length == 0) {
      result.setEmpty();
      return;
    }
    result.set(text);
    if (count > 0) {
      int from = 0;
      for (long i = 0; i < count; i++) {
        int hit = Utf8.indexOf(text, separator, from);
        if (hit < 0) {
          return;
        }
        from = hit + separator.length;
      }
      slice(text, 0, from - separator.length, result);
    } else {
      int end = text.length;
      for (long i = 0; i > count; i--) {
        end = Utf8.lastIndexOf(text, separator, end);
        if (end < 0) {
          return;
        }
      }
      slice(text, end + separator.length, text.length, result);
    }
  }

  /** Place of an item in a list separated by commas, 0 if it is not there or holds a comma. */
  public static long findInSet(ByteRange item, ByteRange list) {
    for (int i = 0; i < item.length; i++) {
      if (item.at(i) == ',') {
        return 0;
      }
    }
    long place = 1;
    int from = 0;
    for (int i = 0; i <= list.length; i++) {
      if (i == list.length || list.at(i) == ',') {
        if (i - from == item.length && regionEquals(item, list, from)) {
          return place;
        }
        from = i + 1;
        place++;
      }
    }
    return 0;
  }

  private static boolean regionEquals(ByteRange item, ByteRange list, int from) {
    for (int i = 0; i < item.length; i++) {
      if (item.at(i) != list.at(from + i)) {
        return false;
      }
    }
    return true;
  }

  /** Edits between two texts. */
  public static long levenshtein(ByteRange a, ByteRange b) {
    int[] left = a.toString().codePoints().toArray();
    int[] right = b.toString().codePoints().toArray();
    int[] row = new int[right.length + 1];
    for (int j = 0; j <= right.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length; i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length; j++) {
        int substitution = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length];
  }

  /** A quoted literal: single quotes around, quotes and backslashes inside escaped. */
  public static void quote(ByteRange text, BytesBuilder result) {
    result.append((byte) '\'');
    for (int i = 0; i < text.length; i++) {
      if (text.at(i) == '\'') {
        result.append((byte) '\\');
      }
      result.append(text.at(i));
    }
    result.append((byte) '\'');
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
