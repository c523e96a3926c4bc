package io.nyala.storage.sink;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.ByteString;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.storage.metastore.PartitionNames;
import io.nyala.storage.metastore.PartitionValues;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the partitions that rows belong to, in the order of their first row. Looks values up by
 * hash without making an object per row. Not thread-safe.
 */
final class DynamicPartitions {
  private final String staticPartition;
  private final List<Column> columns;
  private final int limit;
  private final List<Partition> partitions = new ArrayList<>();
  private int[] table = new int[64]; // partition number + 1 by hash, open addressing

  /**
   * @param staticPartition leading {@code key=value} elements, may be empty
   */
  DynamicPartitions(String staticPartition, List<Column> columns, int limit) {
    this.staticPartition = staticPartition;
    this.columns = columns;
    this.limit = limit;
    if (columns.isEmpty()) {
      partitions.add(
          new Partition(0, staticPartition, PartitionNames.values(staticPartition), new Object[0]));
    }
  }

  /** One partition: its escaped name and raw values, static ones included. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Partition(int hash, String name, List<String> values, @Nullable Object[] key) {}

  String name(int partition) {
    return partitions.get(partition).name();
  }

  List<String> values(int partition) {
    return partitions.get(partition).values();
  }

  /** Fills in the partition number of each row. */
  void number(RowColumn[] keys, int size, int[] numbers) {
    if (columns.isEmpty()) {
      Arrays.fill(numbers, 0, size, 0);
      return;
    }
    int previous = -1;
    for (int row = 0; row < size; row++) {
      if (previous < 0 || !matches(partitions.get(previous), keys, row)) {
        previous = find(keys, row);
      }
      numbers[row] = previous;
    }
  }

  private int find(RowColumn[] keys, int row) {
    int hash = hash(keys, row);
    int mask = table.length - 1;
    int slot = hash & mask;
    while (table[slot] != 0) {
      Partition candidate = partitions.get(table[slot] - 1);
      if (candidate.hash() == hash && matches(candidate, keys, row)) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    return add(hash, slot, keys, row);
  }

  private int add(int hash, int slot, RowColumn[] keys, int row) {
    if (partitions.size() >= limit) {
      throw new NyalaException(
          ErrorCode.TOO_MANY_PARTITIONS,
          "[Fatal Error] Number of dynamic partitions exceeded hive.exec.max.dynamic.partitions.pernode: one writing task met"
              + " more than "
              + limit);
    }
    Object[] key = new Object[keys.length];
    List<String> names = new ArrayList<>();
    List<@Nullable String> texts = new ArrayList<>();
    List<String> values = new ArrayList<>(PartitionNames.values(staticPartition));
    for (int i = 0; i < keys.length; i++) {
      key[i] = value(columns.get(i).type(), keys[i], row);
      String text = PartitionValues.format(new Literal(columns.get(i).type(), key[i]));
      names.add(columns.get(i).name());
      texts.add(text);
      values.add(text == null || text.isEmpty() ? PartitionNames.DEFAULT_PARTITION : text);
    }
    String dynamic = PartitionNames.name(names, texts);
    String name = staticPartition.isEmpty() ? dynamic : staticPartition + "/" + dynamic;
    partitions.add(new Partition(hash, name, List.copyOf(values), key));
    table[slot] = partitions.size();
    if (4 * partitions.size() > 3 * table.length) {
      grow();
    }
    return partitions.size() - 1;
  }

  private void grow() {
    table = new int[2 * table.length];
    int mask = table.length - 1;
    for (int i = 0; i < partitions.size(); i++) {
      int slot = partitions.get(i).hash() & mask;
      while (table[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      table[slot] = i + 1;
    }
  }

  private static int hash(RowColumn[] keys, int row) {
    int hash = 1;
    for (RowColumn key : keys) {
      int position = key.position(row);
      int next = 0;
      if (!key.values().isNull(position)) {
        if (key.values() instanceof LongVector longs) {
          next = Long.hashCode(longs.values()[position]);
        } else if (key.values() instanceof BytesVector bytes) {
          int start = bytes.starts()[position];
          for (int i = start; i < start + bytes.lengths()[position]; i++) {
            next = 31 * next + bytes.data()[i];
          }
        } else if (key.values() instanceof DoubleVector doubles) {
          next = Double.hashCode(doubles.values()[position]);
        } else if (key.values() instanceof TimestampVector times) {
          next = Long.hashCode(times.seconds()[position]) ^ times.nanos()[position];
        } else if (key.values() instanceof Decimal128Vector decimals) {
          next = Long.hashCode(decimals.low()[position]);
        }
      }
      hash = 31 * hash + next;
    }
    return hash * 0x9e3779b1;
  }

  private boolean matches(Partition partition, RowColumn[] keys, int row) {
    for (int i = 0; i < keys.length; i++) {
      if (!matches(partition.key()[i], keys[i], row)) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(@Nullable Object known, RowColumn key, int row) {
    int position = key.position(row);
    if (known == null || key.values().isNull(position)) {
      return known == null && key.values().isNull(position);
    }
    if (key.values() instanceof BytesVector bytes) {
      byte[] expected =
          known instanceof ByteString b
              ? b.toByteArray()
              : ((String) known).getBytes(StandardCharsets.UTF_8);
      int start = bytes.starts()[position];
      return Arrays.equals(
          expected, 0, expected.length, bytes.data(), start, start + bytes.lengths()[position]);
    }
    if (key.values() instanceof LongVector longs) {
      long value = longs.values()[position];
      return known instanceof Long number
          ? number == value
          : known instanceof Boolean flag
              ? flag == (value != 0)
              : ((BigDecimal) known).unscaledValue().longValue() == value;
    }
    if (key.values() instanceof DoubleVector doubles) {
      return Double.compare((Double) known, doubles.values()[position]) == 0;
    }
    if (key.values() instanceof TimestampVector times) {
      return known.equals(new TimestampValue(times.seconds()[position], times.nanos()[position]));
    }
    Decimal128Vector decimals = (Decimal128Vector) key.values();
    return ((BigDecimal) known).unscaledValue().equals(wide(decimals, position));
  }

  private static @Nullable Object value(DataType type, RowColumn key, int row) {
    int position = key.position(row);
    if (key.values().isNull(position)) {
      return null;
    }
    if (key.values() instanceof LongVector longs) {
      long value = longs.values()[position];
      return switch (type.kind()) {
        case BOOLEAN -> value != 0;
        case DECIMAL -> BigDecimal.valueOf(value, ((DecimalType) type).scale());
        default -> value;
      };
    }
    if (key.values() instanceof BytesVector bytes) {
      int start = bytes.starts()[position];
      int length = bytes.lengths()[position];
      return type.isCharacter()
          ? new String(bytes.data(), start, length, StandardCharsets.UTF_8)
          : new ByteString(Arrays.copyOfRange(bytes.data(), start, start + length));
    }
    if (key.values() instanceof DoubleVector doubles) {
      return doubles.values()[position];
    }
    if (key.values() instanceof TimestampVector times) {
      return new TimestampValue(times.seconds()[position], times.nanos()[position]);
    }
    return new BigDecimal(
        wide((Decimal128Vector) key.values(), position), ((DecimalType) type).scale());
  }

  private static BigInteger wide(Decimal128Vector decimals, int position) {
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (decimals.high()[position] >> (56 - 8 * i));
      bytes[8 + i] = (byte) (decimals.low()[position] >> (56 - 8 * i));
    }
    return new BigInteger(bytes);
  }
}
