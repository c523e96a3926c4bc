package io.nyala.planner.analyzer;

import com.google.common.collect.ImmutableList;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Queries inside expressions: scalar, IN, EXISTS and quantified comparisons. */
final class SubqueryAnalyzer {
  private final Environment environment;
  private final ExpressionAnalyzer expressions;
  private final FunctionCalls calls;

  SubqueryAnalyzer(Environment environment, ExpressionAnalyzer expressions, FunctionCalls calls) {
    this.environment = environment;
    this.expressions = expressions;
    this.calls = calls;
  }

  RexNode analyze(SqlExpression expression) {
    if (expression instanceof SqlExpression.Exists exists) {
      return RexSubQuery.exists(plan(withoutItems(exists.query())).rel());
    }
    if (expression instanceof SqlExpression.ScalarSubquery scalar) {
      AnalyzedQuery query = plan(scalar.query());
      requireColumns(query, 1, scalar.location());
      return RexSubQuery.scalar(query.rel());
    }
    if (expression instanceof SqlExpression.InSubquery in) {
      return in(in.value(), in.query(), in.location());
    }
    if (expression instanceof SqlExpression.QuantifiedComparison quantified) {
      return quantified(quantified);
    }
    throw new IllegalStateException("not a subquery: " + expression);
  }

  private AnalyzedQuery plan(Query query) {
    AnalyzedQuery analyzed = new QueryAnalyzer(environment).analyze(query, expressions.scope());
    analyzed.fields().forEach(field -> expressions.uses().addAll(field.uses()));
    return analyzed;
  }

  /**
   * What EXISTS selects does not matter: reading {@code *} there needs no privilege on the columns.
   */
  private static Query withoutItems(Query query) {
    if (query.body() instanceof Query.Select select
        && !select.distinct()
        && select.groupBy().isEmpty()
        && select.having().isEmpty()
        && select.items().stream().allMatch(Query.SelectItem.AllColumns.class::isInstance)) {
      SqlExpression one = new SqlExpression.NumberLiteral(select.location(), "1");
      Query.Select constant =
          new Query.Select(
              select.location(),
              false,
              List.of(new Query.SelectItem.Expression(one, Optional.empty())),
              select.from(),
              select.where(),
              List.of(),
              Optional.empty());
      return new Query(query.location(), query.with(), constant, List.of(), query.limit());
    }
    return query;
  }

  private static void requireColumns(AnalyzedQuery query, int count, Location location) {
    if (query.fields().size() != count) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          location,
          "Invalid SubQuery expression: the subquery must give "
              + (count == 1 ? "1 column" : count + " columns")
              + ", it gives "
              + query.fields().size());
    }
  }

  private RexNode in(SqlExpression value, Query query, Location location) {
    List<SqlExpression> left =
        value instanceof SqlExpression.Row row ? row.fields() : List.of(value);
    Compared compared = compare(left, query, location);
    return RexSubQuery.in(compared.rel(), ImmutableList.copyOf(compared.left()));
  }

  private RexNode quantified(SqlExpression.QuantifiedComparison quantified) {
    Compared compared =
        compare(List.of(quantified.value()), quantified.query(), quantified.location());
    String operator = quantified.all() ? negated(quantified.operator()) : quantified.operator();
    ImmutableList<RexNode> left = ImmutableList.copyOf(compared.left());
    RexNode some =
        operator.equals("=")
            ? RexSubQuery.in(compared.rel(), left)
            : RexSubQuery.some(compared.rel(), left, some(operator));
    return quantified.all() ? calls.not(some) : some;
  }

  private static String negated(String operator) {
    return switch (operator) {
      case "=" -> "<>";
      case "<>" -> "=";
      case "<" -> ">=";
      case "<=" -> ">";
      case ">" -> "<=";
      default -> "<";
    };
  }

  private static SqlQuantifyOperator some(String operator) {
    return switch (operator) {
      case "<>" -> SqlStdOperatorTable.SOME_NE;
      case "<" -> SqlStdOperatorTable.SOME_LT;
      case "<=" -> SqlStdOperatorTable.SOME_LE;
      case ">" -> SqlStdOperatorTable.SOME_GT;
      default -> SqlStdOperatorTable.SOME_GE;
    };
  }

  /** Both sides of a comparison with a query, of the same types. */
  private record Compared(List<RexNode> left, RelNode rel) {}

  private Compared compare(List<SqlExpression> values, Query query, Location location) {
    List<RexNode> left = expressions.analyze(values);
    AnalyzedQuery analyzed = plan(query);
    requireColumns(analyzed, left.size(), location);
    List<RexNode> converted = new ArrayList<>();
    List<RexNode> projected = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < left.size(); i++) {
      DataType right = analyzed.fields().get(i).type();
      DataType leftType = FunctionCalls.type(left.get(i));
      DataType type =
          TypeCoercion.comparisonType(leftType, right)
              .orElseThrow(
                  () ->
                      SemanticErrors.at(
                          ErrorCode.ARGUMENT_TYPE,
                          location,
                          "Argument type mismatch: "
                              + leftType.hiveName()
                              + " cannot be compared with "
                              + right.hiveName()));
      converted.add(calls.convert(left.get(i), type));
      projected.add(calls.convert(RexInputRef.of(i, analyzed.rel().getRowType()), type));
      names.add("_c" + i);
      same &= RelTypes.toDataType(projected.get(i).getType()).equals(right);
    }
    RelNode rel =
        same
            ? analyzed.rel()
            : LogicalProject.create(analyzed.rel(), List.of(), projected, names, Set.of());
    return new Compared(converted, rel);
  }
}
