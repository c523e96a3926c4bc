package io.nyala.storage.orc;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.impl.ReaderImpl;
import org.apache.orc.impl.RecordReaderImpl;

/** orc-core's record reader, counting the row groups that its search argument picks and leaves. */
@SuppressWarnings(
    "InitializeInline") // the super constructor already picks row groups: initializers would reset
// the counts
final class CountingRecordReader extends RecordReaderImpl {
  private final int rowsPerGroup;
  private long picked;
  private long left;

  CountingRecordReader(ReaderImpl file, Reader.Options options) throws IOException {
    super(file, options);
    this.rowsPerGroup = file.getRowIndexStride();
  }

  @Override
  protected boolean[] pickRowGroups() throws IOException {
    boolean[] groups = super.pickRowGroups();
    if (groups != null) {
      for (boolean group : groups) {
        if (group) {
          picked++;
        } else {
          left++;
        }
      }
    }
    return groups;
  }

  /** Row groups that the search argument let through. */
  long picked() {
    return picked;
  }

  /** Row groups that the search argument spared. */
  long left() {
    return left;
  }

  int rowsPerGroup() {
    return rowsPerGroup;
  }

  /** A file reader whose record readers can be subclassed. */
  static ReaderImpl file(Path path, OrcFile.ReaderOptions options) throws IOException {
    return new ReaderImpl(path, options);
  }
}
