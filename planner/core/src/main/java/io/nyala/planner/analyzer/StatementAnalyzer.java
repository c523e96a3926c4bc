package io.nyala.planner.analyzer;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.analyzer.Analysis.ReadTable;
import io.nyala.planner.authorization.AccessTracker;
import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.parser.DefinitionStatement.CreateTableAsSelect;
import io.nyala.planner.parser.DefinitionStatement.CreateView;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.planner.parser.Statement;
import io.nyala.planner.parser.StatementParser;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.ErrorKind;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Statements that read tables. Each is analysed twice, see {@link AccessTracker}: privileges are
 * asked between the passes, so no tree of a statement that is not allowed ever exists outside this
 * class. Immutable, thread-safe; needs a deep stack.
 */
public final class StatementAnalyzer {
  private final StatementParser parser;
  private final FunctionRegistry functions;
  private final ConstantEvaluator constants = new ConstantEvaluator();

  public StatementAnalyzer(StatementParser parser, FunctionRegistry functions) {
    this.parser = parser;
    this.functions = functions;
  }

  /** One pass over a statement. */
  private interface Pass<T> {
    T analyze(Environment environment);
  }

  /** See {@link io.nyala.planner.Planner#analyze}. */
  public Analysis analyze(Statement statement, PlannerContext context) {
    if (statement instanceof Statement.QueryStatement query) {
      return twice(context, environment -> query(query, environment));
    }
    if (statement instanceof Statement.Insert insert) {
      return twice(context, environment -> insert(insert, environment));
    }
    if (statement instanceof CreateTableAsSelect create) {
      return twice(context, environment -> createTable(create, environment));
    }
    if (statement instanceof Statement.Explain explain) {
      return analyze(explain.statement(), context);
    }
    throw SemanticErrors.general(
        ErrorCode.INTERNAL_ERROR,
        "no analysis of " + statement.getClass().getSimpleName() + ": it is a task of its own");
  }

  private <T> T twice(PlannerContext context, Pass<T> pass) {
    AccessTracker first = AccessTracker.create(context);
    try {
      pass.analyze(environment(context, first));
    } catch (NyalaException e) {
      if (e.code().kind() == ErrorKind.USER) {
        // the error may speak of columns that the user may not know
        first.requireReferenced();
      }
      throw e;
    }
    first.require();
    return pass.analyze(environment(context, first.secondPass()));
  }

  private Environment environment(PlannerContext context, AccessTracker accesses) {
    return Environment.create(
        new Environment.Services(context, parser, functions, RelClusters.create(), accesses));
  }

  private static Analysis query(Statement.QueryStatement statement, Environment environment) {
    AnalyzedQuery query = new QueryAnalyzer(environment).analyze(statement.query(), null);
    markUsed(query);
    return new Analysis(
        query.rel(), labels(query, environment), Optional.empty(), tables(environment));
  }

  private static void markUsed(AnalyzedQuery query) {
    query.fields().forEach(field -> field.uses().forEach(ColumnUse::markUsed));
  }

  /**
   * Hive's labels: {@code alias.column} of an expanded {@code *}; a repeated label gets a number.
   */
  private static List<OutputColumn> labels(AnalyzedQuery query, Environment environment) {
    boolean qualified =
        Boolean.parseBoolean(
            environment.context().setting("hive.resultset.use.unique.column.names", "true"));
    Set<String> taken = new HashSet<>();
    List<OutputColumn> labels = new ArrayList<>();
    for (Field field : query.fields()) {
      String name =
          qualified && !field.qualifier().isEmpty()
              ? field.qualifier() + "." + field.name()
              : field.name();
      String label = name;
      for (int i = 1; !taken.add(label); i++) {
        label = name + "_" + i;
      }
      labels.add(new OutputColumn(label, field.type()));
    }
    return labels;
  }

  private static List<ReadTable> tables(Environment environment) {
    return environment.accesses().uses().stream()
        .filter(use -> use.rights() == Rights.USER)
        .map(use -> new ReadTable(use.table(), use.isView(), use.used().stream().sorted().toList()))
        .distinct()
        .toList();
  }

  private Analysis insert(Statement.Insert insert, Environment environment) {
    InsertAnalyzer.AnalyzedInsert analyzed =
        new InsertAnalyzer(environment, constants).analyze(insert);
    List<OutputColumn> output =
        analyzed.columns().stream()
            .map(column -> new OutputColumn(column.name(), column.type()))
            .toList();
    return new Analysis(
        analyzed.rows(), output, Optional.of(analyzed.write()), tables(environment));
  }

