package io.nyala.planner.parser;

import io.nyala.planner.parser.Statement.PartitionKey;
import java.util.List;
import java.util.Optional;

/**
 * SHOW and DESCRIBE. Patterns are as written: in Hive 4's SHOW … LIKE, {@code %} and {@code _} are
 * wildcards, {@code *} and {@code |} the older ones.
 */
public sealed interface InspectionStatement extends Statement {

  record ShowDatabases(Optional<String> pattern) implements InspectionStatement {}

  record ShowTables(Optional<Identifier> database, Optional<String> pattern)
      implements InspectionStatement {}

  record ShowViews(Optional<Identifier> database, Optional<String> pattern)
      implements InspectionStatement {}

  /**
   * @param partition the values that the partitions must have; empty: all
   */
  record ShowPartitions(QualifiedName table, List<PartitionKey> partition)
      implements InspectionStatement {
    public ShowPartitions {
      partition = List.copyOf(partition);
    }
  }

  record ShowColumns(QualifiedName table, Optional<String> pattern)
      implements InspectionStatement {}

  record ShowCreateTable(QualifiedName table) implements InspectionStatement {}

  /**
   * @param key the one property asked for
   */
  record ShowTableProperties(QualifiedName table, Optional<String> key)
      implements InspectionStatement {}

  record ShowFunctions(Optional<String> pattern) implements InspectionStatement {}

  /** How much DESCRIBE prints. */
  enum Detail {
    PLAIN,
    EXTENDED,
    FORMATTED
  }

  /**
   * DESCRIBE of a table, view, partition or column.
   *
   * @param table of {@code DESCRIBE a.b} the text is ambiguous: database and table, or else table
   *     and column; it is read as database and table, as Hive does first
   */
  record DescribeTable(
      QualifiedName table, Detail detail, List<PartitionKey> partition, Optional<Identifier> column)
      implements InspectionStatement {
    public DescribeTable {
      partition = List.copyOf(partition);
    }
  }

  record DescribeDatabase(Identifier database, boolean extended) implements InspectionStatement {}

  record DescribeFunction(String function, boolean extended) implements InspectionStatement {}
}
