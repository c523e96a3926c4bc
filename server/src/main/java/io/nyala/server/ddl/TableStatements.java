package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.BucketDefinition;
import io.nyala.planner.parser.DefinitionStatement.ColumnDefinition;
import io.nyala.planner.parser.DefinitionStatement.CreateTable;
import io.nyala.planner.parser.DefinitionStatement.DropTable;
import io.nyala.planner.parser.DefinitionStatement.StorageClause;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.BucketSpec;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.StorageFormat;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.type.DataType;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.NewTable;
import io.nyala.storage.metastore.StorageFormats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** CREATE TABLE, and DROP TABLE. */
public final class TableStatements {
  private final CatalogEditor editor;

  public TableStatements(CatalogEditor editor) {
    this.editor = editor;
  }

  CompiledStatement create(StatementContext context, CreateTable statement) {
    Optional<NewTable> table = newTable(context, statement, List.of(), List.of());
    return CatalogTask.action(
        () -> table.ifPresent(created -> editor.createTable(created, statement.ifNotExists())));
  }

  /**
   * The table that a CREATE TABLE asks for, authorized and checked; empty if it exists and IF NOT
   * EXISTS was said.
   *
   * @param queryColumns the stored columns of CREATE TABLE AS, empty otherwise
   * @param queryPartitionColumns its partition columns
   */
  public Optional<NewTable> newTable(
      StatementContext context,
      CreateTable statement,
      List<Column> queryColumns,
      List<Column> queryPartitionColumns) {
    TableName name = context.resolve(statement.name());
    context.require(AccessAction.CREATE, name);
    statement.location().ifPresent(context::requireLocation);
    if (!context.snapshot().databaseExists(name.database())) {
      throw StatementContext.databaseNotFound(name.database());
    }
    if (context.snapshot().table(name).isPresent()) {
      if (statement.ifNotExists()) {
        return Optional.empty();
      }
      throw new NyalaException(
          ErrorCode.TABLE_EXISTS,
          DdlErrors.TASK
              + "AlreadyExistsException(message:Table hive."
              + name
              + " already exists)");
    }
    List<Column> columns = queryColumns.isEmpty() ? columns(statement.columns()) : queryColumns;
    List<Column> partitionColumns =
        queryColumns.isEmpty() ? columns(statement.partitionColumns()) : queryPartitionColumns;
    requireDistinct(columns, partitionColumns);
    Map<String, String> parameters = new HashMap<>(statement.properties());
    refuseTransactional(name, parameters);
    statement.comment().ifPresent(comment -> parameters.put("comment", comment));
    return Optional.of(
        new NewTable(
            name,
            statement.external(),
            context.access().identity().user(),
            statement.location(),
            storage(statement.storage()),
            columns,
            partitionColumns,
            statement.buckets().map(buckets -> buckets(buckets, columns)),
            parameters));
  }

  private static List<Column> columns(List<ColumnDefinition> definitions) {
    List<Column> columns = new ArrayList<>();
    for (ColumnDefinition definition : definitions) {
      DataType type = definition.type();
      columns.add(new Column(definition.name().name(), type, definition.comment().orElse("")));
    }
    return columns;
  }

  private static void requireDistinct(List<Column> columns, List<Column> partitionColumns) {
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name())) {
        throw new NyalaException(
            ErrorCode.DUPLICATE_COLUMN,
            "SemanticException [Error 10036]: Duplicate column name: " + column.name());
      }
    }
    for (Column column : partitionColumns) {
      if (!names.add(column.name())) {
        throw new NyalaException(
            ErrorCode.SEMANTIC_ERROR,
            "SemanticException [Error 10035]: Column repeated in partitioning columns: "
                + column.name());
      }
    }
    if (columns.isEmpty()) {
      throw new NyalaException(
          ErrorCode.SEMANTIC_ERROR,
          "SemanticException [Error 10043]: Either list of columns or a custom serializer should be specified");
    }
  }

  private static void refuseTransactional(TableName name, Map<String, String> parameters) {
    if ("true".equalsIgnoreCase(parameters.get("transactional"))) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "Table " + name + " cannot be transactional: leave out 'transactional'='true'");
    }
  }

  private static BucketSpec buckets(BucketDefinition definition, List<Column> columns) {
    List<String> names = definition.columns().stream().map(column -> column.name()).toList();
    List<String> sorted =
        definition.sortColumns().stream().map(column -> column.column().name()).toList();
    for (String name : names) {
      if (columns.stream().noneMatch(column -> column.name().equals(name))) {
        throw new NyalaException(
            ErrorCode.INVALID_COLUMN_REFERENCE,
            "SemanticException [Error 10002]: Invalid column reference " + name);
      }
    }
    if (!sorted.isEmpty()) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED,
          "CLUSTERED BY … SORTED BY is not supported yet: leave out SORTED BY");
    }
    return new BucketSpec(names, sorted, definition.count(), 2);
  }

  static StorageFormat storage(StorageClause clause) {
    String format = clause.fileFormat().orElse("TEXTFILE").toUpperCase(Locale.ROOT);
    if (clause.serde().isPresent()) {
      return switch (clause.serde().get()) {
        case StorageFormats.OPEN_CSV -> StorageFormats.csv(clause.serdeProperties());
        case StorageFormats.LAZY_SIMPLE -> StorageFormats.text(clause.serdeProperties());
        case StorageFormats.ORC_SERDE -> StorageFormats.orc(clause.serdeProperties());
        default ->
            throw new NyalaException(
                ErrorCode.NOT_SUPPORTED,
                "ROW FORMAT SERDE '"
                    + clause.serde().get()
                    + "' is not supported; OpenCSVSerde, LazySimpleSerDe and OrcSerde are");
      };
    }
    if (clause.inputFormat().isPresent()) {
      throw new NyalaException(
          ErrorCode.NOT_SUPPORTED, "STORED AS INPUTFORMAT needs ROW FORMAT SERDE beside it");
    }
    return switch (format) {
      case "ORC" -> StorageFormats.orc(clause.serdeProperties());
      case "TEXTFILE" -> StorageFormats.text(clause.serdeProperties());
      default ->
          throw new NyalaException(
              ErrorCode.NOT_SUPPORTED,
              "STORED AS " + format + " is not supported; ORC and TEXTFILE are");
    };
  }

  CompiledStatement drop(StatementContext context, DropTable statement) {
    TableName name = context.resolve(statement.name());
    context.require(AccessAction.DROP, name);
    Optional<TableSnapshot> table = context.snapshot().table(name);
    if (table.isEmpty()) {
      return CatalogTask.action(() -> {}); // Hive 4 is silent, with and without IF EXISTS
    }
    if (table.get().isView()) {
      throw DdlErrors.failed("Cannot drop a view with DROP TABLE");
    }
    return CatalogTask.action(() -> editor.dropTable(name, statement.purge()));
  }
}
