package io.nyala.storage.sink;

import io.nyala.semantics.hash.HashScratch;
import io.nyala.semantics.hash.HiveHashes;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import java.util.Arrays;
import java.util.List;

/** Hive's bucket of each row, bucketing version 2. Not thread-safe. */
public final class BucketNumbers {
  private final List<DataType> types;
  private final int count;
  private final HashScratch scratch = new HashScratch();

  /**
   * @param types of the bucket columns, in their order
   */
  public BucketNumbers(List<DataType> types, int count) {
    this.types = List.copyOf(types);
    this.count = count;
  }

  /** Fills in the bucket of each row, 0 to count - 1. */
  public void number(RowColumn[] columns, int size, int[] buckets) {
    Arrays.fill(buckets, 0, size, 0);
    for (int i = 0; i < columns.length; i++) {
      add(types.get(i), columns[i], size, buckets);
    }
    for (int row = 0; row < size; row++) {
      buckets[row] = (buckets[row] & Integer.MAX_VALUE) % count;
    }
  }

  private void add(DataType type, RowColumn column, int size, int[] hashes) {
    for (int row = 0; row < size; row++) {
      int position = column.position(row);
      int hash = column.values().isNull(position) ? 0 : hash(type, column, position);
      hashes[row] = 31 * hashes[row] + hash;
    }
  }

  private int hash(DataType type, RowColumn column, int position) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, VOID ->
          HiveHashes.ofSmall(((LongVector) column.values()).values()[position]);
      case SMALLINT ->
          (int) HiveHashes.murmurShort(((LongVector) column.values()).values()[position], false);
      case INT ->
          (int) HiveHashes.murmurInt(((LongVector) column.values()).values()[position], false);
      case DATE, INTERVAL_YEAR_MONTH ->
          (int) HiveHashes.murmurDate(((LongVector) column.values()).values()[position], false);
      case BIGINT ->
          (int) HiveHashes.murmurLong(((LongVector) column.values()).values()[position], false);
      case FLOAT -> HiveHashes.ofFloat(((DoubleVector) column.values()).values()[position]);
      case DOUBLE -> HiveHashes.ofDouble(((DoubleVector) column.values()).values()[position]);
      case STRING, VARCHAR, CHAR, BINARY -> {
        BytesVector bytes = (BytesVector) column.values();
        yield HiveHashes.ofText(bytes.data(), bytes.starts()[position], bytes.lengths()[position]);
      }
      case DECIMAL -> decimal((DecimalType) type, column, position);
      case TIMESTAMP, INTERVAL_DAY_TIME -> {
        TimestampVector times = (TimestampVector) column.values();
        yield HiveHashes.ofTimestamp(times.seconds()[position], times.nanos()[position], scratch);
      }
      case UNSUPPORTED -> throw new IllegalStateException("no bucket of " + type.hiveName());
    };
  }

  private int decimal(DecimalType type, RowColumn column, int position) {
    if (column.values() instanceof LongVector longs) {
      long value = longs.values()[position];
      return HiveHashes.ofDecimal(value >> 63, value, type.scale(), scratch);
    }
    Decimal128Vector wide = (Decimal128Vector) column.values();
    return HiveHashes.ofDecimal(wide.high()[position], wide.low()[position], type.scale(), scratch);
  }
}
