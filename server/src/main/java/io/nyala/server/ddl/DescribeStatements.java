package io.nyala.server.ddl;

import io.nyala.planner.parser.InspectionStatement.DescribeDatabase;
import io.nyala.planner.parser.InspectionStatement.DescribeFunction;
import io.nyala.planner.parser.InspectionStatement.DescribeTable;
import io.nyala.planner.parser.InspectionStatement.Detail;
import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.storage.metastore.DatabaseInfo;
import io.nyala.storage.metastore.MetastoreCatalog;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** DESCRIBE of tables, views, partitions, columns, databases and functions. */
final class DescribeStatements {
  private static final BucketSpec NO_BUCKETS = new BucketSpec(List.of(), List.of(), -1, 2);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss zzz yyyy", Locale.ROOT);

  private final MetastoreCatalog metastore;
  private final FunctionRegistry functions;
  private final PartitionSpecs partitionSpecs;

  DescribeStatements(
      MetastoreCatalog metastore, FunctionRegistry functions, PartitionSpecs partitionSpecs) {
    this.metastore = metastore;
    this.functions = functions;
    this.partitionSpecs = partitionSpecs;
  }

  CompiledStatement table(StatementContext context, DescribeTable statement) {
    boolean plain = statement.detail() == Detail.PLAIN && statement.partition().isEmpty();
    TableSnapshot table =
        context.authorizedTable(
            plain ? AccessAction.ANY : AccessAction.SELECT, context.resolve(statement.table()));
    if (statement.column().isPresent()) {
      return column(context, table, statement.column().get().name());
    }
    Optional<PartitionSnapshot> partition =
        statement.partition().isEmpty()
            ? Optional.empty()
            : Optional.of(partition(context, table, statement));
    return CatalogTask.rows(
        TextRows.schema("col_name", "data_type", "comment"),
        rows -> {
          TableDetails details = new TableDetails(rows);
          List<Column> stored = visible(context, table, table.columns());
          List<Column> keys = visible(context, table, table.partitionColumns());
          details.columns(stored);
          if (statement.detail() != Detail.FORMATTED) {
            details.columns(keys);
          }
          if (!keys.isEmpty()) {
            details.partitionInformation(keys);
          }
          if (statement.detail() != Detail.PLAIN) {
            describeFurther(context, table, partition, details);
          }
        });
  }

  private PartitionSnapshot partition(
      StatementContext context, TableSnapshot table, DescribeTable statement) {
    partitionSpecs.full(table, statement.partition());
    return context.snapshot().partitions(table).stream()
        .filter(partitionSpecs.filter(table, statement.partition()))
        .findFirst()
        .orElseThrow(
            () ->
                new NyalaException(
                    ErrorCode.INVALID_PARTITION,
                    "SemanticException [Error 10006]: Partition not found in " + table.name()));
  }

  private static List<Column> visible(
      StatementContext context, TableSnapshot table, List<Column> columns) {
    return columns.stream().filter(column -> context.mayDescribe(table, column.name())).toList();
  }

  private CompiledStatement column(StatementContext context, TableSnapshot table, String name) {
    Column column =
        visible(context, table, table.allColumns()).stream()
            .filter(c -> c.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new NyalaException(
                        ErrorCode.INVALID_COLUMN,
                        "SemanticException [Error 10004]: Invalid column reference " + name));
    return CatalogTask.rows(
        TextRows.schema("col_name", "data_type", "comment"),
        rows ->
            rows.add(
                column.name(),
                column.type().hiveName(),
                column.comment().isEmpty() ? "from deserializer" : column.comment()));
  }

  private void describeFurther(
      StatementContext context,
      TableSnapshot table,
      Optional<PartitionSnapshot> partition,
      TableDetails details) {
    if (partition.isPresent()) {
      partition(context, table, partition.get(), details);
    } else {
      table(context, table, details);
    }
    details.storage(
        partition.map(PartitionSnapshot::storage).orElse(table.storage()),
        table.buckets().orElse(NO_BUCKETS),
        table.isView());
    if (table.isView()) {
      details.heading("# View Information");
      details.property("Original Query", table.viewText().orElse(""));
      details.property("Expanded Query", table.viewText().orElse(""));
    }
  }

  private static void table(StatementContext context, TableSnapshot table, TableDetails details) {
    details.heading("# Detailed Table Information");
    details.property("Database", table.name().database());
    details.property("OwnerType", "USER");
    details.property("Owner", table.owner());
    details.property("CreateTime", time(table.parameters()));
    details.property("LastAccessTime", "UNKNOWN");
    details.property("Retention", "0");
    if (!table.isView()) {
      details.property("Location", table.location());
    }
    details.property("Table Type", table.kind().name());
    details.parameters("Table Parameters", ShowStatements.visibleParameters(context, table));
  }

  private static void partition(
      StatementContext context,
      TableSnapshot table,
      PartitionSnapshot partition,
      TableDetails details) {
    details.heading("# Detailed Partition Information");
    details.property(
        "Partition Value",
        partition.values().stream()
            .map(value -> String.valueOf(value.value()))
            .toList()
            .toString());
    details.property("Database", table.name().database());
    details.property("Table", table.name().table());
    details.property("CreateTime", time(partition.parameters()));
    details.property("LastAccessTime", "UNKNOWN");
    details.property("Location", partition.location());
    if (!context.isRestricted(table)) {
      details.parameters("Partition Parameters", partition.parameters());
    }
  }

  /** The time of the last DDL, which Hive keeps in a parameter, stands for the time of creation. */
  private static String time(Map<String, String> parameters) {
    String seconds = parameters.get("transient_lastDdlTime");
    if (seconds == null || !seconds.matches("[0-9]{1,12}")) {
      return "UNKNOWN";
    }
    return TIME.format(
        Instant.ofEpochSecond(Long.parseLong(seconds)).atZone(ZoneId.systemDefault()));
  }

  CompiledStatement database(StatementContext context, DescribeDatabase statement) {
    String name = statement.database().name();
    context.requireDatabase(name);
    String[] labels = {
      "db_name",
      "comment",
      "location",
      "managedlocation",
      "owner_name",
      "owner_type",
      "connector_name",
      "remote_dbname",
      "parameters"
    };
    int columns = statement.extended() ? labels.length : labels.length - 1;
    return CatalogTask.rows(
        TextRows.schema(java.util.Arrays.copyOf(labels, columns)),
        rows -> {
          DatabaseInfo info =
              metastore.database(name).orElseThrow(() -> StatementContext.databaseNotFound(name));
          String[] row = {
            info.name(),
            info.comment(),
            info.location(),
            info.managedLocation(),
            info.owner(),
            info.ownerType(),
            "",
            "",
            info.parameters().isEmpty() ? "" : info.parameters().toString()
          };
          rows.add(java.util.Arrays.copyOf(row, columns));
        });
  }

  CompiledStatement function(DescribeFunction statement) {
    String name = statement.function().toLowerCase(Locale.ROOT);
    return CatalogTask.rows(
        TextRows.schema("tab_name"),
        rows -> {
          Optional<FunctionDefinition> found = functions.find(name);
          if (found.isEmpty()) {
            rows.add("Function '" + name + "' does not exist.");
            return;
          }
          found.get().documentation().summary().lines().forEach(rows::add);
          if (statement.extended()) {
            found.get().documentation().extended().lines().forEach(rows::add);
            rows.add("Function type:BUILTIN");
          }
        });
  }
}
