package io.nyala.planner.analyzer;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.logical.HiveRexBuilder;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.semantics.function.FunctionDefinition;
import io.nyala.semantics.function.FunctionKind;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Expressions over one row: names, overloads and implicit casts. One instance per clause; it
 * gathers the columns that the expressions depend on in {@link #uses()}.
 */
final class ExpressionAnalyzer {
  private final Scope scope;
  private final NameResolver names;
  private final FunctionCalls calls;
  private final HiveRexBuilder builder;
  private final PlannerContext context;
  private final SubqueryAnalyzer subqueries;
  private final Set<ColumnUse> uses = new LinkedHashSet<>();
  private final Map<Integer, SqlExpression.ColumnName> named = new HashMap<>();
  private @Nullable AggregateCollector aggregates;
  private Aliases aliases = Aliases.NONE;

  ExpressionAnalyzer(Environment environment, Scope scope) {
    this.scope = scope;
    this.names = new NameResolver(environment.accesses());
    this.builder = environment.rexBuilder();
    this.context = environment.context();
    this.calls = new FunctionCalls(environment.functions(), builder);
    this.subqueries = new SubqueryAnalyzer(environment, this, calls);
  }

  /** Names that the SELECT list gives; see {@link Aliases}. */
  ExpressionAnalyzer withAliases(Aliases newAliases) {
    aliases = newAliases;
    return this;
  }

  /** Allows aggregate functions and says where to note them. */
  ExpressionAnalyzer withAggregates(@Nullable AggregateCollector collector) {
    aggregates = collector;
    return this;
  }

  Scope scope() {
    return scope;
  }

  FunctionCalls calls() {
    return calls;
  }

  /** The table columns behind everything analysed so far. */
  Set<ColumnUse> uses() {
    return uses;
  }

  /** The last name by which the text called each field of the row, for error messages. */
  Map<Integer, SqlExpression.ColumnName> named() {
    return named;
  }

  /** Makes the columns behind everything analysed so far count as used. */
  void markUsed() {
    uses.forEach(ColumnUse::markUsed);
  }

  RexNode condition(SqlExpression expression) {
    return calls.condition(analyze(expression), expression.location());
  }

  List<RexNode> analyze(List<SqlExpression> expressions) {
    List<RexNode> nodes = new ArrayList<>(expressions.size());
    for (SqlExpression expression : expressions) {
      nodes.add(analyze(expression));
    }
    return nodes;
  }

  RexNode analyze(SqlExpression expression) {
    if (expression instanceof SqlExpression.ColumnName name) {
      return column(name);
    }
    if (expression instanceof SqlExpression.Call call) {
      return call(call);
    }
    if (expression instanceof SqlExpression.Logical logical) {
      List<RexNode> operands = new ArrayList<>();
      for (SqlExpression operand : logical.operands()) {
        operands.add(condition(operand));
      }
      return calls.logical(logical.and(), operands);
    }
    if (expression instanceof SqlExpression.Cast cast) {
      return cast(cast);
    }
    if (expression instanceof SqlExpression.SearchedCase searched) {
      List<RexNode> conditions = new ArrayList<>();
      for (SqlExpression.Branch branch : searched.branches()) {
        conditions.add(condition(branch.when()));
      }
      return caseOf(
          conditions, searched.branches(), searched.otherwise().orElse(null), searched.location());
    }
    if (expression instanceof SqlExpression.SimpleCase simple) {
      return simpleCase(simple);
    }
    if (expression instanceof SqlExpression.Between between) {
      return between(between);
    }
    if (expression instanceof SqlExpression.InList in) {
      return inList(in);
    }
    if (expression instanceof SqlExpression.ScalarSubquery
        || expression instanceof SqlExpression.InSubquery
        || expression instanceof SqlExpression.Exists
        || expression instanceof SqlExpression.QuantifiedComparison) {
      return subqueries.analyze(expression);
    }
    if (expression instanceof SqlExpression.Row row) {
      throw SemanticErrors.notSupported(
          row.location(), "a row of values outside of IN (type STRUCT)");
    }
    return literal(expression);
  }

  private RexNode literal(SqlExpression expression) {
    if (expression instanceof SqlExpression.NullLiteral) {
      return builder.makeNullLiteral(RelTypes.nullable(builder.getTypeFactory(), DataType.VOID));
    }
    if (expression instanceof SqlExpression.BooleanLiteral literal) {
      return builder.literal(literal.value(), DataType.BOOLEAN);
    }
    if (expression instanceof SqlExpression.StringLiteral literal) {
      return builder.literal(literal.value(), DataType.STRING);
    }
    if (expression instanceof SqlExpression.NumberLiteral literal) {
      return builder.literal(Literals.number(literal, false));
    }
    if (expression instanceof SqlExpression.DateLiteral literal) {
      return builder.literal(Literals.date(literal));
    }
    if (expression instanceof SqlExpression.TimestampLiteral literal) {
      return builder.literal(Literals.timestamp(literal));
    }
    if (expression instanceof SqlExpression.Interval interval) {
      return interval(interval);
    }
    throw new IllegalStateException("no analysis of " + expression.getClass().getSimpleName());
  }

  private RexNode interval(SqlExpression.Interval interval) {
    SqlExpression value = interval.value();
    boolean negative = false;
    while (value instanceof SqlExpression.Call call
        && call.name().equals("-")
        && call.arguments().size() == 1) {
      negative = !negative;
      value = call.arguments().get(0);
    }
    String text;
    if (value instanceof SqlExpression.StringLiteral literal) {
      text = literal.value();
    } else if (value instanceof SqlExpression.NumberLiteral literal) {
      text = literal.text();
    } else {
      throw SemanticErrors.notSupported(
          interval.location(), "INTERVAL of anything but a literal; multiply dates by date_add");
    }
    Literal result =
        Literals.interval(interval.location(), negative ? "-" + text : text, interval.unit());
    return builder.literal(result);
  }

  private RexNode column(SqlExpression.ColumnName name) {
    RexNode alias = aliases.before(name, uses);
    if (alias != null) {
      return alias;
    }
    if (aliases.isFallback() && names.find(name, scope) == null) {
      RexNode fallback = aliases.after(name, uses);
      if (fallback != null) {
        return fallback;
      }
    }
    NameResolver.Resolved resolved = names.resolve(name, scope);
    uses.addAll(resolved.field().uses());
    if (resolved.scope() != scope) {
      return resolved.scope().correlated(resolved.field());
    }
    named.put(resolved.field().index(), name);
    return scope.local(resolved.field());
  }

  private RexNode call(SqlExpression.Call call) {
    if (call.name().equals("-") && call.arguments().size() == 1) {
      return call.arguments().get(0) instanceof SqlExpression.NumberLiteral number
          ? builder.literal(Literals.number(number, true))
          : calls.call("negative", analyze(call.arguments()), call.location());
    }
    if (call.name().equals("+") && call.arguments().size() == 1) {
      return calls.call("positive", analyze(call.arguments()), call.location());
    }
    Optional<String> sessionValue = SessionFunctions.value(call, context);
    if (sessionValue.isPresent()) {
      return builder.literal(new Literal(DataType.STRING, sessionValue.get()));
    }
    FunctionDefinition definition = calls.definition(call.name());
    if (definition.kind() == FunctionKind.AGGREGATE) {
      return aggregate(call, definition);
    }
    if (call.distinct() || call.star()) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          call.location(),
          (call.distinct() ? "DISTINCT" : "'*'")
              + " keyword not allowed in scalar function '"
              + call.name()
              + "'");
    }
    return calls.call(call.name(), analyze(call.arguments()), call.location());
  }

  private RexNode aggregate(SqlExpression.Call call, FunctionDefinition definition) {
    AggregateCollector collector = aggregates;
    if (collector == null) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          call.location(),
          "Not yet supported place for UDAF '" + call.name() + "'");
    }
    if (call.star() && !call.name().equals("count")) {
      throw SemanticErrors.at(
          ErrorCode.ARGUMENT_COUNT, call.location(), "'*' is no argument of '" + call.name() + "'");
    }
    if (call.name().equals("count") && !call.star() && call.arguments().isEmpty()) {
      throw SemanticErrors.at(
          ErrorCode.ARGUMENT_COUNT, call.location(), "Argument expected 'count'");
    }
    aggregates = null;
    List<RexNode> arguments = analyze(call.arguments());
    aggregates = collector;
    var function = calls.resolve(definition, arguments, call.location());
    return collector.add(
        new AggregateCollector.Call(
            function, call.distinct(), calls.convert(arguments, function.parameterTypes())));
  }

  private RexNode cast(SqlExpression.Cast cast) {
    RexNode value = analyze(cast.value());
    DataType from = FunctionCalls.type(value);
    if (!TypeCoercion.castable(from, cast.type())) {
      throw SemanticErrors.at(
          ErrorCode.ARGUMENT_TYPE,
          cast.location(),
          "Wrong arguments: CAST does not convert "
              + from.hiveName()
              + " to "
              + cast.type().hiveName());
    }
    return calls.convert(value, cast.type());
  }

  private RexNode simpleCase(SqlExpression.SimpleCase simple) {
    RexNode operand = analyze(simple.operand());
    List<RexNode> conditions = new ArrayList<>();
    for (SqlExpression.Branch branch : simple.branches()) {
      conditions.add(
          calls.call("=", List.of(operand, analyze(branch.when())), branch.when().location()));
    }
    return caseOf(
        conditions, simple.branches(), simple.otherwise().orElse(null), simple.location());
  }

  private RexNode caseOf(
      List<RexNode> conditions,
      List<SqlExpression.Branch> branches,
      @Nullable SqlExpression otherwise,
      Location location) {
    List<RexNode> results = new ArrayList<>();
    for (SqlExpression.Branch branch : branches) {
      results.add(analyze(branch.then()));
    }
    RexNode last =
        otherwise == null ? literal(new SqlExpression.NullLiteral(location)) : analyze(otherwise);
    results.add(last);
    DataType type = calls.commonType(results.stream().map(FunctionCalls::type).toList(), location);
    List<RexNode> operands = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      operands.add(conditions.get(i));
      operands.add(calls.convert(results.get(i), type));
    }
    operands.add(calls.convert(last, type));
    return builder.makeCall(
        RelTypes.nullable(builder.getTypeFactory(), type), SqlStdOperatorTable.CASE, operands);
  }

  private RexNode between(SqlExpression.Between between) {
    RexNode value = analyze(between.value());
    RexNode low = analyze(between.low());
    RexNode high = analyze(between.high());
    DataType type = calls.comparisonType(List.of(value, low, high), between.location());
    RexNode converted = calls.convert(value, type);
    RexNode range =
        calls.logical(
            true,
            List.of(
                builder.makeCall(
                    SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, converted, calls.convert(low, type)),
                builder.makeCall(
                    SqlStdOperatorTable.LESS_THAN_OR_EQUAL, converted, calls.convert(high, type))));
    return between.negated() ? calls.not(range) : range;
  }

  private RexNode inList(SqlExpression.InList in) {
    if (in.value() instanceof SqlExpression.Row row) {
      return rowInList(row, in);
    }
    return calls.in(analyze(in.value()), analyze(in.elements()), in.location());
  }

  private RexNode rowInList(SqlExpression.Row row, SqlExpression.InList in) {
    List<RexNode> left = analyze(row.fields());
    List<RexNode> alternatives = new ArrayList<>();
    for (SqlExpression element : in.elements()) {
      if (!(element instanceof SqlExpression.Row right)
          || right.fields().size() != row.fields().size()) {
        throw SemanticErrors.at(
            ErrorCode.ARGUMENT_TYPE,
            element.location(),
            "IN expects rows of " + row.fields().size() + " values");
      }
      List<RexNode> equal = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        equal.add(
            calls.call(
                "=", List.of(left.get(i), analyze(right.fields().get(i))), element.location()));
      }
      alternatives.add(calls.logical(true, equal));
    }
    return calls.logical(false, alternatives);
  }
}
