package io.nyala.semantics.compile;

import io.nyala.semantics.hash.ValueHash;
import io.nyala.semantics.value.ByteRange;
import io.nyala.semantics.value.Int128;
import io.nyala.semantics.value.TimestampHolder;
import io.nyala.semantics.vector.Literals;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.FlatVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constants of an IN list in an open-addressing table. Immutable. NULLs are kept apart by the
 * caller.
 */
public final class LiteralSet {
  private final int mask;
  private final boolean[] used;
  private final long[] first;
  private final long[] second;
  private final @Nullable ByteRange[] texts;

  LiteralSet(List<Literal> literals) {
    int capacity = Integer.highestOneBit(Math.max(4, literals.size() * 2)) * 2;
    mask = capacity - 1;
    used = new boolean[capacity];
    first = new long[capacity];
    second = new long[capacity];
    texts = new ByteRange[capacity];
    for (Literal literal : literals) {
      insert(Literals.toVector(literal));
    }
  }

  private void insert(FlatVector value) {
    VectorView view = VectorView.of(value);
    switch (value.kind()) {
      case LONG -> put(ValueHash.hashLong(view.getLong(0)), view.getLong(0), 0, null);
      case DOUBLE -> {
        long bits = bits(view.getDouble(0));
        put(ValueHash.hashLong(bits), bits, 0, null);
      }
      case DECIMAL128 -> {
        Int128 wide = new Int128();
        view.read(0, wide);
        put(ValueHash.hashPair(wide.high, wide.low), wide.high, wide.low, null);
      }
      case TIMESTAMP -> {
        TimestampHolder time = new TimestampHolder();
        view.read(0, time);
        put(ValueHash.hashPair(time.seconds, time.nanos), time.seconds, time.nanos, null);
      }
      case BYTES -> {
        BytesVector bytes = (BytesVector) value;
        ByteRange text = new ByteRange();
        text.set(bytes.data(), bytes.starts()[0], bytes.lengths()[0]);
        put(ValueHash.hashBytes(text.data, text.start, text.length), 0, 0, text);
      }
    }
  }

  private void put(long hash, long a, long b, @Nullable ByteRange text) {
    int slot = (int) hash & mask;
    while (used[slot]) {
      slot = slot + 1 & mask;
    }
    used[slot] = true;
    first[slot] = a;
    second[slot] = b;
    texts[slot] = text;
  }

  private static long bits(double value) {
    return value == 0 ? 0 : Double.doubleToLongBits(value);
  }

  private boolean contains(long hash, long a, long b) {
    for (int slot = (int) hash & mask; used[slot]; slot = slot + 1 & mask) {
      if (first[slot] == a && second[slot] == b) {
        return true;
      }
    }
    return false;
  }

  public boolean contains(boolean value) {
    return contains(value ? 1L : 0L);
  }

  public boolean contains(long value) {
    return contains(ValueHash.hashLong(value), value, 0);
  }

  public boolean contains(double value) {
    return contains(bits(value));
  }

  public boolean contains(Int128 value) {
    return contains(ValueHash.hashPair(value.high, value.low), value.high, value.low);
  }

  public boolean contains(TimestampHolder value) {
    return contains(ValueHash.hashPair(value.seconds, value.nanos), value.seconds, value.nanos);
  }

  public boolean contains(ByteRange value) {
    long hash = ValueHash.hashBytes(value.data, value.start, value.length);
    for (int slot = (int) hash & mask; used[slot]; slot = slot + 1 & mask) {
      ByteRange text = texts[slot];
      if (text != null && ByteRange.equal(text, value)) {
        return true;
      }
    }
    return false;
  }
}
