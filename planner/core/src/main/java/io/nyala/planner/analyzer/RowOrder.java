package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.spi.error.ErrorCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY and LIMIT. NULLs go last ascending and first descending unless the text says otherwise.
 */
final class RowOrder {
  private final Environment environment;

  RowOrder(Environment environment) {
    this.environment = environment;
  }

  /**
   * Over the columns of a set operation or VALUES: by position or output name, or an expression of
   * them.
   */
  AnalyzedQuery apply(AnalyzedQuery rows, List<Query.SortItem> items, Optional<Query.Limit> limit) {
    if (items.isEmpty()) {
      return new AnalyzedQuery(limited(rows.rel(), List.of(), limit), rows.fields());
    }
    List<Field> named = rows.fields().stream().map(RowOrder::unqualified).toList();
    Scope scope = new Scope(rows.rel(), named, null);
    List<RexNode> keys = new ArrayList<>();
    for (Query.SortItem item : items) {
      OptionalInt ordinal = ordinal(item.expression(), rows.fields().size(), "ORDER BY");
      if (ordinal.isPresent()) {
        rows.fields().get(ordinal.getAsInt()).uses().forEach(ColumnUse::markUsed);
        keys.add(RexInputRef.of(ordinal.getAsInt(), rows.rel().getRowType()));
      } else {
        ExpressionAnalyzer analyzer = new ExpressionAnalyzer(environment, scope);
        keys.add(analyzer.analyze(item.expression()));
        analyzer.markUsed();
      }
    }
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < rows.fields().size(); i++) {
      columns.add(RexInputRef.of(i, rows.rel().getRowType()));
    }
    RelNode sorted = sorted(rows.rel(), columns, keys, items, limit, scope);
    return new AnalyzedQuery(sorted, rows.fields());
  }

  private static Field unqualified(Field field) {
    return new Field(
        "", Optional.empty(), field.name(), field.type(), field.index(), null, field.uses(), true);
  }

  /**
   * Project → sort → project: sort keys that are no output column are computed beside them and
   * dropped afterwards.
   *
   * @param columns the output, over {@code input}
   * @param keys one per item, over {@code input}
   */
  RelNode sorted(
      RelNode input,
      List<RexNode> columns,
      List<RexNode> keys,
      List<Query.SortItem> items,
      Optional<Query.Limit> limit,
      Scope scope) {
    List<RexNode> all = new ArrayList<>(columns);
    List<RelFieldCollation> collations = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int position = all.indexOf(keys.get(i));
      if (position < 0) {
        position = all.size();
        all.add(keys.get(i));
      }
      collations.add(collation(position, items.get(i)));
    }
    RelNode projected = project(input, all, scope);
    RelNode sorted = limited(projected, collations, limit);
    if (all.size() == columns.size()) {
      return sorted;
    }
    List<RexNode> kept = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      kept.add(RexInputRef.of(i, sorted.getRowType()));
    }
    return LogicalProject.create(sorted, List.of(), kept, names(kept.size()), Set.of());
  }

  static RelNode project(RelNode input, List<RexNode> columns, @Nullable Scope scope) {
    return LogicalProject.create(
        input,
        List.of(),
        columns,
        names(columns.size()),
        scope == null ? Set.of() : scope.variables());
  }

  /** Names inside the tree are of no consequence; labels are kept beside it. */
  static List<String> names(int count) {
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      names.add("c" + i);
    }
    return names;
  }

  private static RelFieldCollation collation(int position, Query.SortItem item) {
    return new RelFieldCollation(
        position,
        item.descending()
            ? RelFieldCollation.Direction.DESCENDING
            : RelFieldCollation.Direction.ASCENDING,
        item.nullsFirst()
            ? RelFieldCollation.NullDirection.FIRST
            : RelFieldCollation.NullDirection.LAST);
  }

  RelNode limited(RelNode input, List<RelFieldCollation> collations, Optional<Query.Limit> limit) {
    if (collations.isEmpty() && limit.isEmpty()) {
      return input;
    }
    RexNode offset =
        limit.filter(value -> value.offset() > 0).map(value -> count(value.offset())).orElse(null);
    RexNode fetch = limit.map(value -> count(value.count())).orElse(null);
    return LogicalSort.create(input, RelCollations.of(collations), offset, fetch);
  }

  private RexNode count(long value) {
    return environment
        .rexBuilder()
        .makeExactLiteral(
            BigDecimal.valueOf(value),
            environment.cluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT));
  }

  /** The position, from 0, that a whole number in ORDER BY or GROUP BY stands for. */
  static OptionalInt ordinal(SqlExpression expression, int columns, String clause) {
    if (!(expression instanceof SqlExpression.NumberLiteral number)
        || !number.text().chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    Location location = number.location();
    int position = number.text().length() > 9 ? 0 : Integer.parseInt(number.text());
    if (position < 1 || position > columns) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          location,
          "Invalid position alias in "
              + clause
              + ": Position alias: "
              + number.text()
              + " does not exist. The Select List is indexed from 1 to "
              + columns);
    }
    return OptionalInt.of(position - 1);
  }
}
