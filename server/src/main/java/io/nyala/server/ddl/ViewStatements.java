package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.CreateView;
import io.nyala.planner.parser.DefinitionStatement.DropView;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.storage.metastore.CatalogEditor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CREATE VIEW, once its query has been analyzed, and DROP VIEW. */
public final class ViewStatements {
  private final CatalogEditor editor;

  ViewStatements(CatalogEditor editor) {
    this.editor = editor;
  }

  /**
   * @param columns names and types of the view's columns
   * @param expandedText the query with all names qualified, as it will be read whoever uses the
   *     view
   */
  public CompiledStatement create(
      StatementContext context, CreateView statement, List<Column> columns, String expandedText) {
    TableName name = context.resolve(statement.name());
    context.require(AccessAction.CREATE, name);
    if (!context.snapshot().databaseExists(name.database())) {
      throw StatementContext.databaseNotFound(name.database());
    }
    Optional<TableSnapshot> existing = context.snapshot().table(name);
    if (existing.isPresent()) {
      if (!existing.get().isView() || !statement.orReplace()) {
        if (statement.ifNotExists()) {
          return CatalogTask.action(() -> {});
        }
        throw new NyalaException(
            ErrorCode.VIEW_EXISTS,
            "Execution Error, return code 10073 from org.apache.hadoop.hive.ql.ddl.DDLTask. Table already exists: "
                + name);
      }
      context.require(AccessAction.ALTER, name);
    }
    Map<String, String> parameters = new HashMap<>(statement.properties());
    statement.comment().ifPresent(comment -> parameters.put("comment", comment));
    return CatalogTask.action(
        () ->
            editor.createView(
                name,
                context.access().identity().user(),
                columns,
                statement.queryText(),
                expandedText,
                parameters,
                existing.isPresent()));
  }

  CompiledStatement drop(StatementContext context, DropView statement) {
    TableName name = context.resolve(statement.name());
    context.require(AccessAction.DROP, name);
    Optional<TableSnapshot> view = context.snapshot().table(name);
    if (view.isEmpty()) {
      return CatalogTask.action(() -> {}); // Hive 4 is silent, with and without IF EXISTS
    }
    if (!view.get().isView()) {
      throw DdlErrors.failed("Cannot drop a base table with DROP VIEW");
    }
    return CatalogTask.action(() -> editor.dropTable(name, false));
  }
}
