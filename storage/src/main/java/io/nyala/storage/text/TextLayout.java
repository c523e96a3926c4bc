package io.nyala.storage.text;

import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How LazySimpleSerDe's properties cut a line into fields.
 *
 * @param nullSequence text of NULL; null if no text stands for it
 */
@SuppressWarnings("ArrayRecordComponent") // read-only after construction, equality is never asked
public record TextLayout(
    byte separator,
    boolean escaped,
    byte escape,
    byte @Nullable [] nullSequence,
    boolean lastTakesRest,
    boolean extendedBoolean) {

  /** From serde properties; table parameters stand in for a null format that only they name. */
  public static TextLayout of(StorageFormat storage, Map<String, String> tableParameters) {
    Map<String, String> serde = storage.serdeProperties();
    String separator = serde.get("field.delim");
    if (separator == null) {
      separator = serde.get("serialization.format");
    }
    String escape = serde.get("escape.delim");
    String nulls =
        serde.getOrDefault(
            "serialization.null.format", tableParameters.get("serialization.null.format"));
    String line = serde.get("line.delim");
    if (line != null && !line.equals("\n") && !line.equals("10")) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "LINES TERMINATED BY only supports newline '\\n' right now, not '" + line + "'");
    }
    return new TextLayout(
        byteOf(separator, (byte) 1),
        escape != null,
        byteOf(escape, (byte) '\\'),
        (nulls == null ? "\\N" : nulls).getBytes(StandardCharsets.UTF_8),
        "true".equalsIgnoreCase(serde.get("serialization.last.column.takes.rest")),
        "true".equalsIgnoreCase(serde.get("hive.lazysimple.extended_boolean_literal")));
  }

  /**
   * Hive's reading of a delimiter property: a decimal number is the byte itself, else the first
   * character counts.
   */
  static byte byteOf(@Nullable String text, byte defaultByte) {
    if (text == null || text.isEmpty()) {
      return defaultByte;
    }
    try {
      return Byte.parseByte(text);
    } catch (NumberFormatException e) {
      return (byte) text.charAt(0);
    }
  }
}
