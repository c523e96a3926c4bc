package io.nyala.planner.analyzer;

import com.google.common.collect.ImmutableSet;
import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.QualifiedName;
import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * One SELECT block with its ORDER BY and LIMIT, phase by phase in the order in which SQL evaluates
 * it:
 *
 * <pre>
 *   FROM → WHERE → GROUP BY → HAVING → SELECT → DISTINCT → ORDER BY → LIMIT
 * </pre>
 *
 * All expressions after WHERE are analysed over the row before grouping; if there is grouping,
 * {@link GroupedRow} then carries them over.
 */
final class SelectAnalyzer {
  private final Environment environment;
  private final @Nullable Scope outer;

  SelectAnalyzer(Environment environment, @Nullable Scope outer) {
    this.environment = environment;
    this.outer = outer;
  }

  /**
   * An item of the SELECT list.
   *
   * @param qualifier of an expanded {@code *}: the alias that its label shows; else empty
   */
  private record Item(String qualifier, String name, RexNode node, Set<ColumnUse> uses) {
    Item withNode(RexNode newNode) {
      return new Item(qualifier, name, newNode, uses);
    }
  }

  AnalyzedQuery analyze(
      Query.Select select, List<Query.SortItem> orderBy, Optional<Query.Limit> limit) {
    Scope scope = where(select, from(select));
    AggregateCollector aggregates = new AggregateCollector(scope.rel());
    Map<Integer, SqlExpression.ColumnName> named = new HashMap<>();
    List<Item> items = items(select, scope, aggregates, named);
    List<RexNode> groupBy = groupBy(select, scope, items, aggregates, named);
    RexNode having = having(select, scope, items, aggregates, named);
    List<RexNode> keys = orderBy(orderBy, scope, items, aggregates, named);
    boolean grouped =
        !select.groupBy().isEmpty() || having != null || !aggregates.calls().isEmpty();
    Scope row = scope;
    if (grouped) {
      GroupedRow groupedRow = new GroupedRow(scope, groupBy, aggregates, named);
      items = items.stream().map(item -> item.withNode(groupedRow.rewrite(item.node()))).toList();
      keys = keys.stream().map(groupedRow::rewrite).toList();
      row = groupedRow.scope();
      if (having != null) {
        RexNode condition = groupedRow.rewrite(having);
        row = filtered(row, condition, List.of());
        // subqueries of SELECT and ORDER BY were bound to the row below HAVING
        row = row.continuing(groupedRow.scope());
      }
    }
    RelNode rel = output(select, row, items, keys, orderBy, limit);
    return new AnalyzedQuery(rel, fields(items));
  }

  private AnalyzedQuery from(Query.Select select) {
    if (select.from().isEmpty()) {
      return new AnalyzedQuery(LogicalValues.createOneRow(environment.cluster()), List.of());
    }
    return new RelationAnalyzer(environment, outer).analyze(select.from().get());
  }

  private Scope where(Query.Select select, AnalyzedQuery from) {
    Scope scope = new Scope(from.rel(), from.fields(), outer);
    if (select.where().isEmpty()) {
      return scope;
    }
    ExpressionAnalyzer analyzer = new ExpressionAnalyzer(environment, scope);
    RexNode condition = analyzer.condition(select.where().get());
    analyzer.markUsed();
    return filtered(scope, condition, from.fields());
  }

  private Scope filtered(Scope scope, RexNode condition, List<Field> fields) {
    RelNode filter =
        LogicalFilter.create(scope.rel(), condition, ImmutableSet.copyOf(scope.variables()));
    return new Scope(filter, fields, outer);
  }

