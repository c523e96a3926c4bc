package io.nyala.engine.column;

import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.ConstantVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;

/** Columns in which every position is NULL. */
public final class NullColumns {
  private NullColumns() {}

  public static Vector of(PhysicalKind kind, int size) {
    boolean[] nulls = {true};
    FlatVector value =
        switch (kind) {
          case LONG -> new LongVector(1, nulls, new long[1]);
          case DOUBLE -> new DoubleVector(1, nulls, new double[1]);
          case DECIMAL128 -> new Decimal128Vector(1, nulls, new long[1], new long[1]);
          case TIMESTAMP -> new TimestampVector(1, nulls, new long[1], new int[1]);
          case BYTES -> new BytesVector(1, nulls, new byte[0], new int[1], new int[1]);
        };
    return new ConstantVector(size, value);
  }
}
