package io.nyala.storage.sink;

import java.io.IOException;

/** Writes one file with blocking calls. Used by one thread at a time, on I/O threads. */
public interface FileWriter {
  /** Appends {@code count} rows of the columns, those that {@code rows} lists first. */
  void write(RowColumn[] columns, int[] rows, int count) throws IOException;

  /** Heap that the writer holds at present. */
  long bufferBytes();

  long rows();

  /** Completes the file and returns its length. */
  long finish() throws IOException;

  /** Gives up; the file may remain in any state. */
  void abandon();
}
