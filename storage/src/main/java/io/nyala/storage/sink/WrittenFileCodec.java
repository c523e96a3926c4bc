package io.nyala.storage.sink;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.WrittenFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** {@link WrittenFile} as the bytes that travel from writing tasks to the coordinator. */
public final class WrittenFileCodec {
  private static final int VERSION = 1;

  private WrittenFileCodec() {}

  public static byte[] encode(WrittenFile file) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(file.stagingPath());
      out.writeUTF(file.partitionName());
      out.writeInt(file.partitionValues().size());
      for (String value : file.partitionValues()) {
        out.writeUTF(value);
      }
      out.writeUTF(file.fileName());
      out.writeInt(file.bucket().orElse(-1));
      out.writeLong(file.rows());
      out.writeLong(file.bytes());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws NyalaException PROTOCOL_ERROR if the bytes are not one encoded file
   */
  public static WrittenFile decode(byte[] data, int offset, int length) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(data, offset, length))) {
      if (in.readByte() != VERSION) {
        throw new IOException("unknown version");
      }
      String path = in.readUTF();
      String partition = in.readUTF();
      int count = in.readInt();
      if (count < 0 || count > length) {
        throw new IOException("impossible number of values");
      }
      List<String> values = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        values.add(in.readUTF());
      }
      String name = in.readUTF();
      int bucket = in.readInt();
      return new WrittenFile(
          path,
          partition,
          values,
          name,
          bucket < 0 ? OptionalInt.empty() : OptionalInt.of(bucket),
          in.readLong(),
          in.readLong());
    } catch (IOException e) {
      throw new NyalaException(
          ErrorCode.PROTOCOL_ERROR,
          "A writing task reported a file in a form that cannot be read",
          e);
    }
  }
}
