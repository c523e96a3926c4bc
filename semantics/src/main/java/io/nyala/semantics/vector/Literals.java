package io.nyala.semantics.vector;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Literals as vectors, and values of vectors as literals. */
public final class Literals {
  private Literals() {}

  /** A flat vector of one value. */
  public static FlatVector toVector(Literal literal) {
    DataType type = literal.type();
    FlatVectorBuilder builder = new FlatVectorBuilder(type.physical(), 1);
    Object value = literal.value();
    if (value == null) {
      builder.setNull(0);
    } else {
      put(builder, type, value);
    }
    return builder.build();
  }

  public static ConstantVector toVector(Literal literal, int size) {
    return new ConstantVector(size, toVector(literal));
  }

  private static void put(FlatVectorBuilder builder, DataType type, Object value) {
    switch (type.physical()) {
      case LONG -> builder.setLong(0, toLong(value));
      case DOUBLE -> builder.setDouble(0, (Double) value);
      case DECIMAL128 -> {
        Int128 wide = new Int128();
        wide.set(((BigDecimal) value).unscaledValue());
        builder.set(0, wide);
      }
      case TIMESTAMP -> {
        TimestampHolder holder = new TimestampHolder();
        holder.set(((TimestampValue) value).seconds(), ((TimestampValue) value).nanos());
        builder.set(0, holder);
      }
      case BYTES -> {
        byte[] bytes = toBytes(value);
        ByteRange range = new ByteRange();
        range.set(bytes, 0, bytes.length);
        builder.set(0, range);
      }
    }
  }

  /** The {@code long} that stands for a literal's value of kind LONG. */
  public static long toLong(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    return value instanceof BigDecimal decimal
        ? decimal.unscaledValue().longValueExact()
        : (Long) value;
  }

  /** The bytes of a literal's value of kind BYTES. */
  public static byte[] toBytes(Object value) {
    return value instanceof ByteString bytes
        ? bytes.toByteArray()
        : ((String) value).getBytes(StandardCharsets.UTF_8);
  }

  /** The value at a position in the form that {@link Literal} describes; null for NULL. */
  public static @Nullable Object value(Vector vector, int position, DataType type) {
    VectorView view = VectorView.of(vector);
    if (view.isNull(position)) {
      return null;
    }
    return switch (type.physical()) {
      case LONG -> {
        long value = view.getLong(position);
        if (type.kind() == TypeKind.BOOLEAN) {
          yield value != 0;
        }
        yield type instanceof DecimalType decimal
            ? (Object) new BigDecimal(BigInteger.valueOf(value), decimal.scale())
            : (Object) value;
      }
      case DOUBLE -> view.getDouble(position);
      case DECIMAL128 -> {
        Int128 value = new Int128();
        view.read(position, value);
        yield new BigDecimal(value.toBigInteger(), ((DecimalType) type).scale());
      }
      case TIMESTAMP -> {
        TimestampHolder value = new TimestampHolder();
        view.read(position, value);
        yield new TimestampValue(value.seconds, value.nanos);
      }
      case BYTES -> {
        ByteRange value = new ByteRange();
        view.read(position, value);
        yield type.kind() == TypeKind.BINARY
            ? (Object) new ByteString(value.toByteArray())
            : value.toString();
      }
    };
  }
}
