package io.nyala.server.launcher;

import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.planner.parser.DeepStack;
import io.nyala.planner.parser.Statement;
import io.nyala.planner.parser.StatementParser;
import io.nyala.server.ddl.CatalogStatements;
import io.nyala.server.ddl.StatementContext;
import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.ExecutionListener;
import io.nyala.server.query.StatementExecutor;
import io.nyala.server.query.StatementSession;
import io.nyala.spi.security.AccessContext;
import io.nyala.spi.security.AccessControl;
import io.nyala.storage.snapshot.Catalog;

/** Serves statements about catalog and session; queries are refused as not supported. */
final class CatalogOnlyStatements implements StatementExecutor {
  private final StatementParser parser = new StatementParser(GrammarLimits.DEFAULT);
  private final Catalog catalog;
  private final AccessControl accessControl;
  private final CatalogStatements statements;

  CatalogOnlyStatements(
      Catalog catalog, AccessControl accessControl, CatalogStatements statements) {
    this.catalog = catalog;
    this.accessControl = accessControl;
    this.statements = statements;
  }

  @Override
  public CompiledStatement compile(
      StatementSession session, String queryId, String text, ExecutionListener listener) {
    Statement statement = DeepStack.call("nyala-parse-" + queryId, () -> parser.parse(text));
    return statements.compile(
        new StatementContext(
            session,
            new AccessContext(session.identity(), queryId, session.sessionId()),
            accessControl,
            catalog.openSnapshot()),
        statement);
  }
}
