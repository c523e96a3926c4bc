package io.nyala.storage.text;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.DataType.DecimalType;
import io.nyala.spi.type.TimestampValue;
import io.nyala.spi.vector.BytesVector;
import io.nyala.spi.vector.Decimal128Vector;
import io.nyala.spi.vector.DoubleVector;
import io.nyala.spi.vector.LongVector;
import io.nyala.spi.vector.TimestampVector;
import io.nyala.storage.metastore.PartitionValues;
import io.nyala.storage.orc.DecimalHalves;
import io.nyala.storage.sink.FileWriter;
import io.nyala.storage.sink.RowColumn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.serde2.io.HiveDecimalWritable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes delimited lines as LazySimpleSerDe does. */
public final class TextFileWriter implements FileWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TextFileWriter.class);
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAX_LONG_CHARACTERS = 20;

  private final FSDataOutputStream file;
  private final OutputStream out;
  private final TextLayout layout;
  private final byte[] nullSequence;
  private final List<DataType> types;
  private final byte[] digits = new byte[MAX_LONG_CHARACTERS];
  private final HiveDecimalWritable decimal = new HiveDecimalWritable();
  private final byte[] decimalText = new byte[HiveDecimal.SCRATCH_BUFFER_LEN_TO_BYTES];
  private final DecimalHalves halves = new DecimalHalves();
  private long rows;

  private TextFileWriter(
      FSDataOutputStream file, TextLayout layout, byte[] nullSequence, List<DataType> types) {
    this.file = file;
    this.out = new BufferedOutputStream(file, BUFFER_BYTES);
    this.layout = layout;
    this.nullSequence = nullSequence;
    this.types = types;
  }

  public static TextFileWriter create(FileSystem fileSystem, WriteSpec write, Path path)
      throws IOException {
    TextLayout layout = TextLayout.of(write.storage(), write.tableParameters());
    byte[] nulls = layout.nullSequence();
    return new TextFileWriter(
        fileSystem.create(path, false),
        layout,
        nulls == null ? new byte[0] : nulls,
        write.columns().stream().map(Column::type).toList());
  }

  @Override
  public void write(RowColumn[] columns, int[] rowNumbers, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      for (int c = 0; c < columns.length; c++) {
        if (c > 0) {
          out.write(layout.separator());
        }
        int position = columns[c].position(rowNumbers[i]);
        if (columns[c].values().isNull(position)) {
          out.write(nullSequence);
        } else {
          value(types.get(c), columns[c], position);
        }
      }
      out.write('\n');
    }
    rows += count;
  }

  private void value(DataType type, RowColumn column, int position) throws IOException {
    switch (type.kind()) {
      case BOOLEAN ->
          ascii(((LongVector) column.values()).values()[position] != 0 ? "true" : "false");
      case TINYINT, SMALLINT, INT, BIGINT, INTERVAL_YEAR_MONTH, VOID ->
          number(((LongVector) column.values()).values()[position]);
      case FLOAT ->
          ascii(Float.toString((float) ((DoubleVector) column.values()).values()[position]));
      case DOUBLE -> ascii(Double.toString(((DoubleVector) column.values()).values()[position]));
      case DATE ->
          ascii(LocalDate.ofEpochDay(((LongVector) column.values()).values()[position]).toString());
      case TIMESTAMP, INTERVAL_DAY_TIME -> {
        TimestampVector times = (TimestampVector) column.values();
        ascii(
            PartitionValues.formatTimestamp(
                new TimestampValue(times.seconds()[position], times.nanos()[position])));
      }
      case DECIMAL -> decimal((DecimalType) type, column, position);
      case STRING, VARCHAR -> text((BytesVector) column.values(), position);
      case CHAR -> {
        BytesVector bytes = (BytesVector) column.values();
        text(bytes, position);
        pad(((DataType.CharType) type).length() - characters(bytes, position));
      }
      case BINARY -> {
        BytesVector bytes = (BytesVector) column.values();
        int start = bytes.starts()[position];
        out.write(
            Base64.getEncoder()
                .encode(
                    Arrays.copyOfRange(bytes.data(), start, start + bytes.lengths()[position])));
      }
      case UNSUPPORTED -> throw new IOException("no text for " + type.hiveName());
    }
  }

  private void ascii(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void number(long value) throws IOException {
    if (value == Long.MIN_VALUE) {
      ascii(Long.toString(value));
      return;
    }
    long rest = Math.abs(value);
    int at = digits.length;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    if (value < 0) {
      digits[--at] = '-';
    }
    out.write(digits, at, digits.length - at);
  }

  private void decimal(DecimalType type, RowColumn column, int position) throws IOException {
    if (column.values() instanceof LongVector longs) {
      long value = longs.values()[position];
      halves.load(value >> 63, value, type.scale(), decimal);
    } else {
      Decimal128Vector wide = (Decimal128Vector) column.values();
      halves.load(wide.high()[position], wide.low()[position], type.scale(), decimal);
    }
    int start = decimal.toFormatBytes(type.scale(), decimalText);
    out.write(decimalText, start, decimalText.length - start);
  }

  private void text(BytesVector bytes, int position) throws IOException {
    int start = bytes.starts()[position];
    int end = start + bytes.lengths()[position];
    if (!layout.escaped()) {
      out.write(bytes.data(), start, end - start);
      return;
    }
    for (int i = start; i < end; i++) {
      byte b = bytes.data()[i];
      if (b == '\n' || b == '\r') {
        out.write(layout.escape());
        out.write(b == '\n' ? 'n' : 'r');
      } else {
        if (b == layout.separator() || b == layout.escape()) {
          out.write(layout.escape());
        }
        out.write(b);
      }
    }
  }

  private static int characters(BytesVector bytes, int position) {
    int start = bytes.starts()[position];
    int count = 0;
    for (int i = start; i < start + bytes.lengths()[position]; i++) {
      count += (bytes.data()[i] & 0xc0) != 0x80 ? 1 : 0;
    }
    return count;
  }

  private void pad(int blanks) throws IOException {
    for (int i = 0; i < blanks; i++) {
      out.write(' ');
    }
  }

  @Override
  public long bufferBytes() {
    return BUFFER_BYTES;
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long finish() throws IOException {
    out.flush();
    long length = file.getPos();
    file.hsync();
    out.close();
    return length;
  }

  @Override
  public void abandon() {
    try {
      out.close();
    } catch (IOException e) {
      // the file is deleted with its directory
      LOG.debug("Closing a staging file failed", e);
    }
  }
}
