package io.nyala.storage.snapshot;

import java.util.List;

/**
 * One data file of a listing.
 *
 * @param fileId HDFS inode id, 0 elsewhere
 */
public record DataFile(
    String path,
    long fileId,
    long length,
    long modificationTime,
    long blockSize,
    List<Block> blocks) {
  public DataFile {
    blocks = List.copyOf(blocks);
  }

  /** Last element of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Where a range of the file is stored; {@code racks} is parallel to {@code hosts}. */
  public record Block(long offset, long length, List<String> hosts, List<String> racks) {
    public Block {
      hosts = List.copyOf(hosts);
      racks = List.copyOf(racks);
    }
  }
}
