package io.nyala.engine.exchange;

import io.nyala.spi.wire.WireReader;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The answer to a fetch: pages from the token on, possibly none yet.
 *
 * @param finished there will be no pages from the token on; only with an empty list
 */
public record FetchedPages(List<byte[]> pages, boolean finished) {
  static final FetchedPages NOTHING_YET = new FetchedPages(List.of(), false);

  public ByteBuffer encode() {
    int bytes = 16;
    for (byte[] page : pages) {
      bytes += page.length + 10;
    }
    WireWriter out = new WireWriter(bytes);
    out.writeBoolean(finished);
    out.writeList(pages, WireWriter::writeBytes);
    return out.toByteBuffer();
  }

  public static FetchedPages decode(ByteBuffer bytes) {
    WireReader in = new WireReader(bytes);
    boolean finished = in.readBoolean();
    FetchedPages result = new FetchedPages(in.readList(WireReader::readBytes), finished);
    in.end();
    return result;
  }
}
