package io.nyala.engine.exchange;

import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.wire.WireReader;
import org.jspecify.annotations.Nullable;

/** Reads what {@link ColumnWriter} writes. */
final class ColumnReader {
  private ColumnReader() {}

  static Vector read(WireReader in, int rows) {
    int encoding = in.readByte();
    return switch (encoding) {
      case ColumnWriter.FLAT -> readFlat(in, rows);
      case ColumnWriter.CONSTANT -> new ConstantVector(rows, readFlat(in, 1));
      case ColumnWriter.DICTIONARY -> readDictionary(in, rows);
      default -> throw WireReader.malformed("unknown encoding " + encoding);
    };
  }

  private static Vector readDictionary(WireReader in, int rows) {
    int size = in.readSize();
    if (size > rows) {
      throw WireReader.malformed("dictionary of " + size + " for " + rows + " rows");
    }
    FlatVector dictionary = readFlat(in, size);
    int[] ids = readInts(in, rows, size - 1);
    return new DictionaryVector(rows, dictionary, ids);
  }

  private static FlatVector readFlat(WireReader in, int count) {
    PhysicalKind kind = in.readEnum(PhysicalKind.values());
    boolean[] nulls = readNulls(in, count);
    return switch (kind) {
      case LONG -> new LongVector(count, nulls, readNumbers(in, count));
      case DOUBLE -> {
        in.require(8L * count);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = in.readDouble();
        }
        yield new DoubleVector(count, nulls, values);
      }
      case DECIMAL128 ->
          new Decimal128Vector(count, nulls, readNumbers(in, count), readNumbers(in, count));
      case TIMESTAMP ->
          new TimestampVector(
              count, nulls, readNumbers(in, count), readInts(in, count, 999_999_999));
      case BYTES -> readByteRanges(in, nulls, count);
    };
  }

  private static FlatVector readByteRanges(WireReader in, boolean @Nullable [] nulls, int count) {
    int[] lengths = readInts(in, count, Integer.MAX_VALUE);
    int[] starts = new int[count];
    long total = 0;
    for (int i = 0; i < count; i++) {
      starts[i] = lengths[i] == 0 ? 0 : (int) total;
      total += lengths[i];
    }
    in.require(total);
    byte[] data = new byte[(int) total];
    in.readRaw(data, 0, data.length);
    return new BytesVector(count, nulls, data, starts, lengths);
  }

  private static boolean @Nullable [] readNulls(WireReader in, int count) {
    if (!in.readBoolean()) {
      return null;
    }
    in.require((count + 7) / 8);
    boolean[] nulls = new boolean[count];
    for (int from = 0; from < count; from += 8) {
      int bits = in.readByte();
      for (int i = from; i < Math.min(count, from + 8); i++) {
        nulls[i] = (bits & (1 << (i - from))) != 0;
      }
    }
    return nulls;
  }

  private static int[] readInts(WireReader in, int count, int max) {
    long[] numbers = readNumbers(in, count);
    int[] result = new int[count];
    for (int i = 0; i < count; i++) {
      if (numbers[i] < 0 || numbers[i] > max) {
        throw WireReader.malformed("number " + numbers[i] + " above " + max);
      }
      result[i] = (int) numbers[i];
    }
    return result;
  }

  private static long[] readNumbers(WireReader in, int count) {
    int width = in.readByte();
    if (width != 0 && width != 1 && width != 2 && width != 4 && width != 8) {
      throw WireReader.malformed("numbers of " + width + " bytes");
    }
    long min = in.readLong();
    in.require((long) width * count);
    long[] values = new long[count];
    in.readAll(values, count, min, width);
    return values;
  }
}
