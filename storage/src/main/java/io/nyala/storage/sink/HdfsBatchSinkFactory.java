package io.nyala.storage.sink;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.BatchSink;
import io.nyala.spi.source.BatchSinkFactory;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.TypeKind;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.hdfs.HdfsAccess;
import io.nyala.storage.orc.OrcFileWriter;
import io.nyala.storage.text.TextFileWriter;
import java.util.concurrent.Executor;
import org.apache.hadoop.conf.Configuration;

/** Opens writers of ORC and delimited text. One per process. */
public final class HdfsBatchSinkFactory implements BatchSinkFactory {
  private static final int BUCKETING_VERSION = 2;

  private final HdfsAccess hdfs;
  private final StorageConfig config;
  private final Executor executor;

  /**
   * @param executor bounded; its threads block on HDFS
   */
  public HdfsBatchSinkFactory(Configuration hadoop, StorageConfig config, Executor executor) {
    this(new HdfsAccess(hadoop), config, executor);
  }

  public HdfsBatchSinkFactory(HdfsAccess hdfs, StorageConfig config, Executor executor) {
    this.hdfs = hdfs;
    this.config = config;
    this.executor = executor;
  }

  /**
   * @throws NyalaException NOT_SUPPORTED for tables that cannot be written
   */
  @Override
  public BatchSink open(WriteSpec write, String taskAttempt, SourceContext context) {
    requireWritable(write);
    StagingSink.WriterFactory writers =
        switch (write.storage().kind()) {
          case ORC ->
              path ->
                  OrcFileWriter.create(
                      hdfs.fileSystem(path), hdfs.configuration(), config, write, path);
          case TEXT -> path -> TextFileWriter.create(hdfs.fileSystem(path), write, path);
          case CSV, UNSUPPORTED ->
              throw notWritable(write, "its format is " + write.storage().serdeLibrary());
        };
    return new StagingSink(
        write, taskAttempt, context, writers, hdfs, executor, config.maxOpenWriters());
  }

  /**
   * Checks what can be checked before a query runs; the coordinator asks too.
   *
   * @throws NyalaException NOT_SUPPORTED naming the reason
   */
  public static void requireWritable(WriteSpec write) {
    for (Column column : write.columns()) {
      if (column.type().kind() == TypeKind.UNSUPPORTED) {
        throw notWritable(
            write, "column " + column.name() + " has the type " + column.type().hiveName());
      }
    }
    write
        .buckets()
        .ifPresent(
            buckets -> {
              if (buckets.version() != BUCKETING_VERSION) {
                throw notWritable(
                    write, "its bucketing_version is " + buckets.version() + ", not 2");
              }
              if (!buckets.sortColumns().isEmpty()) {
                throw notWritable(write, "it is SORTED BY, which the writer does not keep yet");
              }
            });
  }

  private static NyalaException notWritable(WriteSpec write, String reason) {
    return new NyalaException(
        ErrorCode.NOT_SUPPORTED,
        "Table "
            + write.table()
            + " cannot be written: "
            + reason
            + "; ORC and delimited TEXTFILE tables can");
  }
}
