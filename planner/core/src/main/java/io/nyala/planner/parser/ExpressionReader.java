package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.SqlExpression.Branch;
import io.nyala.planner.parser.SqlExpression.IntervalUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Expressions of the tree. */
final class ExpressionReader {
  private final TreeText text;
  private final TypeReader types;
  private final QueryReader queries;

  ExpressionReader(TreeText text, QueryReader queries) {
    this.text = text;
    this.types = new TypeReader(text);
    this.queries = queries;
  }

  List<SqlExpression> expressions(List<ASTNode> nodes) {
    List<SqlExpression> expressions = new ArrayList<>(nodes.size());
    for (ASTNode node : nodes) {
      expressions.add(expression(node));
    }
    return expressions;
  }

  SqlExpression expression(ASTNode node) {
    Location location = text.location(node);
    return switch (node.getType()) {
      case HiveParser.TOK_NULL -> new SqlExpression.NullLiteral(location);
      case HiveParser.KW_TRUE -> new SqlExpression.BooleanLiteral(location, true);
      case HiveParser.KW_FALSE -> new SqlExpression.BooleanLiteral(location, false);
      case HiveParser.StringLiteral -> new SqlExpression.StringLiteral(location, text.string(node));
      case HiveParser.TOK_STRINGLITERALSEQUENCE -> joined(node, location);
      case HiveParser.Number, HiveParser.IntegralLiteral, HiveParser.NumberLiteral ->
          new SqlExpression.NumberLiteral(location, node.getText());
      case HiveParser.TOK_DATELITERAL -> new SqlExpression.DateLiteral(location, text.string(node));
      case HiveParser.TOK_TIMESTAMPLITERAL ->
          new SqlExpression.TimestampLiteral(location, text.string(node));
      case HiveParser.TOK_TABLE_OR_COL -> column(node, location);
      case HiveParser.DOT -> dotted(node, location);
      case HiveParser.KW_AND, HiveParser.KW_OR -> logical(node, location);
      case HiveParser.TOK_FUNCTION -> function(node, location);
      case HiveParser.TOK_FUNCTIONDI -> call(node, location, true);
      case HiveParser.TOK_FUNCTIONSTAR ->
          new SqlExpression.Call(location, functionName(node), false, true, noWindow(node, 1));
      case HiveParser.TOK_SUBQUERY_EXPR -> subquery(node, location);
      case HiveParser.LSQUARE ->
          throw text.notSupported(node, "access to elements of ARRAY and MAP");
      default -> operator(node, location);
    };
  }

  private SqlExpression joined(ASTNode node, Location location) {
    StringBuilder value = new StringBuilder();
    for (ASTNode child : children(node)) {
      value.append(text.string(child));
    }
    return new SqlExpression.StringLiteral(location, value.toString());
  }

  private SqlExpression column(ASTNode node, Location location) {
    return new SqlExpression.ColumnName(location, List.of(text.identifier(node.child(0)).name()));
  }

  private SqlExpression dotted(ASTNode node, Location location) {
    Deque<String> parts = new ArrayDeque<>();
    ASTNode current = node;
    while (current.getType() == HiveParser.DOT) {
      parts.addFirst(text.identifier(current.child(1)).name());
      current = current.child(0);
    }
    if (current.getType() != HiveParser.TOK_TABLE_OR_COL || parts.size() > 2) {
      throw text.notSupported(node, "access to fields of STRUCT");
    }
    parts.addFirst(text.identifier(current.child(0)).name());
    return new SqlExpression.ColumnName(location, List.copyOf(parts));
  }

  /**
   * The tree is binary and leans to the left: a loop, because chains have thousands of operands.
   */
  private SqlExpression logical(ASTNode node, Location location) {
    int type = node.getType();
    List<SqlExpression> operands = new ArrayList<>();
    Deque<ASTNode> open = new ArrayDeque<>();
    open.push(node);
    while (!open.isEmpty()) {
      ASTNode current = open.pop();
      if (current.getType() == type) {
        for (int i = current.getChildCount() - 1; i >= 0; i--) {
          open.push(current.child(i));
        }
      } else {
        operands.add(expression(current));
      }
    }
    return new SqlExpression.Logical(location, type == HiveParser.KW_AND, operands);
  }

