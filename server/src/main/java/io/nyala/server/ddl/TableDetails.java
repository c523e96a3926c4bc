package io.nyala.server.ddl;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of {@code DESCRIBE FORMATTED}, spaces included as Hive pads them. */
final class TableDetails {
  private static final int NAME_WIDTH = 20;
  private static final int VALUE_WIDTH = 20;

  private final TextRows rows;

  TableDetails(TextRows rows) {
    this.rows = rows;
  }

  void columns(List<Column> columns) {
    for (Column column : columns) {
      rows.add(column.name(), column.type().hiveName(), column.comment());
    }
  }

  void partitionInformation(List<Column> partitionColumns) {
    heading("# Partition Information");
    rows.add("# col_name", "data_type", "comment");
    columns(partitionColumns);
  }

  /** An empty row, then a heading of its own. */
  void heading(String text) {
    rows.add("", null, null);
    rows.add(text, null, null);
  }

  void property(String name, @Nullable String value) {
    rows.add(pad(name + ":", NAME_WIDTH), pad(String.valueOf(value), VALUE_WIDTH), null);
  }

  /** A block of parameters below its title, sorted by name. */
  void parameters(String title, Map<String, String> parameters) {
    rows.add(title + ":", null, null);
    new TreeMap<>(parameters)
        .forEach(
            (name, value) -> {
              String escaped = escape(value);
              boolean wide = name.equals("COLUMN_STATS_ACCURATE");
              rows.add(
                  "",
                  wide ? name : pad(name, VALUE_WIDTH),
                  wide ? escaped : pad(escaped, VALUE_WIDTH));
            });
  }

  void storage(StorageFormat storage, BucketSpec buckets, boolean isView) {
    heading("# Storage Information");
    property("SerDe Library", isView ? null : storage.serdeLibrary());
    property("InputFormat", storage.inputFormat());
    property("OutputFormat", storage.outputFormat());
    property("Compressed", "No");
    property("Num Buckets", Integer.toString(buckets.count()));
    property("Bucket Columns", buckets.columns().toString());
    property(
        "Sort Columns",
        buckets.sortColumns().stream()
            .map(column -> "Order(col:" + column + ", order:1)")
            .toList()
            .toString());
    if (!storage.serdeProperties().isEmpty()) {
      parameters("Storage Desc Params", storage.serdeProperties());
    }
  }

  private static String escape(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\t", "\\t");
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text : text + " ".repeat(width - text.length());
  }
}
