package io.nyala.spi.source;

import java.util.List;
import java.util.OptionalInt;

/**
 * A finished staging file; becomes visible only by the commit.
 *
 * @param partitionName {@code key=value/…} escaped, empty for an unpartitioned table
 * @param partitionValues raw values of the partition name, unescaped; {@code
 *     __HIVE_DEFAULT_PARTITION__} for NULL
 * @param fileName the name it will have in the partition's directory
 */
public record WrittenFile(
    String stagingPath,
    String partitionName,
    List<String> partitionValues,
    String fileName,
    OptionalInt bucket,
    long rows,
    long bytes) {
  public WrittenFile {
    partitionValues = List.copyOf(partitionValues);
  }
}
