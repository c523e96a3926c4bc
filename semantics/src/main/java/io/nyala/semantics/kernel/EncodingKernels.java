package io.nyala.semantics.kernel;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.NullFlag;
import java.util.Arrays;
import java.util.Base64;

/** Digests, checksums, hexadecimal and Base64 forms, and numbers in other bases. */
public final class EncodingKernels {
  static final byte[] LOWER = StringKernels.utf8("0123456789abcdef");
  private static final byte[] UPPER = StringKernels.utf8("0123456789ABCDEF");

  private EncodingKernels() {}

  static void appendHex(byte[] data, int start, int length, byte[] digits, BytesBuilder result) {
    for (int i = start; i < start + length; i++) {
      result.append(digits[data[i] >> 4 & 15]);
      result.append(digits[data[i] & 15]);
    }
  }

  public static void md5(ByteRange bytes, Digests digests, BytesBuilder result) {
    digests.appendHex("MD5", bytes, result);
  }

  public static void sha1(ByteRange bytes, Digests digests, BytesBuilder result) {
    digests.appendHex("SHA-1", bytes, result);
  }

  /** SHA-224, 256 (also for 0), 384, 512; 1 gives SHA-1; NULL for other lengths. */
  public static void sha2(
      ByteRange bytes, long bits, Digests digests, BytesBuilder result, NullFlag nulls) {
    int length = bits == 0 ? 256 : (int) Math.min(Math.max(bits, -1), 1000);
    switch (length) {
      case 1 -> digests.appendHex("SHA-1", bytes, result);
      case 224 -> digests.appendHex("SHA-224", bytes, result);
      case 256 -> digests.appendHex("SHA-256", bytes, result);
      case 384 -> digests.appendHex("SHA-384", bytes, result);
      case 512 -> digests.appendHex("SHA-512", bytes, result);
      default -> nulls.isNull = true;
    }
  }

  public static long crc32(ByteRange bytes, Digests digests) {
    return digests.crc32(bytes);
  }

  public static void hex(long number, BytesBuilder result) {
    result.append(toUpper(Long.toHexString(number)));
  }

  private static String toUpper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }

  public static void hex(ByteRange bytes, BytesBuilder result) {
    appendHex(bytes.data, bytes.start, bytes.length, UPPER, result);
  }

  /**
   * Bytes of hexadecimal digits, a lone first digit counting as a byte; NULL if another character
   * occurs.
   */
  public static void unhex(ByteRange text, BytesBuilder result, NullFlag nulls) {
    int high = text.length % 2 == 0 ? -1 : 0;
    for (int i = 0; i < text.length; i++) {
      int digit = Character.digit(text.at(i), 16);
      if (digit < 0) {
        nulls.isNull = true;
        return;
      }
      if (high < 0) {
        high = digit;
      } else {
        result.append((byte) (high << 4 | digit));
        high = -1;
      }
    }
  }

  public static void base64(ByteRange bytes, BytesBuilder result) {
    byte[] encoded = Base64.getEncoder().encode(bytes.toByteArray());
    result.append(encoded, 0, encoded.length);
  }

  /**
   * Lenient as Hive's decoder: characters outside the alphabet are skipped, an incomplete end is
   * dropped.
   */
  public static void unbase64(ByteRange text, BytesBuilder result) {
    byte[] kept = new byte[text.length];
    int count = 0;
    for (int i = 0; i < text.length; i++) {
      byte b = text.at(i);
      boolean url = b == '-' || b == '_';
      boolean letter = b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || b >= '0' && b <= '9';
      if (b == '=') {
        break;
      }
      if (letter || b == '+' || b == '/' || url) {
        kept[count++] = url ? (byte) (b == '-' ? '+' : '/') : b;
      }
    }
    count -= count % 4 == 1 ? 1 : 0;
    byte[] decoded = Base64.getDecoder().decode(Arrays.copyOf(kept, count));
    result.append(decoded, 0, decoded.length);
  }

  public static void bin(long number, BytesBuilder result) {
    result.append(Long.toBinaryString(number));
  }

  /**
   * A number written in another base; a negative target base gives a signed result. NULL for bases
   * outside 2 to 36.
   */
  public static void conv(ByteRange text, long from, long to, BytesBuilder result, NullFlag nulls) {
    long base = Math.abs(to);
    if (text.length == 0 || from < 2 || from > 36 || base < 2 || base > 36) {
      nulls.isNull = true;
      return;
    }
    boolean negative = text.at(0) == '-';
    long value = 0;
    for (int i = negative ? 1 : 0; i < text.length; i++) {
      int digit = Character.digit(text.at(i), (int) from);
      if (digit < 0) {
        break;
      }
      long bound = Long.divideUnsigned(-1L - digit, from);
      if (Long.compareUnsigned(value, bound) > 0) {
        value = -1L;
        break;
      }
      value = value * from + digit;
    }
    if (negative) {
      value = to > 0 && value < 0 ? -1L : -value;
    }
    if (to < 0) {
      result.append(toUpper(Long.toString(value, (int) base)));
    } else {
      result.append(toUpper(Long.toUnsignedString(value, (int) base)));
    }
  }

  /** Soundex code of an English word: letter and three digits. */
  public static void soundex(ByteRange text, BytesBuilder result) {
    int start = result.size();
    byte previous = 0;
    for (int i = 0; i < text.length && result.size() - start < 4; i++) {
      int letter = text.at(i) & 0xDF;
      if (letter < 'A' || letter > 'Z') {
        continue;
      }
      byte code = (byte) "01230120022455012623010202".charAt(letter - 'A');
      if (result.size() == start) {
        result.append((byte) letter);
        previous = code;
      } else if (letter != 'H' && letter != 'W') {
        if (code != '0' && code != previous) {
          result.append(code);
        }
        previous = code;
      }
    }
    while (result.size() > start && result.size() - start < 4) {
      result.append((byte) '0');
    }
  }
}
