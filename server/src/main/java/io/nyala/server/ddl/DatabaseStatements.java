package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.CreateDatabase;
import io.nyala.planner.parser.DefinitionStatement.DropDatabase;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.SecurableObject.DatabaseObject;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.DatabaseInfo;
import io.nyala.storage.metastore.MetastoreCatalog;

/** CREATE DATABASE and DROP DATABASE. */
final class DatabaseStatements {
  private final MetastoreCatalog metastore;
  private final CatalogEditor editor;

  DatabaseStatements(MetastoreCatalog metastore, CatalogEditor editor) {
    this.metastore = metastore;
    this.editor = editor;
  }

  CompiledStatement create(StatementContext context, CreateDatabase statement) {
    String name = statement.name().name();
    context.require(AccessAction.CREATE, new DatabaseObject(name));
    statement.location().ifPresent(context::requireLocation);
    return CatalogTask.action(
        () -> {
          if (metastore.database(name).isPresent()) {
            if (statement.ifNotExists()) {
              return;
            }
            throw new NyalaException(
                ErrorCode.DDL_FAILED, DdlErrors.TASK + "Database " + name + " already exists");
          }
          editor.createDatabase(
              new DatabaseInfo(
                  name,
                  statement.comment().orElse(""),
                  statement.location().orElse(""),
                  "",
                  context.access().identity().user(),
                  "USER",
                  statement.properties()));
        });
  }

  CompiledStatement drop(StatementContext context, DropDatabase statement) {
    String name = statement.name().name();
    context.require(AccessAction.DROP, new DatabaseObject(name));
    if (!context.snapshot().databaseExists(name)) {
      if (statement.ifExists()) {
        return CatalogTask.action(() -> {});
      }
      throw StatementContext.databaseNotFound(name);
    }
    return CatalogTask.action(
        () -> {
          if (statement.cascade()) {
            // Every table is asked for: the right to drop a database does not imply the right to
            // its tables.
            metastore
                .tableNames(name)
                .forEach(table -> context.require(AccessAction.DROP, new TableObject(name, table)));
          }
          editor.dropDatabase(name, statement.cascade());
          if (context.session().currentDatabase().equals(name)) {
            context.session().useDatabase("default");
          }
        });
  }
}
