package io.nyala.spi.plan;

import io.nyala.spi.source.WrittenFile;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;

/** The form of the rows that {@link PlanNode.TableWrite} produces. */
public final class WrittenFileCodec {
  private WrittenFileCodec() {}

  public static byte[] encode(WrittenFile file) {
    WireWriter out = new WireWriter();
    out.writeByte(PlanCodec.VERSION);
    out.writeString(file.stagingPath());
    out.writeString(file.partitionName());
    out.writeStrings(file.partitionValues());
    out.writeString(file.fileName());
    out.writeOptionalInt(file.bucket());
    out.writeSigned(file.rows());
    out.writeSigned(file.bytes());
    return out.toByteArray();
  }

  /**
   * @throws io.nyala.spi.error.NyalaException PROTOCOL_ERROR
   */
  public static WrittenFile decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    PlanCodec.readVersion(in);
    WrittenFile file =
        new WrittenFile(
            in.readString(),
            in.readString(),
            in.readStrings(),
            in.readString(),
            in.readOptionalInt(),
            in.readSigned(),
            in.readSigned());
    in.end();
    return file;
  }
}
