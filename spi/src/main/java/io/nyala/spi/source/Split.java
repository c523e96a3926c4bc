package io.nyala.spi.source;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.expression.Expression.Literal;
import java.util.List;
import java.util.OptionalInt;

/**
 * A byte range of one file, deterministic for a table snapshot.
 *
 * @param ordinal position among the scan's splits
 * @param fileId HDFS inode id, or 0 where the file system has none; with length and modification
 *     time it pins the file's content
 * @param hosts hosts that hold the range's first block, best first
 * @param racks network locations of these hosts, parallel to {@code hosts}, for example {@code
 *     /rack1}
 * @param partitionValues literal per partition column
 * @param bucket bucket number if file name and table prove it
 */
public record Split(
    int ordinal,
    String path,
    long fileId,
    long fileLength,
    long modificationTime,
    long start,
    long length,
    StorageFormat storage,
    List<String> hosts,
    List<String> racks,
    List<Literal> partitionValues,
    OptionalInt bucket) {
  public Split {
    hosts = List.copyOf(hosts);
    racks = List.copyOf(racks);
    partitionValues = List.copyOf(partitionValues);
  }
}
