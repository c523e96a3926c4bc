package io.nyala.storage.orc;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.WriteSpec;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.sink.FileWriter;
import io.nyala.storage.sink.RowColumn;
import java.io.IOException;
import java.util.Locale;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.CompressionKind;
import org.apache.orc.MemoryManager;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one ORC file with Hive's schema. Table properties such as {@code orc.compress} count. */
public final class OrcFileWriter implements FileWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OrcFileWriter.class);
  private static final int BATCH_ROWS = 1024;

  private final FileSystem fileSystem;
  private final Path path;
  private final Writer writer;
  private final VectorizedRowBatch batch;
  private final OrcColumnWriter[] columns;
  private long rows;

  private OrcFileWriter(
      FileSystem fileSystem,
      Path path,
      Writer writer,
      VectorizedRowBatch batch,
      OrcColumnWriter[] columns) {
    this.fileSystem = fileSystem;
    this.path = path;
    this.writer = writer;
    this.batch = batch;
    this.columns = columns;
  }

  /**
   * @throws NyalaException NOT_SUPPORTED for column types that ORC tables of ours cannot hold
   */
  public static OrcFileWriter create(
      FileSystem fileSystem, Configuration hadoop, StorageConfig config, WriteSpec write, Path path)
      throws IOException {
    for (Column column : write.columns()) {
      if (!OrcSchemas.isWritable(column.type())) {
        throw new NyalaException(
            ErrorCode.NOT_SUPPORTED,
            "Column "
                + column.name()
                + " of "
                + write.table()
                + " has the type "
                + column.type().hiveName()
                + ", which cannot be written");
      }
    }
    TypeDescription schema = OrcSchemas.table(write.columns());
    Properties properties = new Properties();
    write.tableParameters().forEach(properties::setProperty);
    write.storage().serdeProperties().forEach(properties::setProperty);
    OrcFile.WriterOptions options =
        OrcFile.writerOptions(properties, hadoop)
            .fileSystem(fileSystem)
            .setSchema(schema)
            .memory(new OwnMemory())
            .useUTCTimestamp(true)
            .setProlepticGregorian(true);
    if (!properties.containsKey("orc.compress")) {
      options.compress(CompressionKind.valueOf(config.orcCompression().toUpperCase(Locale.ROOT)));
    }
    if (!properties.containsKey("orc.stripe.size")) {
      options.stripeSize(config.orcStripeBytes());
    }
    VectorizedRowBatch batch =
        schema.createRowBatch(TypeDescription.RowBatchVersion.USE_DECIMAL64, BATCH_ROWS);
    OrcColumnWriter[] columns = new OrcColumnWriter[write.columns().size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new OrcColumnWriter(write.columns().get(i).type());
    }
    return new OrcFileWriter(fileSystem, path, OrcFile.createWriter(path, options), batch, columns);
  }

  @Override
  public void write(RowColumn[] input, int[] rowNumbers, int count) throws IOException {
    for (int from = 0; from < count; from += BATCH_ROWS) {
      int size = Math.min(BATCH_ROWS, count - from);
      batch.reset();
      for (int i = 0; i < columns.length; i++) {
        columns[i].copy(input[i], rowNumbers, from, size, batch.cols[i]);
      }
      batch.size = size;
      writer.addRowBatch(batch);
    }
    rows += count;
  }

  @Override
  public long bufferBytes() {
    return writer.estimateMemory();
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long finish() throws IOException {
    writer.close();
    return fileSystem.getFileStatus(path).getLen();
  }

  @Override
  public void abandon() {
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      // the file is deleted with its directory
      LOG.debug("Closing {} failed", path, e);
    }
  }

  /**
   * Lets every writer fill its stripes: the sink accounts for them and completes files when memory
   * runs short.
   */
  private static final class OwnMemory implements MemoryManager {
    @Override
    public void addWriter(Path path, long requestedAllocation, Callback callback) {}

    @Override
    public void removeWriter(Path path) {}

    @Override
    @Deprecated
    public void addedRow(int rows) {}

    @Override
    public long checkMemory(long previousAllocation, Callback callback) throws IOException {
      callback.checkMemory(1.0);
      return previousAllocation;
    }
  }
}
