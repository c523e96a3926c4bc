package io.nyala.server.query;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.TypeKind;
import io.nyala.storage.metastore.ComputedColumn;
import io.nyala.storage.metastore.PartitionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The HiveQL that computes statistics of one partition, and what its answers mean. All columns of
 * the queries are text.
 */
final class ColumnQuery {
  private final TableSnapshot table;
  private final String from;

  ColumnQuery(TableSnapshot table, PartitionSnapshot partition) {
    this.table = table;
    this.from =
        " FROM "
            + quote(table.name().database())
            + "."
            + quote(table.name().table())
            + where(partition);
  }

  /** False for a partition with a NULL key. */
  static boolean canName(PartitionSnapshot partition) {
    return partition.values().stream().allMatch(value -> value.value() != null);
  }

  private String where(PartitionSnapshot partition) {
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < partition.values().size(); i++) {
      Literal value = partition.values().get(i);
      String text = PartitionValues.format(value);
      String literal =
          value.type().isNumeric()
              ? text
              : "CAST('"
                  + String.valueOf(text).replace("\\", "\\\\").replace("'", "\\'")
                  + "' AS "
                  + value.type().hiveName()
                  + ")";
      conditions.add(quote(table.partitionColumns().get(i).name()) + " = " + literal);
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  String rowCount() {
    return "SELECT CAST(COUNT(*) AS STRING)" + from;
  }

  /**
   * Non-null values, distinct values, low, high, average length, greatest length, number of TRUE.
   */
  String of(Column column) {
    String name = quote(column.name());
    boolean ordered = column.type().isNumeric() || isTime(column);
    boolean text = column.type().isCharacter() || column.type().kind() == TypeKind.BINARY;
    return "SELECT CAST(COUNT("
        + name
        + ") AS STRING), CAST(COUNT(DISTINCT "
        + name
        + ") AS STRING), "
        + (ordered
            ? "CAST(MIN(" + name + ") AS STRING), CAST(MAX(" + name + ") AS STRING)"
            : "'', ''")
        + ", "
        + (text
            ? "CAST(AVG(LENGTH(" + name + ")) AS STRING), CAST(MAX(LENGTH(" + name + ")) AS STRING)"
            : "'', ''")
        + ", "
        + (column.type().kind() == TypeKind.BOOLEAN
            ? "CAST(SUM(IF(" + name + ", 1, 0)) AS STRING)"
            : "''")
        + from;
  }

  private static boolean isTime(Column column) {
    return column.type().kind() == TypeKind.DATE || column.type().kind() == TypeKind.TIMESTAMP;
  }

  ComputedColumn decode(Column column, long rows, List<String> cells) {
    long present = Long.parseLong(cells.get(0));
    long trues = cells.get(6).isEmpty() ? 0 : Long.parseLong(cells.get(6));
    return new ComputedColumn(
        column.name(),
        new ColumnStatistics(
            OptionalLong.of(Long.parseLong(cells.get(1))),
            OptionalLong.of(Math.max(0, rows - present)),
            cells.get(4).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(cells.get(4))),
            value(column, cells.get(2)),
            value(column, cells.get(3))),
        cells.get(5).isEmpty() ? 0 : Long.parseLong(cells.get(5)),
        trues,
        present - trues);
  }

  private static Optional<Object> value(Column column, String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(PartitionValues.parse(column.type(), text).value());
  }

  private static String quote(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
