package io.nyala.planner.analyzer;

import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.Query.CommonTable;
import org.jspecify.annotations.Nullable;

/** A query: its common tables, then whatever its body is. */
final class QueryAnalyzer {
  private final Environment environment;

  QueryAnalyzer(Environment environment) {
    this.environment = environment;
  }

  /**
   * @param outer the block whose columns the query may refer to; null for none
   */
  AnalyzedQuery analyze(Query query, @Nullable Scope outer) {
    Environment inner = environment;
    for (CommonTable table : query.with()) {
      inner = inner.with(table);
    }
    if (query.body() instanceof Query.Select select) {
      return new SelectAnalyzer(inner, outer).analyze(select, query.orderBy(), query.limit());
    }
    AnalyzedQuery rows =
        query.body() instanceof Query.SetOperation operation
            ? new SetOperationAnalyzer(inner, outer).analyze(operation, query.location())
            : new ValuesAnalyzer(inner).analyze((Query.Values) query.body());
    return new RowOrder(inner).apply(rows, query.orderBy(), query.limit());
  }
}
