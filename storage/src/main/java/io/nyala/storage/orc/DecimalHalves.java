package io.nyala.storage.orc;

import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;

/**
 * Moves decimals between Hive's writable and two halves of a 128-bit unscaled value, without
 * objects. Not thread-safe.
 */
public final class DecimalHalves {
  private static final int STEP_DIGITS = 18;
  private static final long[] POWERS = new long[STEP_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = 10 * POWERS[i - 1];
    }
  }

  private final long[] scratch = new long[HiveDecimal.SCRATCH_LONGS_LEN];
  private final byte[] bytes = new byte[HiveDecimal.SCRATCH_BUFFER_LEN_BIG_INTEGER_BYTES];

  /** Stores the value at {@code row}; its own scale must not exceed {@code scale}. */
  public void store(HiveDecimalWritable value, int scale, long[] high, long[] low, int row) {
    int length = value.bigIntegerBytes(scratch, bytes);
    long top = bytes[0] < 0 ? -1 : 0;
    long bottom = top;
    for (int i = 0; i < length; i++) {
      top = top << 8 | bottom >>> 56;
      bottom = bottom << 8 | bytes[i] & 0xff;
    }
    int missing = scale - value.scale();
    while (missing > 0) {
      int step = Math.min(missing, STEP_DIGITS);
      long factor = POWERS[step];
      top = top * factor + unsignedMultiplyHigh(bottom, factor);
      bottom *= factor;
      missing -= step;
    }
    high[row] = top;
    low[row] = bottom;
  }

  /** High half of the product of an unsigned number and a positive factor. */
  private static long unsignedMultiplyHigh(long unsigned, long factor) {
    return Math.multiplyHigh(unsigned, factor) + ((unsigned >> 63) & factor);
  }

  /** Loads an unscaled value of a scale. */
  public void load(long high, long low, int scale, HiveDecimalWritable target) {
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >> (56 - 8 * i));
    }
    target.setFromBigIntegerBytesAndScale(bytes, 0, 16, scale);
  }
}
