package io.nyala.planner.parser;

import io.nyala.planner.parser.Statement.PartitionKey;
import io.nyala.spi.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statements that change the catalog (DDL), ANALYZE and REFRESH. */
public sealed interface DefinitionStatement extends Statement {

  record CreateDatabase(
      Identifier name,
      boolean ifNotExists,
      Optional<String> comment,
      Optional<String> location,
      Map<String, String> properties)
      implements DefinitionStatement {
    public CreateDatabase {
      properties = Map.copyOf(properties);
    }
  }

  record DropDatabase(Identifier name, boolean ifExists, boolean cascade)
      implements DefinitionStatement {}

  /** A column of CREATE TABLE. */
  record ColumnDefinition(Identifier name, DataType type, Optional<String> comment) {}

  /** {@code CLUSTERED BY (columns) [SORTED BY (sortColumns)] INTO count BUCKETS}. */
  record BucketDefinition(List<Identifier> columns, List<SortColumn> sortColumns, int count) {
    public BucketDefinition {
      columns = List.copyOf(columns);
      sortColumns = List.copyOf(sortColumns);
    }
  }

  /** A column of SORTED BY. */
  record SortColumn(Identifier column, boolean descending) {}

  /**
   * How a table's files are written, as the text says it; all empty means Hive's default.
   *
   * @param fileFormat the word of STORED AS, upper case: {@code ORC}, {@code TEXTFILE}
   * @param inputFormat class name of STORED AS INPUTFORMAT
   * @param outputFormat class name of OUTPUTFORMAT
   * @param serde class name of ROW FORMAT SERDE
   * @param serdeProperties WITH SERDEPROPERTIES, or what ROW FORMAT DELIMITED says, under Hive's
   *     keys ({@code field.delim}, {@code serialization.format}, {@code escape.delim}, {@code
   *     line.delim}, {@code serialization.null.format}, …)
   */
  record StorageClause(
      Optional<String> fileFormat,
      Optional<String> inputFormat,
      Optional<String> outputFormat,
      Optional<String> serde,
      Map<String, String> serdeProperties) {
    public StorageClause {
      serdeProperties = Map.copyOf(serdeProperties);
    }
  }

  /**
   * CREATE [EXTERNAL] TABLE, also the head of CREATE TABLE AS.
   *
   * @param columns empty in CREATE TABLE AS
   * @param partitionColumns with types; empty in CREATE TABLE AS
   */
  record CreateTable(
      QualifiedName name,
      boolean external,
      boolean ifNotExists,
      List<ColumnDefinition> columns,
      List<ColumnDefinition> partitionColumns,
      Optional<BucketDefinition> buckets,
      StorageClause storage,
      Optional<String> comment,
      Optional<String> location,
      Map<String, String> properties)
      implements DefinitionStatement {
    public CreateTable {
      columns = List.copyOf(columns);
      partitionColumns = List.copyOf(partitionColumns);
      properties = Map.copyOf(properties);
    }
  }

  /**
   * CREATE TABLE AS. The columns are those of the query.
   *
   * @param partitionColumns names of PARTITIONED BY (a, b): output columns of the query that become
   *     partition columns
   */
  record CreateTableAsSelect(CreateTable table, List<Identifier> partitionColumns, Query source)
      implements DefinitionStatement {
    public CreateTableAsSelect {
      partitionColumns = List.copyOf(partitionColumns);
    }
  }

  record DropTable(QualifiedName name, boolean ifExists, boolean purge)
      implements DefinitionStatement {}

  /** A column of CREATE VIEW's list. */
  record ViewColumn(Identifier name, Optional<String> comment) {}

  /**
   * CREATE VIEW and CREATE OR REPLACE VIEW. {@link Location}s inside the query refer to the whole
   * statement; {@code queryStart} is where {@code queryText} begins in it.
   *
   * @param columns names given to the output; empty: the query's own
   * @param queryText the query as written
   */
  record CreateView(
      QualifiedName name,
      boolean orReplace,
      boolean ifNotExists,
      List<ViewColumn> columns,
      Optional<String> comment,
      Map<String, String> properties,
      Query query,
      String queryText,
      int queryStart)
      implements DefinitionStatement {
    public CreateView {
      columns = List.copyOf(columns);
      properties = Map.copyOf(properties);
    }
  }

  record DropView(QualifiedName name, boolean ifExists) implements DefinitionStatement {}

  /** One PARTITION (…) [LOCATION '…'] of ADD PARTITION. */
  record PartitionDefinition(List<PartitionKey> keys, Optional<String> location) {
    public PartitionDefinition {
      keys = List.copyOf(keys);
    }
  }

  record AddPartitions(
      QualifiedName table, boolean ifNotExists, List<PartitionDefinition> partitions)
      implements DefinitionStatement {
    public AddPartitions {
      partitions = List.copyOf(partitions);
    }
  }

  /**
   * One condition of DROP PARTITION.
   *
   * @param operator one of {@code = <> < <= > >=}
   * @param value a constant expression
   */
  record PartitionCondition(Identifier column, String operator, SqlExpression value) {}

  /**
   * ALTER TABLE … DROP PARTITION; the conditions of one inner list hold together, the outer list
   * adds up.
   */
  record DropPartitions(
      QualifiedName table,
      boolean ifExists,
      boolean purge,
      List<List<PartitionCondition>> partitions)
      implements DefinitionStatement {
    public DropPartitions {
      partitions = partitions.stream().map(List::copyOf).toList();
    }
  }

  /**
   * ANALYZE TABLE … COMPUTE STATISTICS [FOR COLUMNS].
   *
   * @param partition keys without value stand for all their values; empty: the whole table
   * @param forColumns whether column statistics are wanted
   * @param columns empty with {@code forColumns}: all columns
   * @param noScan sizes of files only, no rows are read
   */
  record AnalyzeTable(
      QualifiedName table,
      List<PartitionKey> partition,
      boolean forColumns,
      List<Identifier> columns,
      boolean noScan)
      implements DefinitionStatement {
    public AnalyzeTable {
      partition = List.copyOf(partition);
      columns = List.copyOf(columns);
    }
  }

  /**
   * REFRESH [TABLE] name: forget what is cached about the table; for files dropped in without the
   * metastore.
   */
  record RefreshTable(QualifiedName table) implements DefinitionStatement {}
}
