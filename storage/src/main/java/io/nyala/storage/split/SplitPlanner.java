package io.nyala.storage.split;

import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.Split;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.snapshot.DataFile;
import io.nyala.storage.snapshot.QuerySnapshot;
import io.nyala.storage.text.TextFiles;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Cuts the pinned files of a table into splits: the same snapshot gives the same splits in the same
 * order. A reader owns what starts in its range: lines of text, stripes of ORC. Stateless,
 * thread-safe.
 */
public final class SplitPlanner {
  /** The last split of a file may be this much larger than the target, so that no crumb is left. */
  private static final double SLACK = 1.1;

  private final long targetBytes;

  public SplitPlanner(StorageConfig config) {
    this.targetBytes = config.splitTargetBytes();
  }

  /** Splits and what was left out; {@code files} counts the files that splits refer to. */
  public record Plan(
      List<Split> splits, int partitions, int files, int filesOfOtherBuckets, long bytes) {
    public Plan {
      splits = List.copyOf(splits);
    }
  }

  /**
   * @param buckets numbers of the buckets that may hold wanted rows; empty if all may. Files whose
   *     bucket is not proved are read in any case.
   * @throws NyalaException NOT_SUPPORTED for a format that no reader serves
   */
  public Plan plan(
      QuerySnapshot snapshot,
      TableSnapshot table,
      List<PartitionSnapshot> partitions,
      Optional<BitSet> buckets) {
    List<List<DataFile>> files = snapshot.files(table, partitions);
    boolean trusted = BucketFileNames.trusts(table);
    List<Split> splits = new ArrayList<>();
    int fileCount = 0;
    int pruned = 0;
    long bytes = 0;
    for (int i = 0; i < partitions.size(); i++) {
      PartitionSnapshot partition = partitions.get(i);
      List<DataFile> ofPartition = files.get(i);
      if (!ofPartition.isEmpty()) {
        requireReadable(table, partition.storage());
      }
      boolean proved =
          trusted && BucketFileNames.provedBy(table.buckets().orElseThrow(), ofPartition);
      for (DataFile file : ofPartition) {
        OptionalInt bucket = proved ? BucketFileNames.bucketOf(file.name()) : OptionalInt.empty();
        if (bucket.isPresent() && buckets.isPresent() && !buckets.get().get(bucket.getAsInt())) {
          pruned++;
        } else if (file.length() > 0) {
          fileCount++;
          bytes += file.length();
          cut(table, partition, file, bucket, splits);
        }
      }
    }
    return new Plan(splits, partitions.size(), fileCount, pruned, bytes);
  }

  private static void requireReadable(TableSnapshot table, StorageFormat storage) {
    if (storage.kind() == StorageFormat.Kind.UNSUPPORTED) {
      String reason =
          "true".equalsIgnoreCase(table.parameters().get("transactional"))
              ? "it is transactional"
              : "its format is " + storage.inputFormat() + " with " + storage.serdeLibrary();
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "Table "
              + table.name()
              + " cannot be read: "
              + reason
              + "; ORC and text files of plain tables can");
    }
  }

  private void cut(
      TableSnapshot table,
      PartitionSnapshot partition,
      DataFile file,
      OptionalInt bucket,
      List<Split> splits) {
    long size =
        Math.max(1, Math.min(targetBytes, file.blockSize() > 0 ? file.blockSize() : targetBytes));
    boolean splittable =
        partition.storage().kind() == StorageFormat.Kind.ORC
            || TextFiles.isSplittable(file.name(), table.parameters());
    long start = 0;
    while (splittable && file.length() - start > size * SLACK) {
      splits.add(split(splits.size(), partition, file, start, size, bucket));
      start += size;
    }
    splits.add(split(splits.size(), partition, file, start, file.length() - start, bucket));
  }

  private static Split split(
      int ordinal,
      PartitionSnapshot partition,
      DataFile file,
      long start,
      long length,
      OptionalInt bucket) {
    DataFile.Block block = blockAt(file, start);
    return new Split(
        ordinal,
        file.path(),
        file.fileId(),
        file.length(),
        file.modificationTime(),
        start,
        length,
        partition.storage(),
        block == null ? List.of() : block.hosts(),
        block == null ? List.of() : block.racks(),
        partition.values(),
        bucket);
  }

  private static DataFile.@org.jspecify.annotations.Nullable Block blockAt(
      DataFile file, long offset) {
    for (DataFile.Block block : file.blocks()) {
      if (offset >= block.offset() && offset < block.offset() + block.length()) {
        return block;
      }
    }
    return null;
  }
}
