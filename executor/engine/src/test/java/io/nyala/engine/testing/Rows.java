package io.nyala.engine.testing;

import io.nyala.engine.column.DecodedColumn;
import io.nyala.engine.operator.basic.LiteralBatches;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.VectorBatch;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as lists of Java values, in the classes of literals, and their batches. */
public final class Rows {
  private Rows() {}

  public static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  public static List<VectorBatch> batches(
      List<DataType> types, List<List<@Nullable Object>> rows, int batchRows) {
    List<List<Literal>> literals = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<Literal> converted = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        converted.add(new Literal(types.get(i), row.get(i)));
      }
      literals.add(converted);
    }
    return LiteralBatches.of(types, literals, batchRows);
  }

  public static List<List<@Nullable Object>> of(List<DataType> types, List<VectorBatch> batches) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (VectorBatch batch : batches) {
      for (int position = 0; position < batch.size(); position++) {
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          row.add(value(types.get(i), DecodedColumn.of(batch.column(i)), position));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static @Nullable Object value(DataType type, DecodedColumn column, int position) {
    if (column.isNull(position)) {
      return null;
    }
    int p = column.basePosition(position);
    return switch (column.base().kind()) {
      case LONG -> {
        long value = ((LongVector) column.base()).values()[p];
        if (type instanceof DecimalType decimal) {
          yield BigDecimal.valueOf(value, decimal.scale());
        }
        yield type.kind() == TypeKind.BOOLEAN ? (Object) (value != 0) : (Object) value;
      }
      case DOUBLE -> ((DoubleVector) column.base()).values()[p];
      case DECIMAL128 -> {
        Decimal128Vector vector = (Decimal128Vector) column.base();
        BigInteger unscaled =
            BigInteger.valueOf(vector.high()[p])
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(vector.low()[p])));
        yield new BigDecimal(unscaled, ((DecimalType) type).scale());
      }
      case TIMESTAMP -> {
        TimestampVector vector = (TimestampVector) column.base();
        yield new TimestampValue(vector.seconds()[p], vector.nanos()[p]);
      }
      case BYTES -> {
        BytesVector vector = (BytesVector) column.base();
        byte[] bytes =
            Arrays.copyOfRange(
                vector.data(), vector.starts()[p], vector.starts()[p] + vector.lengths()[p]);
        yield type.kind() == TypeKind.BINARY
            ? new ByteString(bytes)
            : new String(bytes, StandardCharsets.UTF_8);
      }
    };
  }
}
