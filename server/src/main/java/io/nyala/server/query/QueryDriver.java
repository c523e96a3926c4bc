package io.nyala.server.query;

import io.nyala.planner.Planner;
import io.nyala.planner.PlannerContext;
import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.analyzer.Analysis.InsertInto;
import io.nyala.planner.analyzer.ViewAnalysis;
import io.nyala.planner.parser.DefinitionStatement.AnalyzeTable;
import io.nyala.planner.parser.DefinitionStatement.CreateTableAsSelect;
import io.nyala.planner.parser.DefinitionStatement.CreateView;
import io.nyala.planner.parser.Statement;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.server.ddl.CatalogStatements;
import io.nyala.server.ddl.StatementContext;
import io.nyala.server.query.TableWriting.Request;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.session.QueryConstants;
import io.nyala.storage.CoordinatorStorage;
import io.nyala.storage.metastore.CatalogEditor;
import io.nyala.storage.metastore.NewTable;
import io.nyala.storage.snapshot.Catalog;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The way of every statement: parse, analyse with authorization, then the task or the plan that
 * serves it.
 */
public final class QueryDriver implements StatementExecutor {
  private final Planner planner;
  private final Catalog catalog;
  private final CatalogEditor editor;
  private final AccessControl accessControl;
  private final CatalogStatements catalogStatements;
  private final QueryRunner runner;
  private final QueryPlans plans;
  private final TableWriting writing;
  private final StatisticsStatements statistics;
  private final Clock clock;
  private final RandomGenerator random;

  public QueryDriver(
      Planner planner,
      CoordinatorStorage storage,
      AccessControl accessControl,
      CatalogStatements catalogStatements,
      QueryRunner runner,
      Clock clock,
      RandomGenerator random) {
    this.planner = planner;
    this.catalog = storage.catalog();
    this.editor = storage.editor();
    this.accessControl = accessControl;
    this.catalogStatements = catalogStatements;
    this.runner = runner;
    this.plans = new QueryPlans(storage.splits(), runner);
    this.writing = new TableWriting(catalog, storage.writer(), plans, runner);
    this.statistics = new StatisticsStatements(this, storage.statistics());
    this.clock = clock;
    this.random = random;
  }

  @Override
  public CompiledStatement compile(
      StatementSession session, String queryId, String text, ExecutionListener listener) {
    return compile(session, queryId, planner.parse(text), listener);
  }

  private CompiledStatement compile(
      StatementSession session, String queryId, Statement statement, ExecutionListener listener) {
    QuerySnapshot snapshot = catalog.openSnapshot();
    StatementContext context =
        new StatementContext(
            session,
            new AccessContext(session.identity(), queryId, session.sessionId()),
            accessControl,
            snapshot);
    if (statement instanceof Statement.QueryStatement query) {
      return select(query, context, snapshot, listener);
    }
    if (statement instanceof Statement.Insert insert) {
      PlannerContext planning = planning(context);
      Analysis analysis = planner.analyze(insert, planning);
      return WriteStatement.insert(
          writing,
          (InsertInto) analysis.write().orElseThrow(),
          new Request(analysis, planning, snapshot, session.settings(), listener));
    }
    if (statement instanceof CreateTableAsSelect create) {
      return createTableAs(create, context, snapshot, listener);
    }
    if (statement instanceof CreateView create) {
      ViewAnalysis view = planner.analyzeView(create, planning(context));
      return catalogStatements.views().create(context, create, view.columns(), view.expandedText());
    }
    if (statement instanceof Statement.Explain explain) {
      return explain(explain, context);
    }
    if (statement instanceof AnalyzeTable analyze) {
      return statistics.compile(analyze, context, snapshot, listener);
    }
    return catalogStatements.compile(context, statement);
  }

  private CompiledStatement select(
      Statement.QueryStatement query,
      StatementContext context,
      QuerySnapshot snapshot,
      ExecutionListener listener) {
    PlannerContext planning = planning(context);
    SessionSettings settings = context.session().settings();
    Analysis analysis = planner.analyze(query, planning);
    PlannedQuery planned = plans.query(analysis, planning, settings);
    return new SelectStatement(
        QueryPlans.schema(analysis),
        planned,
        snapshot,
        plans,
        plans.options(settings),
        runner,
        listener);
  }

  private CompiledStatement createTableAs(
      CreateTableAsSelect create,
      StatementContext context,
      QuerySnapshot snapshot,
      ExecutionListener listener) {
    PlannerContext planning = planning(context);
    Analysis analysis = planner.analyze(create, planning);
    Analysis.CreateTable write = (Analysis.CreateTable) analysis.write().orElseThrow();
    Optional<NewTable> created =
        catalogStatements
            .tables()
            .newTable(context, create.table(), write.columns(), write.partitionColumns());
    if (created.isEmpty()) {
      return catalogStatements.nothing();
    }
    return WriteStatement.createTable(
        writing,
        catalog,
        editor,
        created.get(),
        create.table().ifNotExists(),
        new Request(analysis, planning, snapshot, context.session().settings(), listener));
  }

  private CompiledStatement explain(Statement.Explain explain, StatementContext context) {
    PlannerContext planning = planning(context);
    Analysis analysis = planner.analyze(explain.statement(), planning);
    PlannedQuery planned = plans.query(analysis, planning, context.session().settings());
    return ExplainStatement.of(explain.kind(), analysis, planned);
  }

  private PlannerContext planning(StatementContext context) {
    SessionSettings settings = context.session().settings();
    return new PlannerContext(
        context.session().currentDatabase(),
        context.access(),
        new QueryConstants(
            context.access().queryId(),
            clock.instant(),
            settings.zone(),
            context.access().identity().user(),
            context.access().identity().groups(),
            random.nextLong()),
        TableWriting.plannerSettings(settings),
        context.snapshot(),
        accessControl);
  }

  /**
   * Runs a query of the server's own making in the name of the session's user and gives its rows.
   */
  void runInternal(
      StatementSession session,
      String queryId,
      String text,
      ResultConsumer consumer,
      CancellationToken cancellation) {
    compile(session, queryId, text, ExecutionListener.NONE).run(consumer, cancellation);
  }
}