  private List<Item> items(
      Query.Select select,
      Scope scope,
      AggregateCollector aggregates,
      Map<Integer, SqlExpression.ColumnName> named) {
    List<Item> items = new ArrayList<>();
    int position = 0;
    for (Query.SelectItem item : select.items()) {
      if (item instanceof Query.SelectItem.AllColumns all) {
        expand(all, scope, items, named);
      } else if (item instanceof Query.SelectItem.Expression expression) {
        ExpressionAnalyzer analyzer =
            new ExpressionAnalyzer(environment, scope).withAggregates(aggregates);
        RexNode node = analyzer.analyze(expression.expression());
        named.putAll(analyzer.named());
        items.add(new Item("", name(expression, position), node, analyzer.uses()));
      }
      position++;
    }
    if (select.distinct()) {
      items.forEach(item -> item.uses().forEach(ColumnUse::markUsed));
    }
    return items;
  }

  private static String name(Query.SelectItem.Expression item, int position) {
    if (item.alias().isPresent()) {
      return item.alias().map(Identifier::name).get();
    }
    return item.expression() instanceof SqlExpression.ColumnName column
        ? column.last()
        : "_c" + position;
  }

  private void expand(
      Query.SelectItem.AllColumns all,
      Scope scope,
      List<Item> items,
      Map<Integer, SqlExpression.ColumnName> named) {
    int before = items.size();
    List<String> spelledOut = new ArrayList<>();
    for (Field field : scope.fields()) {
      if (!isMeant(field, all.qualifier())) {
        continue;
      }
      field.touch();
      if (field.type().kind() == TypeKind.UNSUPPORTED) {
        throw SemanticErrors.notSupported(
            all.location(),
            "column '"
                + field.name()
                + "' of type "
                + field.type().hiveName()
                + "; name the columns instead of '*'");
      }
      named.put(field.index(), new SqlExpression.ColumnName(all.location(), List.of(field.name())));
      items.add(new Item(field.qualifier(), field.name(), scope.local(field), field.uses()));
      String name = TextRewrites.quote(field.name());
      spelledOut.add(
          field.qualifier().isEmpty() ? name : TextRewrites.quote(field.qualifier()) + "." + name);
    }
    environment.rewriteText(all.location(), String.join(", ", spelledOut));
    if (items.size() == before) {
      throw SemanticErrors.at(
          ErrorCode.INVALID_COLUMN,
          all.location(),
          all.qualifier()
              .map(name -> "Invalid table alias '" + name + "'")
              .orElse("'*' needs a FROM clause"));
    }
  }

  private static boolean isMeant(Field field, Optional<QualifiedName> qualifier) {
    if (qualifier.isEmpty()) {
      return field.star();
    }
    QualifiedName name = qualifier.get();
    return field.qualifier().equals(name.table())
        && (name.database().isEmpty() || name.database().equals(field.database()));
  }

