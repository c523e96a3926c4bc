package io.nyala.server.ddl;

import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The lines of {@code SHOW CREATE TABLE}, trailing spaces included as Hive prints them. */
final class CreateTableText {
  /** Parameters that Hive derives or says elsewhere in the statement. */
  private static final Set<String> HIDDEN =
      Set.of(
          "EXTERNAL",
          "comment",
          "COLUMN_STATS_ACCURATE",
          "numFiles",
          "numFilesErasureCoded",
          "numPartitions",
          "numRows",
          "rawDataSize",
          "totalSize");

  private final List<String> lines = new ArrayList<>();

  private CreateTableText() {}

  static List<String> of(TableSnapshot table) {
    CreateTableText text = new CreateTableText();
    if (table.isView()) {
      text.lines.add(
          "CREATE VIEW `" + table.name().table() + "` AS " + table.viewText().orElse(""));
    } else {
      text.table(table);
    }
    return text.lines;
  }

  private void table(TableSnapshot table) {
    String external = table.kind() == TableKind.EXTERNAL_TABLE ? "EXTERNAL " : "";
    lines.add("CREATE " + external + "TABLE `" + table.name().table() + "`(");
    columns(table.columns(), ")");
    String comment = table.parameters().get("comment");
    if (comment != null) {
      lines.add("COMMENT " + quote(comment));
    }
    if (table.isPartitioned()) {
      lines.add("PARTITIONED BY ( ");
      columns(table.partitionColumns(), ")");
    }
    table.buckets().ifPresent(this::buckets);
    lines.add("ROW FORMAT SERDE ");
    boolean properties =
        table.storage().serdeProperties().size() > 1
            || !"1"
                .equals(
                    table.storage().serdeProperties().getOrDefault("serialization.format", "1"));
    lines.add("  " + quote(table.storage().serdeLibrary()) + " ");
    if (properties) {
      lines.add("WITH SERDEPROPERTIES ( ");
      Map<String, String> shown = new TreeMap<>(table.storage().serdeProperties());
      if ("1".equals(shown.get("serialization.format"))) {
        shown.remove("serialization.format");
      }
      pairs(shown, ") ");
    }
    lines.add("STORED AS INPUTFORMAT ");
    lines.add("  " + quote(table.storage().inputFormat()) + " ");
    lines.add("OUTPUTFORMAT ");
    lines.add("  " + quote(table.storage().outputFormat()));
    lines.add("LOCATION");
    lines.add("  " + quote(table.location()));
    lines.add("TBLPROPERTIES (");
    pairs(
        table.parameters().entrySet().stream()
            .filter(entry -> !HIDDEN.contains(entry.getKey()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)),
        ")");
  }

  private void buckets(BucketSpec buckets) {
    lines.add("CLUSTERED BY (");
    names(buckets.columns(), "", ")");
    if (!buckets.sortColumns().isEmpty()) {
      lines.add("SORTED BY ( ");
      names(buckets.sortColumns(), " ASC", ") ");
    } else {
      int last = lines.size() - 1;
      lines.set(last, lines.get(last) + " ");
    }
    lines.add("INTO " + buckets.count() + " BUCKETS");
  }

  private void names(List<String> names, String suffix, String end) {
    for (int i = 0; i < names.size(); i++) {
      lines.add("  `" + names.get(i) + "`" + suffix + (i + 1 < names.size() ? ", " : end));
    }
  }

  private void columns(List<Column> columns, String end) {
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      String comment = column.comment().isEmpty() ? "" : " COMMENT " + quote(column.comment());
      lines.add(
          "  `"
              + column.name()
              + "` "
              + column.type().hiveName()
              + comment
              + (i + 1 < columns.size() ? ", " : end));
    }
  }

  private void pairs(Map<String, String> pairs, String end) {
    int left = pairs.size();
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      left--;
      lines.add(
          "  " + quote(pair.getKey()) + "=" + quote(pair.getValue()) + (left > 0 ? ", " : end));
    }
  }

  private static String quote(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
  }
}
