package io.nyala.planner;

import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.analyzer.OutputColumn;
import io.nyala.planner.analyzer.StatementAnalyzer;
import io.nyala.planner.analyzer.ViewAnalysis;
import io.nyala.planner.grammar.hive.GrammarLimits;
import io.nyala.planner.parser.DeepStack;
import io.nyala.planner.parser.DefinitionStatement.CreateView;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.planner.parser.Statement;
import io.nyala.planner.parser.StatementParser;
import io.nyala.planner.physical.OptimizerSettings;
import io.nyala.planner.physical.PhysicalPlanner;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.planner.physical.PlanningContext;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import java.util.List;

/**
 * Parses and analyses statements. Immutable and thread-safe; each call runs on a thread of its own
 * with a deep stack while the caller waits, and ends early if the caller is interrupted.
 *
 * <p>Call order: {@link #parse}, then for queries, INSERT, CREATE TABLE AS and EXPLAIN of them
 * {@link #analyze}; {@link #analyzeView} for CREATE VIEW. Other statements are their own tasks. All
 * methods throw {@link io.nyala.spi.error.NyalaException} with Hive's phrase, without the prefix
 * that HiveServer2 puts before it.
 */
public final class Planner {
  private final StatementParser parser;
  private final StatementAnalyzer analyzer;

  public Planner() {
    this(FunctionRegistry.builtIn(), GrammarLimits.DEFAULT);
  }

  public Planner(FunctionRegistry functions, GrammarLimits limits) {
    this.parser = new StatementParser(limits);
    this.analyzer = new StatementAnalyzer(parser, functions);
  }

  /**
   * One statement's record.
   *
   * @param text one statement; a trailing semicolon is allowed
   */
  public Statement parse(String text) {
    return DeepStack.call("nyala-parse", () -> parser.parse(text));
  }

  /**
   * Resolves names, types and functions, decides access and gives the relational tree.
   *
   * @param statement a query, INSERT, CREATE TABLE AS, or EXPLAIN of one of them, which needs the
   *     same privileges
   */
  public Analysis analyze(Statement statement, PlannerContext context) {
    return DeepStack.call(
        "nyala-plan-" + context.constants().queryId(), () -> analyzer.analyze(statement, context));
  }

  /** The distributed plan of an analysed query. */
  public PlannedQuery plan(Analysis analysis, PlannerContext context, OptimizerSettings settings) {
    List<String> labels = analysis.output().stream().map(OutputColumn::label).toList();
    return PhysicalPlanner.plan(analysis.root(), labels, planning(context, settings));
  }

  /**
   * The distributed plan of an analysed INSERT or CREATE TABLE AS.
   *
   * @param write the target with its staging directory, of the columns that {@code analysis} gives
   */
  public PlannedQuery planWrite(
      Analysis analysis, WriteSpec write, PlannerContext context, OptimizerSettings settings) {
    return PhysicalPlanner.planWrite(analysis.root(), write, planning(context, settings));
  }

  private static PlanningContext planning(PlannerContext context, OptimizerSettings settings) {
    return new PlanningContext(context.catalog(), context.constants(), settings);
  }

  /**
   * Checks a view's query with the rights of its creator and gives the columns and text to store.
   */
  public ViewAnalysis analyzeView(CreateView statement, PlannerContext context) {
    return DeepStack.call(
        "nyala-plan-" + context.constants().queryId(),
        () -> analyzer.analyzeView(statement, context));
  }

  /**
   * The value of a constant in a partition specification, converted to the partition column's type.
   *
   * @throws io.nyala.spi.error.NyalaException if it is not a constant or does not convert
   */
  public Literal constant(SqlExpression expression, DataType type) {
    return analyzer.constant(expression, type);
  }
}