  private Analysis createTable(CreateTableAsSelect create, Environment environment) {
    TableName name = create.table().name().resolve(environment.database());
    environment
        .accesses()
        .demand(AccessAction.CREATE, new TableObject(name.database(), name.table()));
    AnalyzedQuery query = new QueryAnalyzer(environment).analyze(create.source(), null);
    markUsed(query);
    requireDistinctNames(query);
    List<Integer> order = new ArrayList<>();
    List<Integer> partitioned = new ArrayList<>();
    for (Identifier column : create.partitionColumns()) {
      partitioned.add(position(query, column));
    }
    for (int i = 0; i < query.fields().size(); i++) {
      if (!partitioned.contains(i)) {
        order.add(i);
      }
    }
    int stored = order.size();
    order.addAll(partitioned);
    List<Column> columns = new ArrayList<>();
    List<RexNode> row = new ArrayList<>();
    FunctionCalls calls = new FunctionCalls(functions, environment.rexBuilder());
    for (int position : order) {
      Field field = query.fields().get(position);
      DataType type = storedType(field.type());
      columns.add(new Column(field.name(), type, ""));
      row.add(calls.convert(RexInputRef.of(position, query.rel().getRowType()), type));
    }
    RelNode rows = RowOrder.project(query.rel(), row, null);
    List<OutputColumn> output =
        columns.stream().map(column -> new OutputColumn(column.name(), column.type())).toList();
    Analysis.CreateTable write =
        new Analysis.CreateTable(
            name, columns.subList(0, stored), columns.subList(stored, columns.size()));
    return new Analysis(rows, output, Optional.of(write), tables(environment));
  }

  private static int position(AnalyzedQuery query, Identifier column) {
    for (int i = 0; i < query.fields().size(); i++) {
      if (query.fields().get(i).name().equals(column.name())) {
        return i;
      }
    }
    throw SemanticErrors.at(
        ErrorCode.INVALID_COLUMN_REFERENCE,
        column.location(),
        "Invalid column reference '" + column.name() + "'");
  }

  private static void requireDistinctNames(AnalyzedQuery query) {
    Set<String> names = new HashSet<>();
    for (Field field : query.fields()) {
      if (!names.add(field.name())) {
        throw SemanticErrors.general(
            ErrorCode.DUPLICATE_COLUMN, "Duplicate column name: " + field.name());
      }
    }
  }

  /** A column cannot be stored without a type. */
  private static DataType storedType(DataType type) {
    return type.kind() == TypeKind.VOID ? DataType.STRING : type;
  }

  /** See {@link io.nyala.planner.Planner#analyzeView}. */
  public ViewAnalysis analyzeView(CreateView create, PlannerContext context) {
    return twice(context, environment -> view(create, environment));
  }

  private static ViewAnalysis view(CreateView create, Environment outside) {
    TextRewrites rewrites = new TextRewrites();
    Environment environment = outside.recording(rewrites);
    TableName name = create.name().resolve(environment.database());
    environment
        .accesses()
        .demand(AccessAction.CREATE, new TableObject(name.database(), name.table()));
    AnalyzedQuery query = new QueryAnalyzer(environment).analyze(create.query(), null);
    markUsed(query);
    int given = create.columns().size();
    if (given > 0 && given != query.fields().size()) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          create.name().location(),
          "The number of columns produced by the SELECT clause does not match the number of column"
              + " names specified by CREATE VIEW '"
              + name.table()
              + "'");
    }
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < query.fields().size(); i++) {
      Field field = query.fields().get(i);
      String column = given > 0 ? create.columns().get(i).name().name() : field.name();
      String comment = given > 0 ? create.columns().get(i).comment().orElse("") : "";
      if (!names.add(column)) {
        throw SemanticErrors.general(
            ErrorCode.DUPLICATE_COLUMN, "Duplicate column name: " + column);
      }
      columns.add(new Column(column, storedType(field.type()), comment));
    }
    return new ViewAnalysis(
        name, columns, create.queryText(), rewrites.apply(create.queryText(), create.queryStart()));
  }

  /** See {@link io.nyala.planner.Planner#constant}. */
  public Literal constant(SqlExpression expression, DataType type) {
    return constants.evaluate(expression, type);
  }
}
