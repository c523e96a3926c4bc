package io.nyala.engine.operator.basic;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns literals into vectors. */
public final class LiteralBatches {
  private LiteralBatches() {}

  /** Rows of literals in batches of at most {@code batchRows}. */
  public static List<VectorBatch> of(
      List<DataType> types, List<List<Literal>> rows, int batchRows) {
    List<VectorBatch> batches = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += batchRows) {
      List<List<Literal>> part = rows.subList(from, Math.min(rows.size(), from + batchRows));
      Vector[] columns = new Vector[types.size()];
      for (int i = 0; i < columns.length; i++) {
        int column = i;
        columns[i] = vector(types.get(i), part.stream().map(row -> row.get(column)).toList());
      }
      batches.add(new VectorBatch(part.size(), columns));
    }
    return batches;
  }

  /** A column of literals of one type. */
  public static FlatVector vector(DataType type, List<Literal> literals) {
    int size = literals.size();
    boolean[] nulls = nulls(literals);
    return switch (type.physical()) {
      case LONG -> {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          values[i] = longValue(literals.get(i).value());
        }
        yield new LongVector(size, nulls, values);
      }
      case DOUBLE -> {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = literals.get(i).value() instanceof Double value ? value : 0;
        }
        yield new DoubleVector(size, nulls, values);
      }
      case DECIMAL128 -> decimals(literals, nulls);
      case TIMESTAMP -> {
        long[] seconds = new long[size];
        int[] nanos = new int[size];
        for (int i = 0; i < size; i++) {
          if (literals.get(i).value() instanceof TimestampValue value) {
            seconds[i] = value.seconds();
            nanos[i] = value.nanos();
          }
        }
        yield new TimestampVector(size, nulls, seconds, nanos);
      }
      case BYTES -> bytes(literals, nulls);
    };
  }

  private static boolean @Nullable [] nulls(List<Literal> literals) {
    boolean[] nulls = new boolean[literals.size()];
    boolean found = false;
    for (int i = 0; i < nulls.length; i++) {
      nulls[i] = literals.get(i).value() == null;
      found |= nulls[i];
    }
    return found ? nulls : null;
  }

  private static long longValue(@Nullable Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    throw new NyalaException(
        ErrorCode.INTERNAL_ERROR, "a literal of " + value.getClass() + " is no fixed-width value");
  }

  private static FlatVector decimals(List<Literal> literals, boolean @Nullable [] nulls) {
    long[] high = new long[literals.size()];
    long[] low = new long[literals.size()];
    for (int i = 0; i < high.length; i++) {
      if (literals.get(i).value() instanceof BigDecimal decimal) {
        BigInteger unscaled = decimal.unscaledValue();
        high[i] = unscaled.shiftRight(64).longValueExact();
        low[i] = unscaled.longValue();
      }
    }
    return new Decimal128Vector(high.length, nulls, high, low);
  }

  private static FlatVector bytes(List<Literal> literals, boolean @Nullable [] nulls) {
    int size = literals.size();
    byte[][] values = new byte[size][];
    int total = 0;
    for (int i = 0; i < size; i++) {
      Object value = literals.get(i).value();
      if (value instanceof ByteString binary) {
        values[i] = binary.toByteArray();
      } else {
        values[i] = value == null ? new byte[0] : ((String) value).getBytes(StandardCharsets.UTF_8);
      }
      total += values[i].length;
    }
    byte[] data = new byte[total];
    int[] starts = new int[size];
    int[] lengths = new int[size];
    int at = 0;
    for (int i = 0; i < size; i++) {
      System.arraycopy(values[i], 0, data, at, values[i].length);
      starts[i] = values[i].length == 0 ? 0 : at;
      lengths[i] = values[i].length;
      at += values[i].length;
    }
    return new BytesVector(size, nulls, data, starts, lengths);
  }
}
