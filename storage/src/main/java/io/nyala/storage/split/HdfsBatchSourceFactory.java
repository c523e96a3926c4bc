package io.nyala.storage.split;

import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.BatchSource;
import io.nyala.spi.source.BatchSourceFactory;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.Split;
import io.nyala.spi.type.TypeKind;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.hdfs.IoPools;
import io.nyala.storage.orc.OrcReader;
import io.nyala.storage.text.TextReader;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens readers of ORC and text files. One per process. */
public final class HdfsBatchSourceFactory implements BatchSourceFactory {
  private final HdfsAccess hdfs;
  private final StorageConfig config;
  private final Function<String, Executor> executors;

  /**
   * @param executor bounded; its threads block on HDFS
   */
  public HdfsBatchSourceFactory(Configuration hadoop, StorageConfig config, Executor executor) {
    this(new HdfsAccess(hadoop), config, host -> executor);
  }

  /** With a bound of its own for each DataNode. */
  public HdfsBatchSourceFactory(HdfsAccess hdfs, StorageConfig config, IoPools pools) {
    this(hdfs, config, pools::forHost);
  }

  private HdfsBatchSourceFactory(
      HdfsAccess hdfs, StorageConfig config, Function<String, Executor> executors) {
    this.hdfs = hdfs;
    this.config = config;
    this.executors = executors;
  }

  /**
   * @throws NyalaException NOT_SUPPORTED for formats and column types that cannot be read
   */
  @Override
  public BatchSource open(ScanSpec scan, Split split, SourceContext context) {
    for (ScanColumn column : scan.output()) {
      if (column.type().kind() == TypeKind.UNSUPPORTED) {
        throw new NyalaException(
            ErrorCode.NOT_SUPPORTED,
            "Column "
                + column.name()
                + " has the type "
                + column.type().hiveName()
                + ", which cannot be read yet");
      }
    }
    ReadAheadSource.Opener opener =
        switch (split.storage().kind()) {
          case ORC ->
              () ->
                  OrcReader.open(
                      pinned(split), hdfs.configuration(), scan, split, context.batchSize());
          case TEXT, CSV ->
              () ->
                  TextReader.open(
                      pinned(split),
                      hdfs.configuration(),
                      config,
                      scan,
                      split,
                      context.batchSize());
          case UNSUPPORTED ->
              throw new NyalaException(
                  ErrorCode.NOT_SUPPORTED,
                  "Files of "
                      + split.storage().inputFormat()
                      + " with "
                      + split.storage().serdeLibrary()
                      + " cannot be read");
        };
    String host = split.hosts().isEmpty() ? "" : split.hosts().get(0);
    return new ReadAheadSource(opener, scan, split, context, executors.apply(host)).start();
  }

  /**
   * The file system of the split's file, after a check that the file is still the one that was
   * planned.
   */
  private FileSystem pinned(Split split) throws IOException {
    Path path = new Path(split.path());
    FileSystem fileSystem = hdfs.fileSystem(path);
    hdfs.countNameNodeCalls(2);
    FileStatus status = fileSystem.getFileStatus(path);
    if (status.getLen() != split.fileLength()
        || status.getModificationTime() != split.modificationTime()) {
      throw ReadAheadSource.staleFile(split, "was changed", null);
    }
    return fileSystem;
  }
}
