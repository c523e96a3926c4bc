package io.nyala.storage.text;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.Split;
import io.nyala.spi.type.DataType;
import io.nyala.spi.vector.DictionaryVector;
import io.nyala.spi.vector.FlatVector;
import io.nyala.spi.vector.Vector;
import io.nyala.spi.vector.VectorBatch;
import io.nyala.storage.StorageConfig;
import io.nyala.storage.split.FileReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines that start in a split's range, from delimited or quoted text, plain or
 * compressed. The strings it produces refer to the file buffer without a copy.
 */
public final class TextReader implements FileReader {
  private final InputStream stream;
  private final LineScanner lines;
  private final long end;
  private final int batchSize;
  private final List<ScanColumn> columns;
  private final FieldRanges ranges;
  private final TextLayout layout;
  private final @Nullable QuotedLines quoted;
  private final TextColumns parser;
  private final int fieldCount;
  private final int footerLines;
  private final int[] lineStarts;
  private final int[] lineEnds;
  private final Deque<VectorBatch> heldBack = new ArrayDeque<>();
  private long heldBackRows;

  private TextReader(
      InputStream stream,
      LineScanner lines,
      long end,
      StorageConfig config,
      ScanSpec scan,
      Split split,
      int batchSize) {
    this.stream = stream;
    this.lines = lines;
    this.end = end;
    this.batchSize = Math.max(1, Math.min(batchSize, config.textBufferBytes()));
    this.columns = scan.output().stream().filter(column -> !column.partitionKey()).toList();
    int[] fields = columns.stream().mapToInt(ScanColumn::ordinal).toArray();
    this.ranges = new FieldRanges(fields, this.batchSize);
    boolean csv = split.storage().kind() == StorageFormat.Kind.CSV;
    this.layout =
        csv
            ? new TextLayout((byte) 0, false, (byte) 0, null, false, false)
            : TextLayout.of(split.storage(), scan.tableParameters());
    this.quoted = csv ? new QuotedLines(split.storage()) : null;
    this.parser = new TextColumns(layout);
    this.fieldCount = scan.fileColumns().size();
    this.footerLines = TextFiles.footerLines(scan.tableParameters());
    this.lineStarts = new int[this.batchSize];
    this.lineEnds = new int[this.batchSize];
  }

  /**
   * Opens the file and finds the first line of the split.
   *
   * @throws NyalaException NOT_SUPPORTED for compression that needs what this JVM lacks
   */
  public static TextReader open(
      FileSystem fileSystem,
      Configuration hadoop,
      StorageConfig config,
      ScanSpec scan,
      Split split,
      int batchSize)
      throws IOException {
    Path path = new Path(split.path());
    FSDataInputStream file = fileSystem.open(path);
    try {
      InputStream stream = file;
      long start = split.start();
      long end = split.start() + split.length();
      if (TextFiles.isCompressed(path.getName())) {
        stream = decompress(hadoop, path, file);
        end = Long.MAX_VALUE;
      } else if (start > 0) {
        file.seek(start - 1);
        start--;
      }
      LineScanner lines =
          new LineScanner(
              stream, split.path(), start, config.textBufferBytes(), config.maxLineBytes());
      skipLines(lines, split.start() > 0 ? 1 : TextFiles.headerLines(scan.tableParameters()));
      return new TextReader(stream, lines, end, config, scan, split, batchSize);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream decompress(Configuration hadoop, Path path, FSDataInputStream file)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    if (codec == null) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED, "File " + path + " is compressed in an unknown way");
    }
    try {
      return codec.createInputStream(file);
    } catch (RuntimeException | LinkageError e) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "File " + path + " needs the native library of " + codec.getClass().getSimpleName(),
          e);
    }
  }

  private static void skipLines(LineScanner lines, int count) throws IOException {
    int[] start = new int[1];
    int[] end = new int[1];
    for (int i = 0; i < count && lines.next(1, Long.MAX_VALUE, start, end) > 0; i++) {
      // the scanner has moved on
    }
  }

  @Override
  public @Nullable VectorBatch next() throws IOException {
    if (footerLines == 0) {
      return read();
    }
    while (true) {
      VectorBatch batch = read();
      if (batch == null) {
        return lastWithoutFooter();
      }
      heldBack.add(batch);
      heldBackRows += batch.size();
      if (heldBackRows - heldBack.getFirst().size() >= footerLines) {
        return release();
      }
    }
  }

  private VectorBatch release() {
    VectorBatch first = heldBack.removeFirst();
    heldBackRows -= first.size();
    return first;
  }

  private @Nullable VectorBatch lastWithoutFooter() {
    while (!heldBack.isEmpty()) {
      VectorBatch first = release();
      int keep =
          (int) Math.min(first.size(), Math.max(0, heldBackRows + first.size() - footerLines));
      if (keep == first.size()) {
        return first;
      }
      if (keep > 0) {
        int[] ids = java.util.stream.IntStream.range(0, keep).toArray();
        List<Vector> kept = new ArrayList<>();
        for (Vector column : first.columns()) {
          kept.add(new DictionaryVector(keep, (FlatVector) column, ids));
        }
        heldBack.clear();
        heldBackRows = 0;
        return new VectorBatch(keep, kept.toArray(new Vector[0]));
      }
    }
    return null;
  }

  private @Nullable VectorBatch read() throws IOException {
    int count = lines.next(batchSize, end, lineStarts, lineEnds);
    if (count == 0) {
      return null;
    }
    byte[] data = lines.buffer();
    if (quoted != null) {
      quoted.cut(data, lineStarts, lineEnds, count, ranges);
      data = quoted.output();
    } else {
      ranges.cut(data, lineStarts, lineEnds, count, layout, layout.lastTakesRest(), fieldCount);
    }
    Vector[] vectors = new Vector[columns.size()];
    for (int slot = 0; slot < vectors.length; slot++) {
      DataType type = columns.get(slot).type();
      vectors[slot] = parser.parse(type, data, ranges.starts(slot), ranges.lengths(slot), count);
    }
    return new VectorBatch(count, vectors);
  }

  @Override
  public long physicalBytes() {
    return lines.bytesRead();
  }

  @Override
  public long rowGroups() {
    return 1;
  }

  @Override
  public long rowGroupsSkipped() {
    return 0;
  }

  @Override
  public long bufferBytes() {
    long held = heldBack.stream().mapToLong(VectorBatch::retainedBytes).sum();
    return lines.buffer().length + held + 8L * batchSize * (columns.size() + 1);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
