package io.nyala.planner.physical;

import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.planner.stats.ColumnEstimate;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.planner.stats.StatisticsScale;
import io.nyala.planner.stats.TableEstimates;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.spi.catalog.CatalogSnapshot;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.ColumnStatistics;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.catalog.TableStatistics;
import io.nyala.spi.expression.Expression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * What of a table is read, and how much that is: partitions by pruning, rows by the metastore's
 * statistics of these partitions.
 */
final class ScanSelection implements TableEstimates {
  /** Rows of a table whose size is hidden from the user or unknown. */
  static final double DEFAULT_ROWS = 1_000_000;

  /** Files are smaller than the values in them. */
  private static final double COMPRESSION = 3;

  private final CatalogSnapshot catalog;
  private final PartitionPruning pruning;
  private final Map<List<Object>, TableStatistics> statistics = new HashMap<>();

  ScanSelection(CatalogSnapshot catalog, UnaryOperator<Expression> interpreter) {
    this.catalog = catalog;
    this.pruning = new PartitionPruning(interpreter);
  }

  /** Partitions that conjuncts over the named columns leave. */
  List<PartitionSnapshot> partitions(
      TableSnapshot table, List<Expression> conjuncts, List<String> columns) {
    List<PartitionSnapshot> all = catalog.partitions(table);
    return table.isPartitioned()
        ? pruning.prune(all, table.partitionColumns(), conjuncts, columns)
        : all;
  }

  int partitionsTotal(TableSnapshot table) {
    return catalog.partitions(table).size();
  }

  @Override
  public RelEstimate secureScan(SecureScan scan) {
    List<RelDataTypeField> fields = scan.getRowType().getFieldList();
    if (scan.hasRowFilter()) {
      return withheld(fields);
    }
    RexTranslator rex = new RexTranslator(scan.getCluster().getRexBuilder());
    List<Expression> conjuncts = scan.pushed().stream().map(rex::translate).toList();
    List<String> names = scan.getRowType().getFieldNames();
    RelEstimate estimate =
        estimate(scan.table(), partitions(scan.table(), conjuncts, names), fields);
    List<ColumnEstimate> columns = new ArrayList<>(estimate.columns());
    for (int i = 0; i < columns.size(); i++) {
      if (scan.isMasked(i)) {
        columns.set(
            i,
            ColumnEstimate.unknown(Estimator.width(RelTypes.toDataType(fields.get(i).getType()))));
      }
    }
    return new RelEstimate(estimate.rows(), columns, estimate.known());
  }

  @Override
  public RelEstimate storedScan(StoredScan scan) {
    return estimate(
        scan.table(), catalog.partitions(scan.table()), scan.getRowType().getFieldList());
  }

  private static RelEstimate withheld(List<RelDataTypeField> fields) {
    List<ColumnEstimate> columns = new ArrayList<>();
    for (RelDataTypeField field : fields) {
      columns.add(ColumnEstimate.unknown(Estimator.width(RelTypes.toDataType(field.getType()))));
    }
    return new RelEstimate(DEFAULT_ROWS, columns, false);
  }

  private RelEstimate estimate(
      TableSnapshot table, List<PartitionSnapshot> partitions, List<RelDataTypeField> fields) {
    List<String> names = fields.stream().map(RelDataTypeField::getName).toList();
    TableStatistics known = statistics(table, partitions, names);
    RelEstimate widths = withheld(fields);
    double rows;
    if (known.rows().isPresent()) {
      rows = known.rows().getAsLong();
    } else if (known.bytes().isPresent()) {
      rows = known.bytes().getAsLong() * COMPRESSION / storedWidth(table);
    } else {
      rows = partitions.isEmpty() ? 0 : DEFAULT_ROWS;
    }
    List<ColumnEstimate> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      ColumnStatistics column = known.columns().get(names.get(i));
      columns.add(
          column == null
              ? partitionColumn(table, partitions, names.get(i), widths.columns().get(i))
              : StatisticsScale.column(column, rows, widths.columns().get(i).width()));
    }
    return new RelEstimate(rows, columns, known.rows().isPresent());
  }

  /** Values of a partition column are known from the partition list. */
  private static ColumnEstimate partitionColumn(
      TableSnapshot table,
      List<PartitionSnapshot> partitions,
      String name,
      ColumnEstimate otherwise) {
    for (int i = 0; i < table.partitionColumns().size(); i++) {
      if (table.partitionColumns().get(i).name().equals(name)) {
        int key = i;
        long distinct =
            partitions.stream().map(partition -> partition.values().get(key)).distinct().count();
        return new ColumnEstimate(
            Math.max(1, distinct), 0, Double.NaN, Double.NaN, otherwise.width());
      }
    }
    return otherwise;
  }

  private static double storedWidth(TableSnapshot table) {
    double width = 1;
    for (Column column : table.columns()) {
      width += Estimator.width(column.type());
    }
    return width;
  }

  private TableStatistics statistics(
      TableSnapshot table, List<PartitionSnapshot> partitions, List<String> names) {
    List<String> stored =
        names.stream()
            .filter(name -> table.columns().stream().anyMatch(c -> c.name().equals(name)))
            .toList();
    return statistics.computeIfAbsent(
        List.of(table.name(), partitions.stream().map(PartitionSnapshot::name).toList(), stored),
        key -> catalog.statistics(table, partitions, stored));
  }
}
