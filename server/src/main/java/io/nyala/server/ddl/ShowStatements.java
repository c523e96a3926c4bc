package io.nyala.server.ddl;

import io.nyala.planner.parser.InspectionStatement.ShowColumns;
import io.nyala.planner.parser.InspectionStatement.ShowCreateTable;
import io.nyala.planner.parser.InspectionStatement.ShowDatabases;
import io.nyala.planner.parser.InspectionStatement.ShowFunctions;
import io.nyala.planner.parser.InspectionStatement.ShowPartitions;
import io.nyala.planner.parser.InspectionStatement.ShowTableProperties;
import io.nyala.planner.parser.InspectionStatement.ShowTables;
import io.nyala.planner.parser.InspectionStatement.ShowViews;
import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableKind;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.SecurableObject.DatabaseObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.storage.metastore.MetastoreCatalog;
import io.nyala.storage.metastore.TableSummary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** SHOW: lists only what the user may see. */
final class ShowStatements {
  /** Parameters from which a user could read off rows that policies hide. */
  private static final Set<String> STATISTICS =
      Set.of(
          "COLUMN_STATS_ACCURATE",
          "numFiles",
          "numFilesErasureCoded",
          "numPartitions",
          "numRows",
          "rawDataSize",
          "totalSize");

  private final MetastoreCatalog metastore;
  private final FunctionRegistry functions;
  private final PartitionSpecs partitionSpecs;

  ShowStatements(
      MetastoreCatalog metastore, FunctionRegistry functions, PartitionSpecs partitionSpecs) {
    this.metastore = metastore;
    this.functions = functions;
    this.partitionSpecs = partitionSpecs;
  }

  CompiledStatement databases(StatementContext context, ShowDatabases statement) {
    NamePattern pattern = NamePattern.of(statement.pattern());
    return CatalogTask.rows(
        TextRows.schema("database_name"),
        rows -> {
          List<DatabaseObject> all =
              metastore.databases().stream()
                  .filter(pattern::matches)
                  .map(DatabaseObject::new)
                  .toList();
          context
              .accessControl()
              .visible(context.access(), all)
              .forEach(database -> rows.add(database.database()));
        });
  }

  CompiledStatement tables(StatementContext context, ShowTables statement) {
    return tables(
        context,
        statement.database().map(database -> database.name()),
        statement.pattern(),
        kind -> true);
  }

  CompiledStatement views(StatementContext context, ShowViews statement) {
    return tables(
        context,
        statement.database().map(database -> database.name()),
        statement.pattern(),
        kind -> kind == TableKind.VIRTUAL_VIEW);
  }

  private CompiledStatement tables(
      StatementContext context,
      Optional<String> database,
      Optional<String> pattern,
      Predicate<TableKind> kinds) {
    String name = database.orElse(context.session().currentDatabase());
    context.requireDatabase(name);
    NamePattern names = NamePattern.of(pattern);
    return CatalogTask.rows(
        TextRows.schema("tab_name"),
        rows -> {
          List<TableObject> found =
              metastore.tables(name).stream()
                  .filter(table -> kinds.test(table.kind()))
                  .map(TableSummary::name)
                  .filter(table -> names.matches(table.table()))
                  .map(table -> new TableObject(table.database(), table.table()))
                  .toList();
          context
              .accessControl()
              .visible(context.access(), found)
              .forEach(table -> rows.add(table.table()));
        });
  }

  CompiledStatement partitions(StatementContext context, ShowPartitions statement) {
    TableSnapshot table =
        context.authorizedTable(AccessAction.SELECT, context.resolve(statement.table()));
    if (!table.isPartitioned()) {
      throw new NyalaException(
          ErrorCode.NOT_PARTITIONED,
          "Execution Error, return code 10241 from org.apache.hadoop.hive.ql.ddl.DDLTask. Table "
              + table.name().table()
              + " is not a partitioned table");
    }
    Predicate<PartitionSnapshot> wanted = partitionSpecs.filter(table, statement.partition());
    boolean restricted = context.isRestricted(table);
    return CatalogTask.rows(
        TextRows.schema("partition"),
        rows -> {
          if (restricted) {
            throw new NyalaException(
                ErrorCode.ACCESS_DENIED,
                "HiveAccessControlException Permission denied: user ["
                    + context.access().identity().user()
                    + "] may not list the partitions of ["
                    + table.name()
                    + "]: a row filter or mask applies; query the partition columns instead");
          }
          context.snapshot().partitions(table).stream()
              .filter(wanted)
              .forEach(partition -> rows.add(partition.name()));
        });
  }

  CompiledStatement columns(StatementContext context, ShowColumns statement) {
    TableSnapshot table =
        context.authorizedTable(AccessAction.ANY, context.resolve(statement.table()));
    NamePattern pattern = NamePattern.of(statement.pattern());
    return CatalogTask.rows(
        TextRows.schema("field"),
        rows -> {
          for (Column column : table.allColumns()) {
            if (pattern.matches(column.name()) && context.mayDescribe(table, column.name())) {
              rows.add(column.name());
            }
          }
        });
  }

  CompiledStatement createTable(StatementContext context, ShowCreateTable statement) {
    TableSnapshot table = fullyVisible(context, context.resolve(statement.table()));
    return CatalogTask.rows(
        TextRows.schema("createtab_stmt"), rows -> CreateTableText.of(table).forEach(rows::add));
  }

  CompiledStatement properties(StatementContext context, ShowTableProperties statement) {
    TableSnapshot table = fullyVisible(context, context.resolve(statement.table()));
    return CatalogTask.rows(
        TextRows.schema("prpt_name", "prpt_value"),
        rows -> {
          Map<String, String> parameters = visibleParameters(context, table);
          if (statement.key().isPresent()) {
            String key = statement.key().get();
            String value = parameters.get(key);
            rows.add(
                key,
                value == null
                    ? "Table " + table.name() + " does not have property: " + key
                    : value);
          } else {
            parameters.forEach(rows::add);
          }
        });
  }

  CompiledStatement functions(ShowFunctions statement) {
    NamePattern pattern = NamePattern.of(statement.pattern());
    return CatalogTask.rows(
        TextRows.schema("tab_name"),
        rows ->
            functions.functions().stream()
                .map(FunctionDefinition::name)
                .filter(pattern::matches)
                .sorted()
                .forEach(rows::add));
  }

  /** The definition names every column: SELECT on each is asked. */
  private static TableSnapshot fullyVisible(StatementContext context, TableName name) {
    TableSnapshot table = context.authorizedTable(AccessAction.SELECT, name);
    context.requireColumns(AccessAction.SELECT, table);
    return table;
  }

  /** Table parameters, without statistics where these would tell of hidden rows. */
  static Map<String, String> visibleParameters(StatementContext context, TableSnapshot table) {
    if (!context.isRestricted(table)) {
      return new TreeMap<>(table.parameters());
    }
    return table.parameters().entrySet().stream()
        .filter(entry -> !STATISTICS.contains(entry.getKey()))
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }
}