  private SqlExpression operator(ASTNode node, Location location) {
    String symbol =
        switch (node.getType()) {
          case HiveParser.PLUS -> "+";
          case HiveParser.MINUS -> "-";
          case HiveParser.STAR -> "*";
          case HiveParser.DIVIDE -> "/";
          case HiveParser.MOD -> "%";
          case HiveParser.DIV -> "div";
          case HiveParser.AMPERSAND -> "&";
          case HiveParser.BITWISEOR -> "|";
          case HiveParser.BITWISEXOR -> "^";
          case HiveParser.TILDE -> "~";
          case HiveParser.EQUAL -> "=";
          case HiveParser.EQUAL_NS -> "<=>";
          case HiveParser.NOTEQUAL -> "<>";
          case HiveParser.LESSTHAN -> "<";
          case HiveParser.LESSTHANOREQUALTO -> "<=";
          case HiveParser.GREATERTHAN -> ">";
          case HiveParser.GREATERTHANOREQUALTO -> ">=";
          case HiveParser.KW_LIKE -> "like";
          case HiveParser.KW_RLIKE, HiveParser.KW_REGEXP -> "rlike";
          case HiveParser.KW_NOT -> "not";
          default -> throw text.unexpected(node);
        };
    return chain(node, symbol, location);
  }

  /** Builds left-leaning chains such as {@code a + b + c} in a loop. */
  private SqlExpression chain(ASTNode node, String symbol, Location location) {
    int type = node.getType();
    Deque<ASTNode> spine = new ArrayDeque<>();
    ASTNode current = node;
    while (current.getType() == type && current.getChildCount() == 2) {
      spine.push(current);
      current = current.child(0);
    }
    if (spine.isEmpty()) {
      return new SqlExpression.Call(location, symbol, false, false, expressions(children(node)));
    }
    SqlExpression left = expression(current);
    while (!spine.isEmpty()) {
      ASTNode parent = spine.pop();
      left =
          new SqlExpression.Call(
              text.location(parent),
              symbol,
              false,
              false,
              List.of(left, expression(parent.child(1))));
    }
    return left;
  }

  private SqlExpression function(ASTNode node, Location location) {
    ASTNode head = node.child(0);
    if (TypeReader.isType(head)) {
      if (node.getChildCount() != 2) {
        throw text.unexpected(node);
      }
      return new SqlExpression.Cast(location, expression(node.child(1)), types.type(head));
    }
    return switch (functionName(node)) {
      case "when" -> {
        List<SqlExpression> parts = arguments(node, 1);
        yield new SqlExpression.SearchedCase(location, branches(parts), otherwise(parts));
      }
      case "case" -> {
        List<SqlExpression> parts = arguments(node, 1);
        List<SqlExpression> rest = parts.subList(1, parts.size());
        yield new SqlExpression.SimpleCase(location, parts.get(0), branches(rest), otherwise(rest));
      }
      case "between" ->
          new SqlExpression.Between(
              location,
              expression(node.child(2)),
              expression(node.child(3)),
              expression(node.child(4)),
              node.child(1).getType() == HiveParser.KW_TRUE);
      case "in" -> {
        List<SqlExpression> parts = arguments(node, 1);
        yield new SqlExpression.InList(location, parts.get(0), parts.subList(1, parts.size()));
      }
      case "struct" -> new SqlExpression.Row(location, arguments(node, 1));
      case "internal_interval" ->
          new SqlExpression.Interval(location, expression(node.child(2)), unit(node.child(1)));
      case "cast_format" -> throw text.notSupported(node, "CAST … FORMAT");
      case "array", "map", "named_struct", "create_union" ->
          throw text.notSupported(
              node, "the constructor '" + functionName(node) + "' of a complex type");
      default -> call(node, location, false);
    };
  }

  private SqlExpression call(ASTNode node, Location location, boolean distinct) {
    return new SqlExpression.Call(
        location, functionName(node), distinct, false, arguments(node, 1));
  }

  private static String functionName(ASTNode node) {
    return node.child(0).getText().toLowerCase(Locale.ROOT);
  }

