package io.nyala.semantics.hash;

/**
 * MurmurHash3 x86 32 bit by Austin Appleby (public domain) as Hive's bucketing version 2 has it:
 * with its seed, and with the bytes behind the last block of four sign-extended, which differs from
 * the original for bytes above 127.
 */
public final class Murmur3 {
  private static final int SEED = 104_729;
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  private static int mix(int hash, int block) {
    int k = Integer.rotateLeft(block * C1, 15) * C2;
    return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
  }

  private static int finish(int hash, int length) {
    int h = hash ^ length;
    h = (h ^ h >>> 16) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  public static int hash(byte[] data, int start, int length) {
    int hash = SEED;
    int end = start + (length & ~3);
    int i = start;
    for (; i < end; i += 4) {
      hash =
          mix(
              hash,
              data[i] & 0xFF
                  | (data[i + 1] & 0xFF) << 8
                  | (data[i + 2] & 0xFF) << 16
                  | data[i + 3] << 24);
    }
    int tail = 0;
    for (int k = (length & 3) - 1; k >= 0; k--) {
      tail ^= data[i + k] << 8 * k;
    }
    hash ^= Integer.rotateLeft(tail * C1, 15) * C2;
    return finish(hash, length);
  }

  /** Of the two bytes of a short, big-endian. */
  public static int hashShort(long value) {
    int tail = (byte) (value >> 8) ^ (byte) value << 8;
    return finish(SEED ^ Integer.rotateLeft(tail * C1, 15) * C2, 2);
  }

  /** Of the four bytes of an int, big-endian. */
  public static int hashInt(long value) {
    return finish(mix(SEED, Integer.reverseBytes((int) value)), 4);
  }

  /** Of the eight bytes of a long, big-endian. */
  public static int hashLong(long value) {
    long bytes = Long.reverseBytes(value);
    return finish(mix(mix(SEED, (int) bytes), (int) (bytes >>> 32)), 8);
  }
}
