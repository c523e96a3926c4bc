package io.nyala.planner.parser;

import static io.nyala.planner.parser.TreeText.children;

import io.nyala.planner.grammar.hive.ASTNode;
import io.nyala.planner.grammar.hive.HiveParser;
import io.nyala.planner.parser.Query.Body;
import io.nyala.planner.parser.Query.JoinCondition;
import io.nyala.planner.parser.Query.JoinType;
import io.nyala.planner.parser.Query.Relation;
import io.nyala.planner.parser.Query.SelectItem;
import io.nyala.planner.parser.Query.SetKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries of the tree. Hive's grammar writes {@code a UNION b ORDER BY …} as a SELECT of
 * TOK_SETCOLREF from a derived table that holds the set operation; this reader takes that apart
 * again.
 */
final class QueryReader {
  private final TreeText text;
  private final ExpressionReader expressions;

  QueryReader(TreeText text) {
    this.text = text;
    this.expressions = new ExpressionReader(text, this);
  }

  ExpressionReader expressions() {
    return expressions;
  }

  /** The clauses of one TOK_QUERY before they become records. */
  private static final class Clauses {
    final List<Query.CommonTable> with = new ArrayList<>();
    @Nullable ASTNode from;
    @Nullable ASTNode insert;
  }

  /** TOK_QUERY that returns rows, or a bare set operation. */
  Query query(ASTNode node) {
    if (setKind(node) != null) {
      return new Query(
          text.location(node), List.of(), setOperation(node), List.of(), Optional.empty());
    }
    ASTNode insert = onlyInsert(node);
    ASTNode destination = insert.child(0);
    if (destination.getType() != HiveParser.TOK_DESTINATION
        || destination.child(0).getType() != HiveParser.TOK_DIR
        || destination.child(0).child(0).getType() != HiveParser.TOK_TMP_FILE) {
      throw text.notSupported(node, "INSERT inside a query");
    }
    return rows(node);
  }

  /** The one TOK_INSERT of a TOK_QUERY. */
  ASTNode onlyInsert(ASTNode node) {
    Clauses clauses = clauses(node, false);
    if (clauses.insert == null) {
      throw text.unexpected(node);
    }
    return clauses.insert;
  }

  /** What a TOK_QUERY selects, whatever its destination. */
  Query rows(ASTNode node) {
    Clauses clauses = clauses(node, true);
    if (clauses.insert == null) {
      throw text.unexpected(node);
    }
    return new BlockReader(clauses).read(text.location(node));
  }

  private Clauses clauses(ASTNode node, boolean withTables) {
    if (node.getType() != HiveParser.TOK_QUERY) {
      throw text.unexpected(node);
    }
    Clauses clauses = new Clauses();
    for (ASTNode child : children(node)) {
      switch (child.getType()) {
        case HiveParser.TOK_CTE -> {
          if (withTables) {
            children(child).forEach(table -> clauses.with.add(commonTable(table)));
          }
        }
        case HiveParser.TOK_FROM -> clauses.from = child;
        case HiveParser.TOK_INSERT -> {
          if (clauses.insert != null) {
            throw text.notSupported(child, "several INSERTs from one FROM");
          }
          clauses.insert = child;
        }
        default -> throw text.unexpected(child);
      }
    }
    return clauses;
  }

  private Query.CommonTable commonTable(ASTNode node) {
    List<Identifier> columns =
        node.getChildCount() > 2 ? text.identifiers(node.child(2)) : List.of();
    return new Query.CommonTable(text.identifier(node.child(1)), columns, query(node.child(0)));
  }

