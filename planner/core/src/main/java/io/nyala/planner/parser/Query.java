package io.nyala.planner.parser;

import java.util.List;
import java.util.Optional;

/**
 * A query: {@code [WITH …] body [ORDER BY …] [LIMIT …]}.
 *
 * @param orderBy empty: no order
 */
public record Query(
    Location location,
    List<CommonTable> with,
    Body body,
    List<SortItem> orderBy,
    Optional<Limit> limit) {
  public Query {
    with = List.copyOf(with);
    orderBy = List.copyOf(orderBy);
  }

  /**
   * {@code name [(columns)] AS (query)} of WITH. Sees the common tables before it.
   *
   * @param columns empty: the query's own names
   */
  public record CommonTable(Identifier name, List<Identifier> columns, Query query) {
    public CommonTable {
      columns = List.copyOf(columns);
    }
  }

  /** {@code LIMIT count [OFFSET offset]}, both not negative. */
  public record Limit(long count, long offset) {}

  /**
   * One key of ORDER BY. The default of {@code nullsFirst} is Hive's: last ascending, first
   * descending.
   */
  public record SortItem(SqlExpression expression, boolean descending, boolean nullsFirst) {}

  /** What produces the rows. */
  public sealed interface Body permits Select, SetOperation, Values {}

  /**
   * SELECT block.
   *
   * @param groupBy empty: no GROUP BY (or only aggregates)
   */
  public record Select(
      Location location,
      boolean distinct,
      List<SelectItem> items,
      Optional<Relation> from,
      Optional<SqlExpression> where,
      List<SqlExpression> groupBy,
      Optional<SqlExpression> having)
      implements Body {
    public Select {
      items = List.copyOf(items);
      groupBy = List.copyOf(groupBy);
    }
  }

  /** The set operations. */
  public enum SetKind {
    UNION,
    INTERSECT,
    EXCEPT
  }

  /**
   * UNION, INTERSECT or EXCEPT, applied from left to right; chains of the same kind are one node. A
   * UNION of one input is that input (a query in parentheses with an order of its own).
   *
   * @param all without ALL duplicates are removed
   */
  public record SetOperation(SetKind kind, boolean all, List<Query> inputs) implements Body {
    public SetOperation {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Rows of constant expressions, all of the same length; columns are named {@code col1}, {@code
   * col2}, ….
   */
  public record Values(Location location, List<List<SqlExpression>> rows) implements Body {
    public Values {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** An item of the SELECT list. */
  public sealed interface SelectItem {
    /**
     * An expression; without alias a column keeps its name and anything else becomes {@code
     * _c<position>}.
     */
    record Expression(SqlExpression expression, Optional<Identifier> alias) implements SelectItem {}

    /**
     * {@code *} or {@code alias.*}.
     *
     * @param qualifier empty: all relations of FROM
     */
    record AllColumns(Location location, Optional<QualifiedName> qualifier) implements SelectItem {}
  }

  /** What stands in FROM. */
  public sealed interface Relation {
    Location location();

    /** A table, view or common table. */
    record TableReference(QualifiedName name, Optional<Identifier> alias) implements Relation {
      @Override
      public Location location() {
        return name.location();
      }
    }

    /** A query in parentheses. */
    record Derived(Location location, Query query, Identifier alias) implements Relation {}

    record Join(
        Location location, JoinType type, Relation left, Relation right, JoinCondition condition)
        implements Relation {}
  }

  /** The joins of the grammar; a comma is INNER without condition. */
  public enum JoinType {
    INNER,
    CROSS,
    LEFT,
    RIGHT,
    FULL,
    LEFT_SEMI
  }

  /** How the rows of a join meet. */
  public sealed interface JoinCondition {
    /** No condition: every pair. */
    record None() implements JoinCondition {}

    record On(SqlExpression condition) implements JoinCondition {}

    record Using(List<Identifier> columns) implements JoinCondition {
      public Using {
        columns = List.copyOf(columns);
      }
    }
  }
}
