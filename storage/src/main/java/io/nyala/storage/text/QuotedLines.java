package io.nyala.storage.text;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;

/**
 * Cuts lines as OpenCSVSerde does: separator, quote and escape characters from the serde's
 * properties, doubled quotes inside quotes, no line ends inside quotes; a field whose closing quote
 * is missing is absent. Unquoted values are copied into one array per batch.
 */
final class QuotedLines {
  private final byte separator;
  private final byte quote;
  private final byte escape;

  private byte[] output = new byte[0];
  private int used;

  QuotedLines(StorageFormat storage) {
    separator = character(storage, "separatorChar", ',');
    quote = character(storage, "quoteChar", '"');
    escape = character(storage, "escapeChar", '\\');
  }

  private static byte character(StorageFormat storage, String key, char defaultCharacter) {
    String text = storage.serdeProperties().get(key);
    char c = text == null || text.isEmpty() ? defaultCharacter : text.charAt(0);
    if (c > 127) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "OpenCSVSerde property " + key + " is '" + c + "'; only ASCII characters are supported");
    }
    return (byte) c;
  }

  /** The array that the ranges of the last {@link #cut} refer to; not reused. */
  byte[] output() {
    return output;
  }

  void cut(byte[] data, int[] lineStarts, int[] lineEnds, int lines, FieldRanges ranges) {
    int bytes = lines == 0 ? 0 : lineEnds[lines - 1] - lineStarts[0];
    output = new byte[bytes];
    used = 0;
    for (int line = 0; line < lines; line++) {
      int start = lineStarts[line];
      int end = lineEnds[line];
      int field = start == end ? 0 : cutLine(data, start, end, line, ranges);
      while (field < ranges.fieldsNeeded()) {
        ranges.set(field++, line, 0, -1);
      }
    }
  }

  /** Cuts one line that is not empty; returns the number of fields set. */
  private int cutLine(byte[] data, int start, int end, int line, FieldRanges ranges) {
    int needed = ranges.fieldsNeeded();
    int field = 0;
    int fieldStart = used;
    boolean quoted = false;
    for (int i = start; i < end; i++) {
      byte b = data[i];
      if (b == escape && escape != quote) {
        if (quoted && i + 1 < end && (data[i + 1] == quote || data[i + 1] == escape)) {
          output[used++] = data[++i];
        }
      } else if (b == quote) {
        if (quoted && i + 1 < end && data[i + 1] == quote) {
          output[used++] = data[++i];
        } else {
          keepEmbeddedQuote(data, start, end, i, fieldStart);
          quoted = !quoted;
        }
      } else if (b == separator && !quoted) {
        ranges.set(field++, line, fieldStart, used - fieldStart);
        if (field == needed) {
          return field;
        }
        fieldStart = used;
      } else {
        output[used++] = b;
      }
    }
    if (!quoted) {
      ranges.set(field++, line, fieldStart, used - fieldStart);
    }
    return field;
  }

  /**
   * A quote in the middle of a field belongs to the value; blanks before an opening quote do not.
   */
  private void keepEmbeddedQuote(byte[] data, int lineStart, int lineEnd, int i, int fieldStart) {
    if (i - lineStart > 2
        && data[i - 1] != separator
        && i + 1 < lineEnd
        && data[i + 1] != separator) {
      if (used > fieldStart && isBlank(fieldStart)) {
        used = fieldStart;
      } else {
        output[used++] = quote;
      }
    }
  }

  private boolean isBlank(int from) {
    for (int i = from; i < used; i++) {
      if (output[i] > ' ' || output[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
