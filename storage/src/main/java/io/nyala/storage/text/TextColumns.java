package io.nyala.storage.text;

import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.storage.orc.DecimalHalves;
import java.util.Base64;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.jspecify.annotations.Nullable;

/**
 * Parses the fields of one column of a batch, one loop per type. Text that does not convert is
 * NULL, as LazySimpleSerDe has it. One per reader; not thread-safe.
 */
final class TextColumns {
  private final TextLayout layout;
  private final HiveDecimalWritable decimal = new HiveDecimalWritable();
  private final DecimalHalves halves = new DecimalHalves();

  TextColumns(TextLayout layout) {
    this.layout = layout;
  }

  /**
   * @param lengths -1 where the line has no such field
   */
  Vector parse(DataType type, byte[] data, int[] starts, int[] lengths, int size) {
    boolean[] nulls = nulls(data, starts, lengths, size);
    return switch (type.kind()) {
      case TINYINT -> integers(data, starts, lengths, size, nulls, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT ->
          integers(data, starts, lengths, size, nulls, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT ->
          integers(data, starts, lengths, size, nulls, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integers(data, starts, lengths, size, nulls, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> doubles(data, starts, lengths, size, nulls, true);
      case DOUBLE -> doubles(data, starts, lengths, size, nulls, false);
      case DECIMAL -> decimals((DecimalType) type, data, starts, lengths, size, nulls);
      case BOOLEAN -> booleans(data, starts, lengths, size, nulls);
      case DATE -> dates(data, starts, lengths, size, nulls);
      case TIMESTAMP -> timestamps(data, starts, lengths, size, nulls);
      case STRING -> strings(data, starts, lengths, size, nulls, Integer.MAX_VALUE, false);
      case VARCHAR ->
          strings(
              data, starts, lengths, size, nulls, ((DataType.VarcharType) type).length(), false);
      case CHAR ->
          strings(data, starts, lengths, size, nulls, ((DataType.CharType) type).length(), true);
      case BINARY -> binaries(data, starts, lengths, size, nulls);
      case VOID, INTERVAL_YEAR_MONTH, INTERVAL_DAY_TIME, UNSUPPORTED -> allNull(size);
    };
  }

  private static Vector allNull(int size) {
    boolean[] nulls = new boolean[size];
    java.util.Arrays.fill(nulls, true);
    return new LongVector(size, nulls, new long[size]);
  }

  /** Missing fields and fields that are the null sequence. */
  private boolean[] nulls(byte[] data, int[] starts, int[] lengths, int size) {
    boolean[] nulls = new boolean[size];
    byte[] sequence = layout.nullSequence();
    for (int i = 0; i < size; i++) {
      int length = lengths[i];
      if (length < 0) {
        nulls[i] = true;
      } else if (sequence != null && length == sequence.length) {
        int start = starts[i];
        boolean same = true;
        for (int j = 0; j < length && same; j++) {
          same = data[start + j] == sequence[j];
        }
        nulls[i] = same;
      }
    }
    return nulls;
  }

  private static boolean @Nullable [] compact(boolean[] nulls) {
    for (boolean isNull : nulls) {
      if (isNull) {
        return nulls;
      }
    }
    return null;
  }

  private static Vector integers(
      byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls, long min, long max) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        values[i] = TextNumbers.parseLong(data, starts[i], lengths[i], min, max, nulls, i);
      }
    }
    return new LongVector(size, compact(nulls), values);
  }

  private static Vector doubles(
      byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls, boolean single) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        values[i] = TextNumbers.parseDouble(data, starts[i], lengths[i], single, nulls, i);
      }
    }
    return new DoubleVector(size, compact(nulls), values);
  }

  private Vector decimals(
      DecimalType type, byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls) {
    int precision = type.precision();
    int scale = type.scale();
    if (precision <= DataType.MAX_LONG_DECIMAL_PRECISION) {
      long[] values = new long[size];
      for (int i = 0; i < size; i++) {
        if (!nulls[i]) {
          values[i] =
              TextNumbers.parseDecimal64(
                  data, starts[i], lengths[i], precision, scale, decimal, nulls, i);
        }
      }
      return new LongVector(size, compact(nulls), values);
    }
    long[] high = new long[size];
    long[] low = new long[size];
    for (int i = 0; i < size; i++) {
      if (nulls[i]) {
        continue;
      }
      if (TextNumbers.parseDecimal(data, starts[i], lengths[i], precision, scale, decimal)) {
        halves.store(decimal, scale, high, low, i);
      } else {
        nulls[i] = true;
      }
    }
    return new Decimal128Vector(size, compact(nulls), high, low);
  }

  private Vector booleans(byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      if (nulls[i]) {
        continue;
      }
      if (matches(data, starts[i], lengths[i], "true")) {
        values[i] = 1;
      } else if (!matches(data, starts[i], lengths[i], "false")) {
        extendedBoolean(data, starts[i], lengths[i], values, nulls, i);
      }
    }
    return new LongVector(size, compact(nulls), values);
  }

  private void extendedBoolean(
      byte[] data, int start, int length, long[] values, boolean[] nulls, int row) {
    if (layout.extendedBoolean() && length == 1) {
      switch (data[start]) {
        case 't', 'T', '1' -> values[row] = 1;
        case 'f', 'F', '0' -> values[row] = 0;
        default -> nulls[row] = true;
      }
    } else {
      nulls[row] = true;
    }
  }

  private static boolean matches(byte[] data, int start, int length, String word) {
    if (length != word.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if ((data[start + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static Vector dates(byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls) {
    long[] values = new long[size];
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        long days = TextTimes.parseDate(data, starts[i], lengths[i]);
        nulls[i] = days == TextTimes.INVALID;
        values[i] = days;
      }
    }
    return new LongVector(size, compact(nulls), values);
  }

  private static Vector timestamps(
      byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls) {
    long[] seconds = new long[size];
    int[] nanos = new int[size];
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        long value = TextTimes.parseTimestamp(data, starts[i], lengths[i], nanos, i);
        nulls[i] = value == TextTimes.INVALID;
        seconds[i] = nulls[i] ? 0 : value;
      }
    }
    return new TimestampVector(size, compact(nulls), seconds, nanos);
  }

  private Vector strings(
      byte[] data,
      int[] starts,
      int[] lengths,
      int size,
      boolean[] nulls,
      int maxCharacters,
      boolean strip) {
    int[] from = new int[size];
    int[] count = new int[size];
    boolean escapes = false;
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        from[i] = starts[i];
        count[i] = lengths[i];
        escapes |= layout.escaped() && contains(data, starts[i], lengths[i], layout.escape());
      }
    }
    byte[] bytes = escapes ? unescape(data, from, count, size) : data;
    if (maxCharacters != Integer.MAX_VALUE) {
      for (int i = 0; i < size; i++) {
        count[i] = truncate(bytes, from[i], count[i], maxCharacters, strip);
      }
    }
    return new BytesVector(size, compact(nulls), bytes, from, count);
  }

  private static boolean contains(byte[] data, int start, int length, byte wanted) {
    for (int i = start; i < start + length; i++) {
      if (data[i] == wanted) {
        return true;
      }
    }
    return false;
  }

  /** Copies all values without their escapes; an escaped r or n stands for CR or LF. */
  private byte[] unescape(byte[] data, int[] from, int[] count, int size) {
    int total = 0;
    for (int i = 0; i < size; i++) {
      total += count[i];
    }
    byte[] copy = new byte[total];
    int used = 0;
    for (int i = 0; i < size; i++) {
      int begin = used;
      int end = from[i] + count[i];
      for (int j = from[i]; j < end; j++) {
        byte b = data[j];
        if (b == layout.escape() && j + 1 < end) {
          b = data[++j];
          b = b == 'r' ? (byte) '\r' : b == 'n' ? (byte) '\n' : b;
        }
        copy[used++] = b;
      }
      from[i] = begin;
      count[i] = used - begin;
    }
    return copy;
  }

  /**
   * Length in bytes of the first {@code maxCharacters} characters, for CHAR without trailing
   * blanks.
   */
  private static int truncate(
      byte[] data, int start, int length, int maxCharacters, boolean strip) {
    int kept = length;
    if (length > maxCharacters) {
      int characters = 0;
      for (int i = 0; i < length; i++) {
        if ((data[start + i] & 0xc0) != 0x80 && ++characters > maxCharacters) {
          kept = i;
          break;
        }
      }
    }
    while (strip && kept > 0 && data[start + kept - 1] == ' ') {
      kept--;
    }
    return kept;
  }

  /** BINARY columns hold Base64; what is none is taken as it is. */
  private static Vector binaries(
      byte[] data, int[] starts, int[] lengths, int size, boolean[] nulls) {
    int total = 0;
    byte[][] decoded = new byte[size][];
    for (int i = 0; i < size; i++) {
      if (!nulls[i]) {
        byte[] raw = java.util.Arrays.copyOfRange(data, starts[i], starts[i] + lengths[i]);
        try {
          decoded[i] = Base64.getMimeDecoder().decode(raw);
          if (!isBase64(raw)) {
            decoded[i] = raw;
          }
        } catch (IllegalArgumentException e) {
          decoded[i] = raw;
        }
        total += decoded[i].length;
      }
    }
    byte[] bytes = new byte[total];
    int[] from = new int[size];
    int[] count = new int[size];
    int used = 0;
    for (int i = 0; i < size; i++) {
      if (decoded[i] != null) {
        System.arraycopy(decoded[i], 0, bytes, used, decoded[i].length);
        from[i] = used;
        count[i] = decoded[i].length;
        used += decoded[i].length;
      }
    }
    return new BytesVector(size, compact(nulls), bytes, from, count);
  }

  private static boolean isBase64(byte[] raw) {
    for (byte b : raw) {
      boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || (b >= '0' && b <= '9');
      if (!letter && b != '+' && b != '/' && b != '=' && b != '-' && b != '_' && b != ' '
          && b != '\t') {
        return false;
      }
    }
    return true;
  }
}
