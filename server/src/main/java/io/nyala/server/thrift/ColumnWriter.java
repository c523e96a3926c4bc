package io.nyala.server.thrift;

import io.nyala.server.operation.ResultPage;
import io.nyala.server.operation.ResultPage.Slice;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LazyVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one column of a page as a TColumn in TBinaryProtocol: the union's field, the list of
 * values, the bitset of nulls (least significant bit first). Loops per physical kind; where a type
 * travels as text, a buffer is reused for all values.
 */
final class ColumnWriter {
  private static final int VALUES_FIELD = 1;
  private static final int NULLS_FIELD = 2;
  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private final DataType type;
  private final ResultPage page;
  private final int column;
  private final ReplyBuffer reply;
  private final ValueText text = new ValueText();

  ColumnWriter(DataType type, ResultPage page, int column, ReplyBuffer reply) {
    this.type = type;
    this.page = page;
    this.column = column;
    this.reply = reply;
  }

  /** The field of the TColumn union and the type of its values. */
  private enum Wire {
    BOOL(1, TType.BOOL),
    BYTE(2, TType.BYTE),
    I16(3, TType.I16),
    I32(4, TType.I32),
    I64(5, TType.I64),
    DOUBLE(6, TType.DOUBLE),
    STRING(7, TType.STRING),
    BINARY(8, TType.STRING);

    private final int field;
    private final byte valueType;

    Wire(int field, byte valueType) {
      this.field = field;
      this.valueType = valueType;
    }

    static Wire of(DataType type) {
      return switch (type.kind()) {
        case BOOLEAN -> BOOL;
        case TINYINT -> BYTE;
        case SMALLINT -> I16;
        case INT -> I32;
        case BIGINT -> I64;
        case FLOAT, DOUBLE -> DOUBLE;
        case BINARY -> BINARY;
        default -> STRING;
      };
    }
  }

  void write() {
    Wire wire = Wire.of(type);
    reply.putByte(TType.STRUCT);
    reply.putShort(wire.field);
    reply.putByte(TType.LIST);
    reply.putShort(VALUES_FIELD);
    reply.putByte(wire.valueType);
    reply.putInt(page.rows());
    for (Slice slice : page.slices()) {
      writeValues(wire, slice);
    }
    reply.putByte(TType.STRING);
    reply.putShort(NULLS_FIELD);
    writeNulls();
    reply.putByte(TType.STOP);
    reply.putByte(TType.STOP);
  }

  private void writeNulls() {
    int rows = page.rows();
    byte[] bits = new byte[(rows + 7) / 8];
    int row = 0;
    int last = 0;
    for (Slice slice : page.slices()) {
      Vector vector = vector(slice);
      if (!vector.mayHaveNulls()) {
        row += slice.to() - slice.from();
        continue;
      }
      for (int i = slice.from(); i < slice.to(); i++, row++) {
        if (vector.isNull(i)) {
          bits[row >> 3] |= (byte) (1 << (row & 7));
          last = (row >> 3) + 1;
        }
      }
    }
    reply.putInt(last);
    reply.putBytes(bits, 0, last);
  }

  private Vector vector(Slice slice) {
    Vector vector = slice.batch().column(column);
    return vector instanceof LazyVector lazy ? lazy.load() : vector;
  }

  private void writeValues(Wire wire, Slice slice) {
    Vector vector = vector(slice);
    FlatVector flat;
    int @Nullable [] ids;
    if (vector instanceof FlatVector direct) {
      flat = direct;
      ids = null;
    } else if (vector instanceof DictionaryVector dictionary) {
      flat = dictionary.dictionary();
      ids = dictionary.ids();
    } else if (vector instanceof ConstantVector constant) {
      flat = constant.value();
      ids = new int[slice.to()];
    } else {
      throw new IllegalStateException("a lazy column loaded as a lazy one");
    }
    if (flat instanceof LongVector longs) {
      writeLongs(wire, longs, ids, slice);
    } else if (flat instanceof DoubleVector doubles) {
      writeDoubles(doubles, ids, slice);
    } else if (flat instanceof BytesVector bytes) {
      writeBytes(bytes, ids, slice);
    } else if (flat instanceof TimestampVector timestamps) {
      writeTimestamps(timestamps, ids, slice);
    } else {
      writeDecimals((Decimal128Vector) flat, ids, slice);
    }
  }

  private static int position(int @Nullable [] ids, int row) {
    return ids == null ? row : ids[row];
  }

