package io.nyala.planner.parser;

import java.util.List;
import java.util.Optional;

/**
 * One statement. A closed family: queries and inserts go through the analyzer, {@link
 * DefinitionStatement}s and {@link InspectionStatement}s have one task each in the server, {@link
 * SessionStatement}s change or show the session.
 */
public sealed interface Statement
    permits Statement.QueryStatement,
        Statement.Insert,
        Statement.Explain,
        DefinitionStatement,
        InspectionStatement,
        SessionStatement {

  /** A query whose rows go to the client. */
  record QueryStatement(Query query) implements Statement {}

  /**
   * INSERT INTO or INSERT OVERWRITE of one table.
   *
   * @param ifNotExists {@code INSERT OVERWRITE … PARTITION (…) IF NOT EXISTS}: nothing happens if
   *     the partition is there
   * @param partition in the order of the text; dynamic keys carry no value
   * @param columns the target columns that the text lists; empty: all in the table's order
   */
  record Insert(
      Location location,
      QualifiedName target,
      boolean overwrite,
      boolean ifNotExists,
      List<PartitionKey> partition,
      List<Identifier> columns,
      Query source)
      implements Statement {
    public Insert {
      partition = List.copyOf(partition);
      columns = List.copyOf(columns);
    }
  }

  /**
   * EXPLAIN of a query, INSERT or CREATE TABLE AS; needs the privileges of the statement itself.
   */
  record Explain(ExplainKind kind, Statement statement) implements Statement {}

  /** What EXPLAIN shows. */
  enum ExplainKind {
    /** {@code EXPLAIN} alone, EXTENDED, FORMATTED: all three below. */
    ALL,
    /** The optimized relational tree: {@code EXPLAIN LOGICAL} and {@code EXPLAIN CBO}. */
    LOGICAL,
    /** The operators, with what was pruned: {@code EXPLAIN PHYSICAL}. */
    PHYSICAL,
    /** The fragments and exchanges: {@code EXPLAIN FRAGMENTS}. */
    FRAGMENTS,
    /** The objects read and written: {@code EXPLAIN DEPENDENCY}. */
    DEPENDENCY
  }

  /**
   * One key of a partition specification: {@code p='x'} or, of a dynamic key or a partial one, just
   * {@code p}.
   *
   * @param value a constant expression
   */
  record PartitionKey(Identifier column, Optional<SqlExpression> value) {}
}
