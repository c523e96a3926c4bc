package io.nyala.semantics.vector;

import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
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
import io.nyala.spi.vector.VectorBatch;
import org.jspecify.annotations.Nullable;

/** A vector of any encoding seen as a flat one and, per position, an index into it. */
public final class VectorView {
  private static final int[] ZEROS = new int[VectorBatch.DEFAULT_SIZE];

  private final FlatVector flat;
  private final int @Nullable [] ids;
  private final boolean constant;

  private VectorView(FlatVector flat, int @Nullable [] ids, boolean constant) {
    this.flat = flat;
    this.ids = ids;
    this.constant = constant;
  }

  public static VectorView of(Vector vector) {
    if (vector instanceof LazyVector lazy) {
      return of(lazy.load());
    }
    if (vector instanceof DictionaryVector dictionary) {
      return new VectorView(dictionary.dictionary(), dictionary.ids(), false);
    }
    if (vector instanceof ConstantVector repeated) {
      return new VectorView(repeated.value(), null, true);
    }
    return new VectorView((FlatVector) vector, null, false);
  }

  /** The flat vector that holds the values. */
  public FlatVector flat() {
    return flat;
  }

  /** The indexes of the first {@code size} positions; null if they are the positions themselves. */
  public int @Nullable [] ids(int size) {
    if (!constant) {
      return ids;
    }
    return size <= ZEROS.length ? ZEROS : new int[size];
  }

  /** Index of a position's value in {@link #flat()}. */
  public int index(int position) {
    return ids != null ? ids[position] : constant ? 0 : position;
  }

  public boolean isNull(int position) {
    return flat.isNull(index(position));
  }

  public long getLong(int position) {
    return ((LongVector) flat).values()[index(position)];
  }

  public double getDouble(int position) {
    return ((DoubleVector) flat).values()[index(position)];
  }

  public void read(int position, Int128 target) {
    int index = index(position);
    if (flat instanceof LongVector narrow) {
      target.set(narrow.values()[index]);
    } else {
      Decimal128Vector wide = (Decimal128Vector) flat;
      target.set(wide.high()[index], wide.low()[index]);
    }
  }

  public void read(int position, TimestampHolder target) {
    int index = index(position);
    TimestampVector vector = (TimestampVector) flat;
    target.set(vector.seconds()[index], vector.nanos()[index]);
  }

  public void read(int position, ByteRange target) {
    int index = index(position);
    BytesVector vector = (BytesVector) flat;
    target.set(vector.data(), vector.starts()[index], vector.lengths()[index]);
  }

  /** True if two values of the same kind, none of them NULL, are equal as {@code =} says. */
  public static boolean equal(VectorView a, int i, VectorView b, int j) {
    int x = a.index(i);
    int y = b.index(j);
    if (a.flat instanceof LongVector p && b.flat instanceof LongVector q) {
      return p.values()[x] == q.values()[y];
    }
    if (a.flat instanceof DoubleVector p && b.flat instanceof DoubleVector q) {
      double u = p.values()[x];
      double v = q.values()[y];
      return u == v || Double.isNaN(u) && Double.isNaN(v);
    }
    if (a.flat instanceof Decimal128Vector p && b.flat instanceof Decimal128Vector q) {
      return p.high()[x] == q.high()[y] && p.low()[x] == q.low()[y];
    }
    if (a.flat instanceof TimestampVector p && b.flat instanceof TimestampVector q) {
      return p.seconds()[x] == q.seconds()[y] && p.nanos()[x] == q.nanos()[y];
    }
    if (a.flat instanceof BytesVector p && b.flat instanceof BytesVector q) {
      int start = p.starts()[x];
      int other = q.starts()[y];
      return java.util.Arrays.equals(
          p.data(), start, start + p.lengths()[x], q.data(), other, other + q.lengths()[y]);
    }
    throw new IllegalArgumentException("values of different kinds: " + a.flat + ", " + b.flat);
  }
}
