package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.authorization.TableUse;
import io.nyala.planner.parser.Statement;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.security.TablePolicy;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * A view as its query, read in the view's own database with nobody's privileges asked; the row
 * filters and masks of the invoking user apply to the tables below, and those on the view itself on
 * top.
 */
final class ViewExpander {
  private static final int MAX_DEPTH = 32;

  private final Environment environment;

  ViewExpander(Environment environment) {
    this.environment = environment;
  }

  AnalyzedQuery expand(TableSnapshot view, TableUse use, String key) {
    if (environment.viewDepth() >= MAX_DEPTH) {
      throw SemanticErrors.general(
          ErrorCode.SEMANTIC_ERROR,
          "Recursive view " + view.name() + " detected: views nest deeper than " + MAX_DEPTH);
    }
    AnalyzedQuery query = query(view);
    List<Column> columns = view.columns();
    if (query.fields().size() != columns.size()) {
      throw SemanticErrors.general(
          ErrorCode.SEMANTIC_ERROR,
          "The view "
              + view.name()
              + " has "
              + columns.size()
              + " columns, but its query gives "
              + query.fields().size()
              + "; create it again");
    }
    FunctionCalls calls = new FunctionCalls(environment.functions(), environment.rexBuilder());
    List<RexNode> typed = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      typed.add(calls.convert(RexInputRef.of(i, query.rel().getRowType()), column.type()));
      fields.add(
          new Field(
              view.name().table(),
              Optional.of(view.name().database()),
              column.name(),
              column.type(),
              i,
              new ColumnUse(TableUse.ofPolicy(view.name()), column.name()),
              query.fields().get(i).uses(),
              true));
    }
    RelNode rows = RowOrder.project(query.rel(), typed, null);
    return new AnalyzedQuery(protectedRows(view, key, rows, fields), fields);
  }

  private AnalyzedQuery query(TableSnapshot view) {
    String text =
        view.viewText()
            .orElseThrow(
                () ->
                    SemanticErrors.general(
                        ErrorCode.SEMANTIC_ERROR, "The view " + view.name() + " has no text"));
    Statement statement = environment.parser().parse(text);
    if (!(statement instanceof Statement.QueryStatement query)) {
      throw SemanticErrors.general(
          ErrorCode.SEMANTIC_ERROR, "The text of the view " + view.name() + " is no query");
    }
    return new QueryAnalyzer(environment.forView(view.name().database()))
        .analyze(query.query(), null);
  }

  private RelNode protectedRows(TableSnapshot view, String key, RelNode rows, List<Field> fields) {
    if (environment.rights() == Rights.POLICY) {
      return rows;
    }
    TablePolicy policy = environment.accesses().policy(view);
    PolicyExpressions expressions =
        new PolicyExpressions(environment, view.name().toString(), key, policy);
    String database = view.name().database();
    RelNode filtered = expressions.filter(rows, fields, database);
    Map<String, DataType> types = new LinkedHashMap<>();
    view.columns().forEach(column -> types.put(column.name(), column.type()));
    Map<String, RexNode> masks = expressions.masks(filtered, fields, database, types);
    if (masks.isEmpty()) {
      return filtered;
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      RexNode mask = masks.get(fields.get(i).name());
      columns.add(mask != null ? mask : RexInputRef.of(i, filtered.getRowType()));
    }
    return RowOrder.project(filtered, columns, null);
  }
}