  private List<SqlExpression> arguments(ASTNode node, int from) {
    return noWindow(node, from);
  }

  private List<SqlExpression> noWindow(ASTNode node, int from) {
    List<SqlExpression> arguments = new ArrayList<>();
    for (int i = from; i < node.getChildCount(); i++) {
      ASTNode child = node.child(i);
      switch (child.getType()) {
        case HiveParser.TOK_WINDOWSPEC -> throw text.notSupported(child, "window functions (OVER)");
        case HiveParser.TOK_WITHIN_GROUP -> throw text.notSupported(child, "WITHIN GROUP");
        case HiveParser.TOK_ALLCOLREF ->
            throw text.notSupported(child, "'*' as an argument of " + functionName(node));
        default -> arguments.add(expression(child));
      }
    }
    return arguments;
  }

  private static List<Branch> branches(List<SqlExpression> parts) {
    List<Branch> branches = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      branches.add(new Branch(parts.get(i), parts.get(i + 1)));
    }
    return branches;
  }

  private static Optional<SqlExpression> otherwise(List<SqlExpression> parts) {
    return parts.size() % 2 == 1 ? Optional.of(parts.get(parts.size() - 1)) : Optional.empty();
  }

  private IntervalUnit unit(ASTNode node) {
    return switch (Integer.parseInt(node.getText())) {
      case HiveParser.TOK_INTERVAL_YEAR_LITERAL -> IntervalUnit.YEAR;
      case HiveParser.TOK_INTERVAL_MONTH_LITERAL -> IntervalUnit.MONTH;
      case HiveParser.TOK_INTERVAL_DAY_LITERAL -> IntervalUnit.DAY;
      case HiveParser.TOK_INTERVAL_HOUR_LITERAL -> IntervalUnit.HOUR;
      case HiveParser.TOK_INTERVAL_MINUTE_LITERAL -> IntervalUnit.MINUTE;
      case HiveParser.TOK_INTERVAL_SECOND_LITERAL -> IntervalUnit.SECOND;
      case HiveParser.TOK_INTERVAL_YEAR_MONTH_LITERAL -> IntervalUnit.YEAR_TO_MONTH;
      case HiveParser.TOK_INTERVAL_DAY_TIME_LITERAL -> IntervalUnit.DAY_TO_SECOND;
      default -> throw text.notSupported(node, "this unit of INTERVAL");
    };
  }

  private SqlExpression subquery(ASTNode node, Location location) {
    ASTNode kind = node.child(0);
    Query query = queries.query(node.child(1));
    if (kind.getChildCount() == 0) {
      return new SqlExpression.ScalarSubquery(location, query);
    }
    ASTNode operator = kind.child(0);
    return switch (operator.getType()) {
      case HiveParser.KW_EXISTS -> new SqlExpression.Exists(location, query);
      case HiveParser.TOK_SUBQUERY_OP_NOTEXISTS ->
          not(location, new SqlExpression.Exists(location, query));
      case HiveParser.KW_IN ->
          new SqlExpression.InSubquery(location, expression(node.child(2)), query);
      case HiveParser.TOK_SUBQUERY_OP_NOTIN ->
          not(location, new SqlExpression.InSubquery(location, expression(node.child(2)), query));
      case HiveParser.KW_ALL, HiveParser.KW_SOME, HiveParser.KW_ANY ->
          new SqlExpression.QuantifiedComparison(
              location,
              expression(node.child(2)),
              comparison(kind.child(1)),
              operator.getType() == HiveParser.KW_ALL,
              query);
      default -> throw text.unexpected(node);
    };
  }

  private static SqlExpression not(Location location, SqlExpression operand) {
    return new SqlExpression.Call(location, "not", false, false, List.of(operand));
  }

  private String comparison(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.EQUAL -> "=";
      case HiveParser.NOTEQUAL -> "<>";
      case HiveParser.LESSTHAN -> "<";
      case HiveParser.LESSTHANOREQUALTO -> "<=";
      case HiveParser.GREATERTHAN -> ">";
      case HiveParser.GREATERTHANOREQUALTO -> ">=";
      default -> throw text.unexpected(node);
    };
  }
}
