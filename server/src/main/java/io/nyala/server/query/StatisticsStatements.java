package io.nyala.server.query;

import io.nyala.planner.parser.DefinitionStatement.AnalyzeTable;
import io.nyala.server.ddl.StatementContext;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.storage.metastore.ComputedColumn;
import io.nyala.storage.metastore.StatisticsWriter;
import io.nyala.storage.metastore.StatisticsWriter.PartitionStatistics;
import io.nyala.storage.snapshot.DataFile;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * ANALYZE TABLE … COMPUTE STATISTICS. The figures are computed by queries in the user's own name; a
 * user for whom policies hide rows or change values may not compute them, as they would be wrong
 * for everybody else.
 */
final class StatisticsStatements {
  private final QueryDriver driver;
  private final StatisticsWriter writer;

  StatisticsStatements(QueryDriver driver, StatisticsWriter writer) {
    this.driver = driver;
    this.writer = writer;
  }

  /** What the statement was checked to mean. */
  private record Task(
      StatementSession session,
      String queryId,
      TableSnapshot table,
      List<PartitionSnapshot> partitions,
      List<Column> columns,
      boolean noScan,
      QuerySnapshot snapshot) {}

  CompiledStatement compile(
      AnalyzeTable statement,
      StatementContext context,
      QuerySnapshot snapshot,
      ExecutionListener listener) {
    TableSnapshot table = context.tableToAnalyze(context.resolve(statement.table()));
    Predicate<PartitionSnapshot> wanted = context.partitionFilter(table, statement.partition());
    Task task =
        new Task(
            context.session(),
            context.access().queryId(),
            table,
            snapshot.partitions(table).stream().filter(wanted).toList(),
            statement.forColumns() ? columns(table, statement) : List.of(),
            statement.noScan(),
            snapshot);
    return new CompiledStatement() {
      @Override
      public Optional<ResultSchema> schema() {
        return Optional.empty();
      }

      @Override
      public long run(ResultConsumer consumer, CancellationToken cancellation) {
        analyze(task, listener, cancellation);
        return 0;
      }
    };
  }

  private static List<Column> columns(TableSnapshot table, AnalyzeTable statement) {
    if (statement.columns().isEmpty()) {
      return table.columns();
    }
    List<Column> chosen = new ArrayList<>();
    for (var name : statement.columns()) {
      chosen.add(
          table.columns().stream()
              .filter(column -> column.name().equals(name.name()))
              .findFirst()
              .orElseThrow(
                  () ->
                      new NyalaException(
                          ErrorCode.INVALID_COLUMN,
                          "SemanticException [Error 10004]: Invalid column reference "
                              + name.name())));
    }
    return chosen;
  }

  private void analyze(Task task, ExecutionListener listener, CancellationToken cancellation) {
    List<PartitionStatistics> basics = new ArrayList<>();
    for (PartitionSnapshot partition : task.partitions()) {
      cancellation.check();
      if (!ColumnQuery.canName(partition)) {
        continue; // the default partition cannot be told from its name by a condition
      }
      ColumnQuery query = new ColumnQuery(task.table(), partition);
      List<DataFile> files = task.snapshot().files(task.table(), List.of(partition)).get(0);
      long bytes = files.stream().mapToLong(DataFile::length).sum();
      long rows =
          task.noScan() ? -1 : Long.parseLong(row(task, query.rowCount(), cancellation).get(0));
      basics.add(new PartitionStatistics(partition.name(), rows, files.size(), bytes));
      if (!task.columns().isEmpty()) {
        List<ComputedColumn> computed = new ArrayList<>();
        for (Column column : task.columns()) {
          cancellation.check();
          computed.add(query.decode(column, rows, row(task, query.of(column), cancellation)));
        }
        writer.updateColumnStatistics(task.table(), partition, computed);
      }
      listener.log("Analyzed " + task.table().name() + " " + partition.name() + ": rows " + rows);
    }
    if (task.table().isPartitioned()) {
      writer.updatePartitionStatistics(task.table().name(), basics);
    } else {
      for (PartitionStatistics table : basics) {
        writer.updateTableStatistics(
            task.table().name(), table.rows(), table.files(), table.bytes());
      }
    }
  }

  private List<String> row(Task task, String sql, CancellationToken cancellation) {
    TextRow row = new TextRow();
    driver.runInternal(task.session(), task.queryId(), sql, row, cancellation);
    return row.cells();
  }
}
