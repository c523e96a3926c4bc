package io.nyala.spi.catalog;

import java.util.Map;

/**
 * How the files of a table or partition are read and written, as the metastore keeps it.
 *
 * @param kind what our readers and writers make of the class names; UNSUPPORTED formats are
 *     described but neither read nor written
 * @param serdeProperties serde parameters such as {@code field.delim}, {@code quoteChar}
 */
public record StorageFormat(
    Kind kind,
    String inputFormat,
    String outputFormat,
    String serdeLibrary,
    Map<String, String> serdeProperties) {
  public StorageFormat {
    serdeProperties = Map.copyOf(serdeProperties);
  }

  /** File formats by reader. */
  public enum Kind {
    ORC,
    /** LazySimpleSerDe over text lines. */
    TEXT,
    /** OpenCSVSerde over text lines: every column reads as STRING. */
    CSV,
    UNSUPPORTED
  }
}
