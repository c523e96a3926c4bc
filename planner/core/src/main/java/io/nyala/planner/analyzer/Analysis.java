package io.nyala.planner.analyzer;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.expression.Expression.Literal;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;

/**
 * An analysed and authorized statement.
 *
 * @param root the rows: of a query, its result; of an INSERT, the stored columns of the target in
 *     order, then its dynamic partition columns, each of the column's type; of CREATE TABLE AS
 *     likewise
 * @param output labels and types of {@code root}'s columns, in order
 * @param write where the rows go; empty for a query
 * @param tables the tables and views read, for EXPLAIN DEPENDENCY and the operation log
 */
public record Analysis(
    RelNode root, List<OutputColumn> output, Optional<Write> write, List<ReadTable> tables) {
  public Analysis {
    output = List.copyOf(output);
    tables = List.copyOf(tables);
  }

  /** A table or view that the user's own text reads. */
  public record ReadTable(TableName name, boolean view, List<String> columns) {
    public ReadTable {
      columns = List.copyOf(columns);
    }
  }

  /** Where rows go. */
  public sealed interface Write {}

  /**
   * INSERT.
   *
   * @param staticPartition values of the leading partition columns, of the columns' types
   * @param dynamicPartitionColumns the remaining partition columns
   * @param ifNotExists OVERWRITE does nothing if the (static) partition exists
   */
  public record InsertInto(
      TableSnapshot table,
      boolean overwrite,
      boolean ifNotExists,
      List<Literal> staticPartition,
      List<Column> dynamicPartitionColumns)
      implements Write {
    public InsertInto {
      staticPartition = List.copyOf(staticPartition);
      dynamicPartitionColumns = List.copyOf(dynamicPartitionColumns);
    }
  }

  /**
   * CREATE TABLE AS. The rows are {@code columns}, then {@code partitionColumns}.
   *
   * @param columns name and type of the new table's stored columns; a column of type VOID becomes
   *     STRING
   */
  public record CreateTable(TableName name, List<Column> columns, List<Column> partitionColumns)
      implements Write {
    public CreateTable {
      columns = List.copyOf(columns);
      partitionColumns = List.copyOf(partitionColumns);
    }
  }
}
