package io.nyala.storage.commit;

import io.nyala.spi.catalog.TableName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Everything that must happen to make one write visible. Every step can be repeated.
 *
 * @param owner coordinator that writes; with {@code lockId} it decides whether an unfinished write
 *     is still alive
 * @param lockId metastore lock of the write, 0 without one
 * @param stagingLocation removed at the end
 * @param moves from staging to data directories; targets carry the query id and are hidden until
 *     the record is applied
 * @param deletes files that the write replaces; hidden once the record is applied
 * @param partitions partitions to add or whose statistics change; for an unpartitioned table one
 *     with an empty name
 */
public record CommitRecord(
    TableName table,
    String queryId,
    String owner,
    long lockId,
    String stagingLocation,
    List<Move> moves,
    List<String> deletes,
    List<PartitionChange> partitions) {
  private static final int MAGIC = 0x4e594331; // NYC1

  public CommitRecord {
    moves = List.copyOf(moves);
    deletes = List.copyOf(deletes);
    partitions = List.copyOf(partitions);
  }

  /** One rename. */
  public record Move(String source, String target) {}

  /**
   * The state of a partition after the commit.
   *
   * @param values raw values in order
   * @param rows number of rows, or -1 if it cannot be known
   */
  public record PartitionChange(
      String name, List<String> values, String location, long files, long bytes, long rows) {
    public PartitionChange {
      values = List.copyOf(values);
    }
  }

  /** Magic, CRC-32 of the rest, the rest. */
  public byte[] encode() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      writeBody(out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    byte[] bytes = body.toByteArray();
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + 8);
    try (DataOutputStream out = new DataOutputStream(whole)) {
      out.writeInt(MAGIC);
      out.writeInt((int) crc.getValue());
      out.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return whole.toByteArray();
  }

  private void writeBody(DataOutputStream out) throws IOException {
    out.writeUTF(table.database());
    out.writeUTF(table.table());
    out.writeUTF(queryId);
    out.writeUTF(owner);
    out.writeLong(lockId);
    out.writeUTF(stagingLocation);
    out.writeInt(moves.size());
    for (Move move : moves) {
      out.writeUTF(move.source());
      out.writeUTF(move.target());
    }
    writeStrings(out, deletes);
    out.writeInt(partitions.size());
    for (PartitionChange partition : partitions) {
      out.writeUTF(partition.name());
      writeStrings(out, partition.values());
      out.writeUTF(partition.location());
      out.writeLong(partition.files());
      out.writeLong(partition.bytes());
      out.writeLong(partition.rows());
    }
  }

  private static void writeStrings(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String text : strings) {
      out.writeUTF(text);
    }
  }

  /**
   * @throws IOException if the bytes are not a whole record
   */
  public static CommitRecord decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      CRC32 crc = new CRC32();
      if (in.readInt() != MAGIC) {
        throw new IOException("not a commit record");
      }
      int expected = in.readInt();
      crc.update(bytes, 8, bytes.length - 8);
      if (expected != (int) crc.getValue()) {
        throw new IOException("commit record is damaged");
      }
      return readBody(in);
    }
  }

  private static CommitRecord readBody(DataInputStream in) throws IOException {
    TableName table = new TableName(in.readUTF(), in.readUTF());
    String queryId = in.readUTF();
    String owner = in.readUTF();
    long lockId = in.readLong();
    String staging = in.readUTF();
    int moveCount = in.readInt();
    List<Move> moves = new ArrayList<>(moveCount);
    for (int i = 0; i < moveCount; i++) {
      moves.add(new Move(in.readUTF(), in.readUTF()));
    }
    List<String> deletes = readStrings(in);
    int partitionCount = in.readInt();
    List<PartitionChange> partitions = new ArrayList<>(partitionCount);
    for (int i = 0; i < partitionCount; i++) {
      partitions.add(
          new PartitionChange(
              in.readUTF(),
              readStrings(in),
              in.readUTF(),
              in.readLong(),
              in.readLong(),
              in.readLong()));
    }
    return new CommitRecord(table, queryId, owner, lockId, staging, moves, deletes, partitions);
  }

  private static List<String> readStrings(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(in.readUTF());
    }
    return strings;
  }
}
