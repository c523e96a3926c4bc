package io.nyala.engine.exchange;

import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;

/**
 * The binary form of a batch. Columns keep constant and small dictionary encodings; numbers take as
 * many bytes as their range needs. Reading throws {@link io.nyala.spi.error.NyalaException}
 * PROTOCOL_ERROR for anything that no writer makes. No names, no types: both sides know them.
 */
public final class PageCodec {
  private static final int VERSION = 1;

  /** Far above any batch; bounds what a constant column can make a reader allocate. */
  private static final int MAX_ROWS = 1 << 20;

  private PageCodec() {}

  public static byte[] encode(VectorBatch batch) {
    if (batch.size() > MAX_ROWS) {
      throw new IllegalArgumentException("a batch of " + batch.size() + " rows");
    }
    WireWriter out = new WireWriter(64 + 4 * batch.size() * batch.columnCount());
    out.writeByte(VERSION);
    out.writeCount(batch.size());
    out.writeCount(batch.columnCount());
    for (int i = 0; i < batch.columnCount(); i++) {
      ColumnWriter.write(out, batch.column(i));
    }
    return out.toByteArray();
  }

  public static VectorBatch decode(ByteBuffer page) {
    WireReader in = new WireReader(page);
    int version = in.readByte();
    if (version != VERSION) {
      throw WireReader.malformed("page version " + version + " instead of " + VERSION);
    }
    int rows = in.readSize();
    if (rows > MAX_ROWS) {
      throw WireReader.malformed("page of " + rows + " rows");
    }
    Vector[] columns = new Vector[in.readCount()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnReader.read(in, rows);
    }
    in.end();
    return new VectorBatch(rows, columns);
  }
}
