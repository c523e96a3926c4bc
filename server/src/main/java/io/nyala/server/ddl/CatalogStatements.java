package io.nyala.server.ddl;

import io.nyala.planner.parser.DefinitionStatement.AddPartitions;
import io.nyala.planner.parser.DefinitionStatement.CreateDatabase;
import io.nyala.planner.parser.DefinitionStatement.CreateTable;
import io.nyala.planner.parser.DefinitionStatement.DropDatabase;
import io.nyala.planner.parser.DefinitionStatement.DropPartitions;
import io.nyala.planner.parser.DefinitionStatement.DropTable;
import io.nyala.planner.parser.DefinitionStatement.DropView;
import io.nyala.planner.parser.DefinitionStatement.RefreshTable;
import io.nyala.planner.parser.InspectionStatement;
import io.nyala.planner.parser.InspectionStatement.DescribeDatabase;
import io.nyala.planner.parser.InspectionStatement.DescribeFunction;
import io.nyala.planner.parser.InspectionStatement.DescribeTable;
import io.nyala.planner.parser.InspectionStatement.ShowColumns;
import io.nyala.planner.parser.InspectionStatement.ShowCreateTable;
import io.nyala.planner.parser.InspectionStatement.ShowDatabases;
import io.nyala.planner.parser.InspectionStatement.ShowFunctions;
import io.nyala.planner.parser.InspectionStatement.ShowPartitions;
import io.nyala.planner.parser.InspectionStatement.ShowTableProperties;
import io.nyala.planner.parser.InspectionStatement.ShowTables;
import io.nyala.planner.parser.InspectionStatement.ShowViews;
import io.nyala.planner.parser.SessionStatement;
import io.nyala.planner.parser.Statement;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.server.query.CompiledStatement;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.security.AccessAction;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.snapshot.Catalog;

/** Hands each catalog or session statement to the task that serves it. */
public final class CatalogStatements {
  private final Catalog catalog;
  private final ShowStatements show;
  private final DescribeStatements describe;
  private final DatabaseStatements databases;
  private final TableStatements tables;
  private final ViewStatements views;
  private final PartitionStatements partitions;

  public CatalogStatements(Catalog catalog, CatalogEditor editor, FunctionRegistry functions) {
    this.catalog = catalog;
    PartitionSpecs partitionSpecs = new PartitionSpecs();
    this.show = new ShowStatements(catalog.metastore(), functions, partitionSpecs);
    this.describe = new DescribeStatements(catalog.metastore(), functions, partitionSpecs);
    this.databases = new DatabaseStatements(catalog.metastore(), editor);
    this.tables = new TableStatements(editor);
    this.views = new ViewStatements(editor);
    this.partitions = new PartitionStatements(editor, partitionSpecs);
  }

  public TableStatements tables() {
    return tables;
  }

  public ViewStatements views() {
    return views;
  }

  /** A statement that found nothing to do, as IF NOT EXISTS may. */
  public CompiledStatement nothing() {
    return CatalogTask.action(() -> {});
  }

  /** Authorizes and prepares a statement that needs no query. */
  public CompiledStatement compile(StatementContext context, Statement statement) {
    if (statement instanceof SessionStatement session) {
      return SessionStatements.compile(context, session);
    }
    if (statement instanceof InspectionStatement inspection) {
      return inspect(context, inspection);
    }
    if (statement instanceof CreateDatabase create) {
      return databases.create(context, create);
    }
    if (statement instanceof DropDatabase drop) {
      return databases.drop(context, drop);
    }
    if (statement instanceof CreateTable create) {
      return tables.create(context, create);
    }
    if (statement instanceof DropTable drop) {
      return tables.drop(context, drop);
    }
    if (statement instanceof DropView drop) {
      return views.drop(context, drop);
    }
    if (statement instanceof AddPartitions add) {
      return partitions.add(context, add);
    }
    if (statement instanceof DropPartitions drop) {
      return partitions.drop(context, drop);
    }
    if (statement instanceof RefreshTable refresh) {
      TableName name = context.resolve(refresh.table());
      context.require(AccessAction.SELECT, name);
      return CatalogTask.action(() -> catalog.invalidate(name));
    }
    throw new NyalaException(
        ErrorCode.NOT_SUPPORTED,
        "Statement " + statement.getClass().getSimpleName() + " is not supported here");
  }

  private CompiledStatement inspect(StatementContext context, InspectionStatement statement) {
    if (statement instanceof ShowDatabases s) {
      return show.databases(context, s);
    }
    if (statement instanceof ShowTables s) {
      return show.tables(context, s);
    }
    if (statement instanceof ShowViews s) {
      return show.views(context, s);
    }
    if (statement instanceof ShowPartitions s) {
      return show.partitions(context, s);
    }
    if (statement instanceof ShowColumns s) {
      return show.columns(context, s);
    }
    if (statement instanceof ShowCreateTable s) {
      return show.createTable(context, s);
    }
    if (statement instanceof ShowTableProperties s) {
      return show.properties(context, s);
    }
    if (statement instanceof ShowFunctions s) {
      return show.functions(s);
    }
    if (statement instanceof DescribeTable s) {
      return describe.table(context, s);
    }
    if (statement instanceof DescribeDatabase s) {
      return describe.database(context, s);
    }
    return describe.function((DescribeFunction) statement);
  }
}