  private static Aliases aliases(List<Item> items, Aliases.Order order) {
    Map<String, Aliases.Named> named = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Item item : items) {
      Aliases.Named previous = named.put(item.name(), new Aliases.Named(item.node(), item.uses()));
      if (previous != null && !previous.node().equals(item.node())) {
        ambiguous.add(item.name());
      }
    }
    named.keySet().removeAll(ambiguous);
    return new Aliases(named, order);
  }

  private List<RexNode> groupBy(
      Query.Select select,
      Scope scope,
      List<Item> items,
      AggregateCollector aggregates,
      Map<Integer, SqlExpression.ColumnName> named) {
    List<RexNode> keys = new ArrayList<>();
    for (SqlExpression expression : select.groupBy()) {
      OptionalInt ordinal = RowOrder.ordinal(expression, items.size(), "GROUP BY");
      RexNode key;
      if (ordinal.isPresent()) {
        Item item = items.get(ordinal.getAsInt());
        item.uses().forEach(ColumnUse::markUsed);
        key = item.node();
      } else {
        ExpressionAnalyzer analyzer =
            new ExpressionAnalyzer(environment, scope)
                .withAliases(aliases(items, Aliases.Order.LAST));
        key = analyzer.analyze(expression);
        analyzer.markUsed();
        named.putAll(analyzer.named());
      }
      if (holdsAggregate(key, aggregates)) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            expression.location(),
            "An aggregate function is not allowed in GROUP BY");
      }
      keys.add(key);
    }
    return keys;
  }

  private static boolean holdsAggregate(RexNode node, AggregateCollector aggregates) {
    List<RexInputRef> found = new ArrayList<>();
    node.accept(
        new RexVisitorImpl<@Nullable Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef reference) {
            if (reference.getIndex() >= aggregates.base()) {
              found.add(reference);
            }
            return null;
          }
        });
    return !found.isEmpty();
  }

  private @Nullable RexNode having(
      Query.Select select,
      Scope scope,
      List<Item> items,
      AggregateCollector aggregates,
      Map<Integer, SqlExpression.ColumnName> named) {
    if (select.having().isEmpty()) {
      return null;
    }
    ExpressionAnalyzer analyzer =
        new ExpressionAnalyzer(environment, scope)
            .withAliases(aliases(items, Aliases.Order.LAST))
            .withAggregates(aggregates);
    RexNode condition = analyzer.condition(select.having().get());
    analyzer.markUsed();
    named.putAll(analyzer.named());
    return condition;
  }

  private List<RexNode> orderBy(
      List<Query.SortItem> orderBy,
      Scope scope,
      List<Item> items,
      AggregateCollector aggregates,
      Map<Integer, SqlExpression.ColumnName> named) {
    List<RexNode> keys = new ArrayList<>();
    for (Query.SortItem sortItem : orderBy) {
      OptionalInt ordinal = RowOrder.ordinal(sortItem.expression(), items.size(), "ORDER BY");
      if (ordinal.isPresent()) {
        Item item = items.get(ordinal.getAsInt());
        item.uses().forEach(ColumnUse::markUsed);
        keys.add(item.node());
        continue;
      }
      ExpressionAnalyzer analyzer =
          new ExpressionAnalyzer(environment, scope)
              .withAliases(aliases(items, Aliases.Order.FIRST))
              .withAggregates(aggregates);
      keys.add(analyzer.analyze(sortItem.expression()));
      analyzer.markUsed();
      named.putAll(analyzer.named());
    }
    return keys;
  }

  private RelNode output(
      Query.Select select,
      Scope row,
      List<Item> items,
      List<RexNode> keys,
      List<Query.SortItem> orderBy,
      Optional<Query.Limit> limit) {
    List<RexNode> columns = items.stream().map(Item::node).toList();
    RowOrder order = new RowOrder(environment);
    if (!select.distinct()) {
      return order.sorted(row.rel(), columns, keys, orderBy, limit, row);
    }
    RelNode projected = RowOrder.project(row.rel(), columns, row);
    RelNode distinct =
        LogicalAggregate.create(
            projected, List.of(), ImmutableBitSet.range(columns.size()), null, List.of());
    List<RexNode> outputs = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      outputs.add(RexInputRef.of(i, distinct.getRowType()));
    }
    List<RexNode> distinctKeys = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      int position = columns.indexOf(keys.get(i));
      if (position < 0 && !RexUtil.isConstant(keys.get(i))) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            orderBy.get(i).expression().location(),
            "With SELECT DISTINCT, ORDER BY must name an expression of the SELECT list");
      }
      distinctKeys.add(position < 0 ? keys.get(i) : outputs.get(position));
    }
    Scope scope = new Scope(distinct, List.of(), outer);
    return order.sorted(distinct, outputs, distinctKeys, orderBy, limit, scope);
  }

  private static List<Field> fields(List<Item> items) {
    List<Field> fields = new ArrayList<>();
    for (Item item : items) {
      DataType type = FunctionCalls.type(item.node());
      fields.add(
          new Field(
              item.qualifier(),
              Optional.empty(),
              item.name(),
              type,
              fields.size(),
              null,
              new LinkedHashSet<>(item.uses()),
              true));
    }
    return fields;
  }
}
