package io.nyala.storage.split;

import io.nyala.spi.vector.VectorBatch;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one split with blocking calls. Used by one thread at a time, always on I/O threads; {@link
 * ReadAheadSource} makes a non-blocking source of it.
 */
public interface FileReader {
  /**
   * The next batch of the scan's stored columns in the order of the scan's output without partition
   * keys; null at the end, never empty.
   */
  @Nullable VectorBatch next() throws IOException;

  /** Bytes read from the file system so far. */
  long physicalBytes();

  /** Row groups, or splits for formats without them, looked at so far. */
  long rowGroups();

  /** Of these, skipped by statistics. */
  long rowGroupsSkipped();

  /** Bytes of buffers that the reader itself holds. */
  long bufferBytes();

  void close() throws IOException;
}
