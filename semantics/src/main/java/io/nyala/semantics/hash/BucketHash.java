package io.nyala.semantics.hash;

import io.nyala.semantics.vector.Literals;
import io.nyala.semantics.vector.VectorView;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TypeKind;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.spi.vector.Vector;
import java.util.Arrays;
import java.util.List;

/** Hive's bucketing version 2: which bucket file holds a row. Stateless; any thread. */
public final class BucketHash {
  private BucketHash() {}

  /** The bucket, 0 to n−1, of a row hash. */
  public static int bucket(int hash, int buckets) {
    return (hash & Integer.MAX_VALUE) % buckets;
  }

  /**
   * Hashes rows of bucket columns in their declared order.
   *
   * @param out receives one hash per row
   */
  public static void hash(Vector[] columns, DataType[] types, int size, int[] out) {
    Arrays.fill(out, 0, size, 0);
    HashScratch scratch = new HashScratch();
    int[] hashes = new int[0];
    for (int c = 0; c < columns.length; c++) {
      VectorView view = VectorView.of(columns[c]);
      FlatVector flat = view.flat();
      // values that many rows share are hashed once
      boolean shared = flat.size() <= size || !(columns[c] instanceof DictionaryVector);
      if (shared) {
        if (hashes.length < flat.size()) {
          hashes = new int[flat.size()];
        }
        hashFlat(flat, types[c], scratch, hashes);
        for (int i = 0; i < size; i++) {
          out[i] = 31 * out[i] + hashes[view.index(i)];
        }
      } else {
        for (int i = 0; i < size; i++) {
          out[i] = 31 * out[i] + hashOne(flat, view.index(i), types[c], scratch);
        }
      }
    }
  }

  /** The hash of constants, one per bucket column, as for pruning. */
  public static int hash(List<Literal> values) {
    int hash = 0;
    HashScratch scratch = new HashScratch();
    for (Literal value : values) {
      hash = 31 * hash + hashOne(Literals.toVector(value), 0, value.type(), scratch);
    }
    return hash;
  }

  private static void hashFlat(FlatVector vector, DataType type, HashScratch scratch, int[] out) {
    int size = vector.size();
    boolean[] nulls = vector.nulls();
    if (vector instanceof LongVector longs
        && nulls == null
        && (type.kind() == TypeKind.BIGINT || type.kind() == TypeKind.INT)) {
      long[] values = longs.values();
      if (type.kind() == TypeKind.BIGINT) {
        for (int i = 0; i < size; i++) {
          out[i] = Murmur3.hashLong(values[i]);
        }
      } else {
        for (int i = 0; i < size; i++) {
          out[i] = Murmur3.hashInt(values[i]);
        }
      }
    } else if (vector instanceof BytesVector bytes) {
      for (int i = 0; i < size; i++) {
        out[i] =
            nulls != null && nulls[i]
                ? 0
                : Murmur3.hash(bytes.data(), bytes.starts()[i], bytes.lengths()[i]);
      }
    } else {
      for (int i = 0; i < size; i++) {
        out[i] = hashOne(vector, i, type, scratch);
      }
    }
  }

  private static int hashOne(FlatVector vector, int index, DataType type, HashScratch scratch) {
    if (vector.isNull(index)) {
      return 0;
    }
    if (vector instanceof LongVector longs) {
      return hashLong(longs.values()[index], type, scratch);
    }
    if (vector instanceof DoubleVector doubles) {
      double value = doubles.values()[index];
      return type.kind() == TypeKind.FLOAT ? HiveHashes.ofFloat(value) : HiveHashes.ofDouble(value);
    }
    if (vector instanceof Decimal128Vector decimals) {
      int scale = ((DecimalType) type).scale();
      return HiveHashes.ofDecimal(decimals.high()[index], decimals.low()[index], scale, scratch);
    }
    if (vector instanceof TimestampVector timestamps) {
      return HiveHashes.ofTimestamp(
          timestamps.seconds()[index], timestamps.nanos()[index], scratch);
    }
    BytesVector bytes = (BytesVector) vector;
    return Murmur3.hash(bytes.data(), bytes.starts()[index], bytes.lengths()[index]);
  }

  private static int hashLong(long value, DataType type, HashScratch scratch) {
    return switch (type.kind()) {
      case BIGINT -> Murmur3.hashLong(value);
      case SMALLINT -> Murmur3.hashShort(value);
      case INT, DATE, INTERVAL_YEAR_MONTH -> Murmur3.hashInt(value);
      case DECIMAL ->
          HiveHashes.ofDecimal(value >> 63, value, ((DecimalType) type).scale(), scratch);
      default -> HiveHashes.ofSmall(value);
    };
  }
}