  private static @Nullable SetKind setKind(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_UNIONALL, HiveParser.TOK_UNIONDISTINCT -> SetKind.UNION;
      case HiveParser.TOK_INTERSECTALL, HiveParser.TOK_INTERSECTDISTINCT -> SetKind.INTERSECT;
      case HiveParser.TOK_EXCEPTALL, HiveParser.TOK_EXCEPTDISTINCT -> SetKind.EXCEPT;
      default -> null;
    };
  }

  private static boolean isAll(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_UNIONALL, HiveParser.TOK_INTERSECTALL, HiveParser.TOK_EXCEPTALL -> true;
      default -> false;
    };
  }

  /** Chains of one operation lean to the left and become one node. */
  private Query.SetOperation setOperation(ASTNode node) {
    SetKind kind = setKind(node);
    if (kind == null) {
      throw text.unexpected(node);
    }
    Deque<Query> inputs = new ArrayDeque<>();
    ASTNode current = node;
    while (current.getType() == node.getType()) {
      inputs.addFirst(query(current.child(1)));
      current = current.child(0);
    }
    inputs.addFirst(query(current));
    return new Query.SetOperation(kind, isAll(node), List.copyOf(inputs));
  }

  /** One SELECT block with its ORDER BY and LIMIT. */
  private final class BlockReader {
    private final Clauses clauses;
    private @Nullable ASTNode select;
    private Optional<SqlExpression> where = Optional.empty();
    private List<SqlExpression> groupBy = List.of();
    private Optional<SqlExpression> having = Optional.empty();
    private List<Query.SortItem> orderBy = List.of();
    private Optional<Query.Limit> limit = Optional.empty();

    BlockReader(Clauses clauses) {
      this.clauses = clauses;
    }

    Query read(Location location) {
      ASTNode insert = clauses.insert;
      for (int i = 1; insert != null && i < insert.getChildCount(); i++) {
        clause(insert.child(i));
      }
      if (select == null) {
        throw TreeText.notSupported(location, "a query without SELECT");
      }
      Body body = body(select);
      return new Query(location, clauses.with, body, orderBy, limit);
    }

    private void clause(ASTNode node) {
      switch (node.getType()) {
        case HiveParser.TOK_SELECT, HiveParser.TOK_SELECTDI -> select = node;
        case HiveParser.TOK_WHERE -> where = Optional.of(expressions.expression(node.child(0)));
        case HiveParser.TOK_GROUPBY -> groupBy = expressions.expressions(children(node));
        case HiveParser.TOK_HAVING -> having = Optional.of(expressions.expression(node.child(0)));
        case HiveParser.TOK_ORDERBY -> orderBy = sortItems(node);
        case HiveParser.TOK_LIMIT -> limit = Optional.of(limit(node));
        case HiveParser.TOK_ROLLUP_GROUPBY -> throw text.notSupported(node, "GROUP BY ROLLUP");
        case HiveParser.TOK_CUBE_GROUPBY -> throw text.notSupported(node, "GROUP BY CUBE");
        case HiveParser.TOK_GROUPING_SETS -> throw text.notSupported(node, "GROUPING SETS");
        case HiveParser.TOK_QUALIFY -> throw text.notSupported(node, "QUALIFY");
        case HiveParser.TOK_SORTBY -> throw text.notSupported(node, "SORT BY");
        case HiveParser.TOK_DISTRIBUTEBY -> throw text.notSupported(node, "DISTRIBUTE BY");
        case HiveParser.TOK_CLUSTERBY -> throw text.notSupported(node, "CLUSTER BY");
        case HiveParser.KW_WINDOW -> throw text.notSupported(node, "WINDOW");
        default -> throw text.unexpected(node);
      }
    }

    private Body body(ASTNode node) {
      boolean distinct = node.getType() == HiveParser.TOK_SELECTDI;
      ASTNode from = clauses.from;
      if (isSetReference(node)) {
        if (from == null) {
          throw text.unexpected(node);
        }
        return referenced(from.child(0).child(0), distinct);
      }
      if (from == null) {
        Optional<Body> values = values(node);
        if (values.isPresent()) {
          return values.get();
        }
      }
      return new Query.Select(
          text.location(node),
          distinct,
          items(node),
          from == null ? Optional.empty() : Optional.of(relation(from.child(0))),
          where,
          groupBy,
          having);
    }

    /** What a SELECT of TOK_SETCOLREF stands for; DISTINCT there is how UNION is written. */
    private Body referenced(ASTNode node, boolean distinct) {
      if (setKind(node) == null) {
        Query inner = query(node);
        boolean bare =
            inner.with().isEmpty() && inner.orderBy().isEmpty() && inner.limit().isEmpty();
        return bare && !distinct
            ? inner.body()
            : new Query.SetOperation(SetKind.UNION, !distinct, List.of(inner));
      }
      Query.SetOperation operation = setOperation(node);
      return distinct && operation.kind() == SetKind.UNION
          ? new Query.SetOperation(SetKind.UNION, false, operation.inputs())
          : operation;
    }

    private boolean isSetReference(ASTNode node) {
      return node.getChildCount() == 1
          && node.child(0).getType() == HiveParser.TOK_SELEXPR
          && node.child(0).child(0).getType() == HiveParser.TOK_SETCOLREF;
    }
  }

  /** VALUES arrives as {@code SELECT inline(array(struct(…), …))}. */
  private Optional<Body> values(ASTNode select) {
    if (select.getChildCount() != 1 || select.child(0).getChildCount() != 1) {
      return Optional.empty();
    }
    ASTNode inline = select.child(0).child(0);
    if (!isCall(inline, "inline") || !isCall(inline.child(1), "array")) {
      return Optional.empty();
    }
    List<List<SqlExpression>> rows = new ArrayList<>();
    ASTNode array = inline.child(1);
    for (int i = 1; i < array.getChildCount(); i++) {
      ASTNode row = array.child(i);
      if (!isCall(row, "struct")) {
        return Optional.empty();
      }
      List<ASTNode> fields = children(row);
      rows.add(expressions.expressions(fields.subList(1, fields.size())));
    }
    return Optional.of(new Query.Values(text.location(select), rows));
  }

  private static boolean isCall(ASTNode node, String name) {
    return node.getType() == HiveParser.TOK_FUNCTION
        && node.getChildCount() > 1
        && node.child(0).getText().equalsIgnoreCase(name);
  }

  private List<SelectItem> items(ASTNode select) {
    List<SelectItem> items = new ArrayList<>();
    for (ASTNode child : children(select)) {
      switch (child.getType()) {
        case HiveParser.TOK_SELEXPR -> items.add(item(child));
        case HiveParser.QUERY_HINT -> checkHint(child);
        default -> throw text.unexpected(child);
      }
    }
    return items;
  }

  /** Hints that only choose a plan are taken and left to the optimizer. */
  private void checkHint(ASTNode node) {
    String hint = node.getText().toLowerCase(Locale.ROOT);
    for (String name :
        hint.replaceAll("\\([^)]*\\)", " ")
            .replace("/*+", " ")
            .replace("*/", " ")
            .strip()
            .split("[\\s,]+")) {
      switch (name) {
        case "mapjoin", "streamtable", "" -> {}
        default -> throw text.notSupported(node, "the hint '" + name + "'");
      }
    }
  }

  private SelectItem item(ASTNode node) {
    ASTNode expression = node.child(0);
    switch (expression.getType()) {
      case HiveParser.TOK_ALLCOLREF -> {
        Optional<QualifiedName> qualifier =
            expression.getChildCount() == 0
                ? Optional.empty()
                : Optional.of(text.tableName(expression.child(0)));
        return new SelectItem.AllColumns(text.location(expression), qualifier);
      }
      case HiveParser.TOK_TRANSFORM -> throw text.notSupported(node, "TRANSFORM");
      default -> {
        if (node.getChildCount() > 2) {
          throw text.notSupported(node, "several aliases for one expression");
        }
        Optional<Identifier> alias =
            node.getChildCount() > 1
                ? Optional.of(text.identifier(node.child(1)))
                : Optional.empty();
        return new SelectItem.Expression(expressions.expression(expression), alias);
      }
    }
  }

  private List<Query.SortItem> sortItems(ASTNode node) {
    List<Query.SortItem> items = new ArrayList<>();
    for (ASTNode direction : children(node)) {
      ASTNode nulls = direction.child(0);
      items.add(
          new Query.SortItem(
              expressions.expression(nulls.child(0)),
              direction.getType() == HiveParser.TOK_TABSORTCOLNAMEDESC,
              nulls.getType() == HiveParser.TOK_NULLS_FIRST));
    }
    return items;
  }

  private Query.Limit limit(ASTNode node) {
    long first = count(node.child(0));
    if (node.getChildCount() == 1) {
      return new Query.Limit(first, 0);
    }
    return new Query.Limit(count(node.child(1)), first);
  }

  private long count(ASTNode node) {
    try {
      return Long.parseLong(node.getText());
    } catch (NumberFormatException e) {
      throw text.notSupported(node, "LIMIT '" + node.getText() + "', it takes a whole number");
    }
  }

  private Relation relation(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_TABREF -> tableReference(node);
      case HiveParser.TOK_SUBQUERY -> derived(node);
      case HiveParser.TOK_JOIN,
          HiveParser.TOK_CROSSJOIN,
          HiveParser.TOK_LEFTOUTERJOIN,
          HiveParser.TOK_RIGHTOUTERJOIN,
          HiveParser.TOK_FULLOUTERJOIN,
          HiveParser.TOK_LEFTSEMIJOIN ->
          joins(node);
      case HiveParser.TOK_LATERAL_VIEW, HiveParser.TOK_LATERAL_VIEW_OUTER ->
          throw text.notSupported(node, "LATERAL VIEW");
      case HiveParser.TOK_PTBLFUNCTION ->
          throw text.notSupported(node, "partitioned table functions");
      case HiveParser.TOK_UNIQUEJOIN -> throw text.notSupported(node, "UNIQUEJOIN");
      default -> throw text.unexpected(node);
    };
  }

  private Relation tableReference(ASTNode node) {
    QualifiedName name = text.tableName(node.child(0));
    Optional<Identifier> alias = Optional.empty();
    for (int i = 1; i < node.getChildCount(); i++) {
      ASTNode child = node.child(i);
      switch (child.getType()) {
        case HiveParser.TOK_TABLESPLITSAMPLE, HiveParser.TOK_TABLEBUCKETSAMPLE ->
            throw text.notSupported(child, "TABLESAMPLE");
        case HiveParser.TOK_AS_OF_TIME, HiveParser.TOK_AS_OF_VERSION ->
            throw text.notSupported(child, "time travel (FOR SYSTEM_TIME / SYSTEM_VERSION AS OF)");
        case HiveParser.TOK_TABLEPROPERTIES ->
            throw text.notSupported(child, "properties of a table reference");
        default -> alias = Optional.of(alias(child));
      }
    }
    return new Relation.TableReference(name, alias);
  }

  /** The grammar takes {@code a NATURAL JOIN b} for a table a with alias NATURAL. */
  private Identifier alias(ASTNode node) {
    Identifier alias = text.identifier(node);
    if (alias.name().equals("natural") && !text.source(alias.location()).startsWith("`")) {
      throw text.notSupported(node, "NATURAL JOIN; name the columns with USING or ON");
    }
    return alias;
  }

  private Relation derived(ASTNode node) {
    if (node.getChildCount() < 2) {
      throw text.notSupported(node, "a derived table without alias");
    }
    return new Relation.Derived(text.location(node), query(node.child(0)), alias(node.child(1)));
  }

  /** Joins lean to the left. */
  private Relation joins(ASTNode node) {
    List<ASTNode> spine = new ArrayList<>();
    ASTNode current = node;
    while (joinType(current) != null) {
      spine.add(current);
      current = current.child(0);
    }
    Collections.reverse(spine);
    Relation left = relation(current);
    for (ASTNode join : spine) {
      JoinType type = joinType(join);
      if (type == null) {
        throw text.unexpected(join);
      }
      left =
          new Relation.Join(
              text.location(join), type, left, relation(join.child(1)), condition(join));
    }
    return left;
  }

  private static @Nullable JoinType joinType(ASTNode node) {
    return switch (node.getType()) {
      case HiveParser.TOK_JOIN -> JoinType.INNER;
      case HiveParser.TOK_CROSSJOIN -> JoinType.CROSS;
      case HiveParser.TOK_LEFTOUTERJOIN -> JoinType.LEFT;
      case HiveParser.TOK_RIGHTOUTERJOIN -> JoinType.RIGHT;
      case HiveParser.TOK_FULLOUTERJOIN -> JoinType.FULL;
      case HiveParser.TOK_LEFTSEMIJOIN -> JoinType.LEFT_SEMI;
      default -> null;
    };
  }

  private JoinCondition condition(ASTNode node) {
    if (node.getChildCount() < 3) {
      return new JoinCondition.None();
    }
    if (node.getChildCount() > 3) {
      throw text.unexpected(node);
    }
    ASTNode condition = node.child(2);
    return condition.getType() == HiveParser.TOK_TABCOLNAME
        ? new JoinCondition.Using(text.identifiers(condition))
        : new JoinCondition.On(expressions.expression(condition));
  }
}
