package io.nyala.storage;

import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.sink.RowColumn;
import io.nyala.storage.split.LiteralVectors;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Rows as lists of Java values, the classes being those of {@link Literal}; BINARY as hex text. */
public final class Rows {
  private Rows() {}

  public static List<List<Object>> of(List<DataType> types, VectorBatch batch) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      List<Object> values = new ArrayList<>();
      for (int column = 0; column < types.size(); column++) {
        values.add(value(types.get(column), batch.column(column), row));
      }
      rows.add(values);
    }
    return rows;
  }

  private static Object value(DataType type, Vector vector, int row) {
    RowColumn column = RowColumn.of(vector);
    int position = column.position(row);
    FlatVector values = column.values();
    if (values.isNull(position)) {
      return null;
    }
    if (values instanceof LongVector longs) {
      long value = longs.values()[position];
      return switch (type.kind()) {
        case BOOLEAN -> value != 0;
        case DECIMAL -> BigDecimal.valueOf(value, ((DecimalType) type).scale());
        default -> value;
      };
    }
    if (values instanceof DoubleVector doubles) {
      return doubles.values()[position];
    }
    if (values instanceof TimestampVector times) {
      return new TimestampValue(times.seconds()[position], times.nanos()[position]);
    }
    if (values instanceof Decimal128Vector wide) {
      byte[] bytes =
          ByteBuffer.allocate(16)
              .putLong(wide.high()[position])
              .putLong(wide.low()[position])
              .array();
      return new BigDecimal(new BigInteger(bytes), ((DecimalType) type).scale());
    }
    BytesVector bytes = (BytesVector) values;
    int start = bytes.starts()[position];
    byte[] copy = Arrays.copyOfRange(bytes.data(), start, start + bytes.lengths()[position]);
    return type.isCharacter()
        ? new String(copy, StandardCharsets.UTF_8)
        : HexFormat.of().formatHex(copy);
  }

  /** A batch of flat vectors of the values. */
  public static VectorBatch batch(List<DataType> types, List<List<Object>> rows) {
    Vector[] columns = new Vector[types.size()];
    for (int column = 0; column < columns.length; column++) {
      columns[column] = flat(types.get(column), rows, column);
    }
    return new VectorBatch(rows.size(), columns);
  }

  private static Vector flat(DataType type, List<List<Object>> rows, int column) {
    int size = rows.size();
    boolean[] nulls = new boolean[size];
    long[] longs = new long[size];
    long[] more = new long[size];
    double[] doubles = new double[size];
    int[] starts = new int[size];
    int[] lengths = new int[size];
    java.io.ByteArrayOutputStream data = new java.io.ByteArrayOutputStream();
    for (int row = 0; row < size; row++) {
      FlatVector one = LiteralVectors.single(type, rows.get(row).get(column));
      nulls[row] = one.isNull(0);
      if (one instanceof LongVector v) {
        longs[row] = v.values()[0];
      } else if (one instanceof DoubleVector v) {
        doubles[row] = v.values()[0];
      } else if (one instanceof TimestampVector v) {
        longs[row] = v.seconds()[0];
        starts[row] = v.nanos()[0];
      } else if (one instanceof Decimal128Vector v) {
        longs[row] = v.high()[0];
        more[row] = v.low()[0];
      } else if (one instanceof BytesVector v) {
        starts[row] = data.size();
        lengths[row] = v.lengths()[0];
        data.writeBytes(v.data());
      }
    }
    return switch (type.physical()) {
      case LONG -> new LongVector(size, nulls, longs);
      case DOUBLE -> new DoubleVector(size, nulls, doubles);
      case DECIMAL128 -> new Decimal128Vector(size, nulls, longs, more);
      case TIMESTAMP -> new TimestampVector(size, nulls, longs, starts);
      case BYTES -> new BytesVector(size, nulls, data.toByteArray(), starts, lengths);
    };
  }
}
