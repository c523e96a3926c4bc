package io.nyala.semantics.vector;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.BytesBuilder;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.spi.type.PhysicalKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import org.jspecify.annotations.Nullable;

/**
 * A flat vector of known size, filled position by position in any order; a position not set is NULL
 * only if set so.
 */
public final class FlatVectorBuilder {
  private final PhysicalKind kind;
  private final int size;
  private boolean @Nullable [] nulls;
  private long[] longs = {};
  private long[] lows = {};
  private double[] doubles = {};
  private int[] nanos = {};
  private int[] lengths = {};
  private final BytesBuilder bytes = new BytesBuilder(0);

  public FlatVectorBuilder(PhysicalKind kind, int size) {
    this.kind = kind;
    this.size = size;
    switch (kind) {
      case LONG -> longs = new long[size];
      case DOUBLE -> doubles = new double[size];
      case DECIMAL128 -> {
        longs = new long[size];
        lows = new long[size];
      }
      case TIMESTAMP -> {
        longs = new long[size];
        nanos = new int[size];
      }
      case BYTES -> {
        nanos = new int[size];
        lengths = new int[size];
      }
    }
  }

  public void setNull(int position) {
    boolean[] flags = nulls;
    if (flags == null) {
      flags = new boolean[size];
      nulls = flags;
    }
    flags[position] = true;
  }

  public void setLong(int position, long value) {
    longs[position] = value;
  }

  public void setDouble(int position, double value) {
    doubles[position] = value;
  }

  /** Also takes decimals of the LONG kind. */
  public void set(int position, Int128 value) {
    if (kind == PhysicalKind.LONG) {
      longs[position] = value.low;
    } else {
      longs[position] = value.high;
      lows[position] = value.low;
    }
  }

  public void set(int position, TimestampHolder value) {
    longs[position] = value.seconds;
    nanos[position] = value.nanos;
  }

  public void set(int position, ByteRange value) {
    nanos[position] = bytes.size();
    lengths[position] = value.length;
    bytes.append(value);
  }

  public void set(int position, BytesBuilder value) {
    nanos[position] = bytes.size();
    lengths[position] = value.size();
    bytes.append(value.array(), 0, value.size());
  }

  /** Copies a value of the same kind, NULL included. */
  public void copy(int position, VectorView source, int sourcePosition) {
    if (source.isNull(sourcePosition)) {
      setNull(position);
      return;
    }
    int index = source.index(sourcePosition);
    FlatVector flat = source.flat();
    if (flat instanceof LongVector vector) {
      longs[position] = vector.values()[index];
    } else if (flat instanceof DoubleVector vector) {
      doubles[position] = vector.values()[index];
    } else if (flat instanceof Decimal128Vector vector) {
      longs[position] = vector.high()[index];
      lows[position] = vector.low()[index];
    } else if (flat instanceof TimestampVector vector) {
      longs[position] = vector.seconds()[index];
      nanos[position] = vector.nanos()[index];
    } else {
      BytesVector vector = (BytesVector) flat;
      nanos[position] = bytes.size();
      lengths[position] = vector.lengths()[index];
      bytes.append(vector.data(), vector.starts()[index], vector.lengths()[index]);
    }
  }

  /** The vector; the builder is not used afterwards. */
  public FlatVector build() {
    return switch (kind) {
      case LONG -> new LongVector(size, nulls, longs);
      case DOUBLE -> new DoubleVector(size, nulls, doubles);
      case DECIMAL128 -> new Decimal128Vector(size, nulls, longs, lows);
      case TIMESTAMP -> new TimestampVector(size, nulls, longs, nanos);
      case BYTES -> new BytesVector(size, nulls, bytes.array(), nanos, lengths);
    };
  }
}
