package io.nyala.engine.column;

import io.nyala.spi.vector.VectorBatch;
import java.util.Arrays;

/** Rows of a batch sorted by the partition they belong to. */
public final class RowPartitions {
  private final int[] positions;
  private final int[] starts;

  private RowPartitions(int[] positions, int[] starts) {
    this.positions = positions;
    this.starts = starts;
  }

  /** By hash: the partition uses the upper bits, hash tables the lower ones. */
  public static RowPartitions byHash(long[] hashes, int count, int partitions) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (int) (((hashes[i] >>> 32) * partitions) >>> 32);
    }
    return of(numbers, count, partitions);
  }

  /** By given partition numbers. */
  public static RowPartitions of(int[] numbers, int count, int partitions) {
    int[] starts = new int[partitions + 1];
    for (int i = 0; i < count; i++) {
      starts[numbers[i] + 1]++;
    }
    for (int i = 0; i < partitions; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = Arrays.copyOf(starts, partitions);
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[next[numbers[i]]++] = i;
    }
    return new RowPartitions(positions, starts);
  }

  public int count(int partition) {
    return starts[partition + 1] - starts[partition];
  }

  /** The rows of one partition. */
  public VectorBatch select(VectorBatch batch, int partition) {
    int count = count(partition);
    if (count == batch.size()) {
      return batch;
    }
    return Selection.rows(
        batch, Arrays.copyOfRange(positions, starts[partition], starts[partition + 1]), count);
  }
}