  private void writeLongs(Wire wire, LongVector vector, int @Nullable [] ids, Slice slice) {
    long[] values = vector.values();
    boolean[] nulls = vector.nulls();
    for (int row = slice.from(); row < slice.to(); row++) {
      int i = position(ids, row);
      boolean isNull = nulls != null && nulls[i];
      long value = isNull ? 0 : values[i];
      switch (wire) {
        case BOOL -> reply.putByte(isNull ? 1 : (int) value);
        case BYTE -> reply.putByte((int) value);
        case I16 -> reply.putShort((int) value);
        case I32 -> reply.putInt((int) value);
        case I64 -> reply.putLong(value);
        default -> {
          if (isNull) {
            reply.putInt(0);
          } else {
            putText(longText(value));
          }
        }
      }
    }
  }

  private ValueText longText(long value) {
    return switch (type.kind()) {
      case DATE -> text.date(value);
      case DECIMAL -> text.decimal(value, ((DataType.DecimalType) type).scale());
      case INTERVAL_YEAR_MONTH -> text.yearMonth(value);
      default -> text.decimal(value, 0);
    };
  }

  private void putText(ValueText value) {
    reply.putInt(value.length());
    reply.putBytes(value.bytes(), 0, value.length());
  }

  private void writeDoubles(DoubleVector vector, int @Nullable [] ids, Slice slice) {
    double[] values = vector.values();
    boolean[] nulls = vector.nulls();
    boolean narrow = type.equals(DataType.FLOAT);
    for (int row = slice.from(); row < slice.to(); row++) {
      int i = position(ids, row);
      double value = nulls != null && nulls[i] ? 0 : values[i];
      reply.putLong(Double.doubleToLongBits(narrow ? shortest(value) : value));
    }
  }

  /** A float travels as the double that prints like it, as Hive does. */
  private static double shortest(double value) {
    float narrow = (float) value;
    return narrow == Math.rint(narrow) ? narrow : Double.parseDouble(Float.toString(narrow));
  }

  private void writeBytes(BytesVector vector, int @Nullable [] ids, Slice slice) {
    byte[] data = vector.data();
    int[] starts = vector.starts();
    int[] lengths = vector.lengths();
    boolean[] nulls = vector.nulls();
    int width = type instanceof DataType.CharType padded ? padded.length() : 0;
    for (int row = slice.from(); row < slice.to(); row++) {
      int i = position(ids, row);
      if (nulls != null && nulls[i]) {
        reply.putInt(0);
        continue;
      }
      int pad = width == 0 ? 0 : Math.max(0, width - codePoints(data, starts[i], lengths[i]));
      reply.putInt(lengths[i] + pad);
      reply.putBytes(data, starts[i], lengths[i]);
      for (; pad > 0; pad--) {
        reply.putByte(' ');
      }
    }
  }

  private static int codePoints(byte[] data, int start, int length) {
    int count = 0;
    for (int i = start; i < start + length; i++) {
      if ((data[i] & 0xC0) != 0x80) {
        count++;
      }
    }
    return count;
  }

  private void writeTimestamps(TimestampVector vector, int @Nullable [] ids, Slice slice) {
    long[] seconds = vector.seconds();
    int[] nanos = vector.nanos();
    boolean[] nulls = vector.nulls();
    boolean interval = type.equals(DataType.INTERVAL_DAY_TIME);
    for (int row = slice.from(); row < slice.to(); row++) {
      int i = position(ids, row);
      if (nulls != null && nulls[i]) {
        reply.putInt(0);
      } else {
        putText(
            interval ? text.dayTime(seconds[i], nanos[i]) : text.timestamp(seconds[i], nanos[i]));
      }
    }
  }

  private void writeDecimals(Decimal128Vector vector, int @Nullable [] ids, Slice slice) {
    int scale = ((DataType.DecimalType) type).scale();
    boolean[] nulls = vector.nulls();
    for (int row = slice.from(); row < slice.to(); row++) {
      int i = position(ids, row);
      if (nulls != null && nulls[i]) {
        reply.putInt(0);
        continue;
      }
      long high = vector.high()[i];
      long low = vector.low()[i];
      if (high == low >> 63) {
        putText(text.decimal(low, scale));
      } else {
        BigInteger unscaled =
            BigInteger.valueOf(high)
                .shiftLeft(64)
                .add(low >= 0 ? BigInteger.valueOf(low) : BigInteger.valueOf(low).add(TWO_64));
        byte[] digits =
            new java.math.BigDecimal(unscaled, scale)
                .toPlainString()
                .getBytes(StandardCharsets.US_ASCII);
        reply.putInt(digits.length);
        reply.putBytes(digits, 0, digits.length);
      }
    }
  }
}
