package io.nyala.storage.orc;

import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.Split;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.split.FileReader;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.hadoop.hive.ql.io.sarg.SearchArgument;
import org.apache.orc.FileFormatException;
import org.apache.orc.OrcFile;
import org.apache.orc.Reader;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.ReaderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stripes that start in a split's range. Columns are found by name, or by position in
 * files whose columns are named {@code _col0…}; a column that the file lacks is NULL. Timestamps
 * are those of the local time line: the writer's zone does not matter.
 */
public final class OrcReader implements FileReader {
  private static final long BUFFER_ESTIMATE_PER_COLUMN = 512 << 10;

  private final ReaderImpl file;
  private final CountingRecordReader rows;
  private final VectorizedRowBatch batch;
  private final List<ScanColumn> columns;
  private final OrcColumns converter = new OrcColumns();
  private final boolean counted;
  private final long groupsInRange;
  private final long bytesInRange;
  private final int batchSize;

  private OrcReader(
      ReaderImpl file,
      CountingRecordReader rows,
      VectorizedRowBatch batch,
      List<ScanColumn> columns,
      boolean counted,
      long groupsInRange,
      long bytesInRange,
      int batchSize) {
    this.file = file;
    this.rows = rows;
    this.batch = batch;
    this.columns = columns;
    this.counted = counted;
    this.groupsInRange = groupsInRange;
    this.bytesInRange = bytesInRange;
    this.batchSize = batchSize;
  }

  /** Opens the file and reads its tail. */
  public static OrcReader open(
      FileSystem fileSystem, Configuration hadoop, ScanSpec scan, Split split, int batchSize)
      throws IOException {
    OrcFile.ReaderOptions options =
        OrcFile.readerOptions(hadoop)
            .filesystem(fileSystem)
            .maxLength(split.fileLength())
            .useUTCTimestamp(true)
            .convertToProlepticGregorian(true);
    ReaderImpl file;
    try {
      file = CountingRecordReader.file(new Path(split.path()), options);
    } catch (FileFormatException e) {
      throw new IOException("it is not an ORC file: " + e.getMessage(), e);
    }
    try {
      return open(file, scan, split, batchSize);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static OrcReader open(ReaderImpl file, ScanSpec scan, Split split, int batchSize)
      throws IOException {
    TypeDescription schema = OrcSchemas.table(scan.fileColumns());
    List<ScanColumn> columns =
        scan.output().stream().filter(column -> !column.partitionKey()).toList();
    boolean[] include = new boolean[schema.getMaximumId() + 1];
    include[0] = true;
    for (ScanColumn column : columns) {
      TypeDescription child = schema.getChildren().get(column.ordinal());
      java.util.Arrays.fill(include, child.getId(), child.getMaximumId() + 1, true);
    }
    Reader.Options options =
        file.options()
            .schema(schema)
            .include(include)
            .range(split.start(), split.length())
            .isSchemaEvolutionCaseAware(false)
            .tolerateMissingSchema(true)
            .useZeroCopy(false)
            .skipCorruptRecords(false);
    SearchArgument argument = OrcSearchArguments.of(scan);
    if (argument != null) {
      options.searchArgument(argument, schema.getFieldNames().toArray(new String[0]));
    }
    CountingRecordReader rows = new CountingRecordReader(file, options);
    VectorizedRowBatch batch =
        schema.createRowBatch(TypeDescription.RowBatchVersion.USE_DECIMAL64, batchSize);
    long groups = 0;
    long bytes = 0;
    int stride = file.getRowIndexStride();
    for (StripeInformation stripe : file.getStripes()) {
      if (stripe.getOffset() >= split.start()
          && stripe.getOffset() < split.start() + split.length()) {
        groups += stride == 0 ? 1 : (stripe.getNumberOfRows() + stride - 1) / stride;
        bytes += stripe.getLength();
      }
    }
    return new OrcReader(
        file, rows, batch, columns, argument != null && stride > 0, groups, bytes, batchSize);
  }

  @Override
  public @Nullable VectorBatch next() throws IOException {
    batch.ensureSize(batchSize);
    if (!rows.nextBatch(batch) || batch.size == 0) {
      return null;
    }
    Vector[] vectors = new Vector[columns.size()];
    for (int i = 0; i < vectors.length; i++) {
      ColumnVector column = batch.cols[columns.get(i).ordinal()];
      vectors[i] = converter.take(columns.get(i).type(), column, batch.size);
    }
    return new VectorBatch(batch.size, vectors);
  }

  @Override
  public long physicalBytes() {
    return bytesInRange;
  }

  @Override
  public long rowGroups() {
    return groupsInRange;
  }

  @Override
  public long rowGroupsSkipped() {
    return counted ? rows.left() : 0;
  }

  @Override
  public long bufferBytes() {
    return BUFFER_ESTIMATE_PER_COLUMN * Math.max(1, columns.size());
  }

  @Override
  public void close() throws IOException {
    try {
      rows.close();
    } finally {
      file.close();
    }
  }
}
