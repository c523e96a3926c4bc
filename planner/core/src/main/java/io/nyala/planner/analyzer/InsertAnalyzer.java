package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.authorization.Rights;
import io.nyala.planner.parser.Identifier;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.planner.parser.Statement.Insert;
import io.nyala.planner.parser.Statement.PartitionKey;
import io.nyala.semantics.type.TypeCoercion;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableName;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.security.AccessAction;
import io.nyala.spi.security.SecurableObject.TableObject;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/** INSERT: the target and its partitions, and the source's rows in the shape of the target. */
final class InsertAnalyzer {
  private final Environment environment;
  private final ConstantEvaluator constants;

  InsertAnalyzer(Environment environment, ConstantEvaluator constants) {
    this.environment = environment;
    this.constants = constants;
  }

  /** The rows as the target takes them, and the target. */
  record AnalyzedInsert(RelNode rows, List<Column> columns, Analysis.InsertInto write) {}

  AnalyzedInsert analyze(Insert insert) {
    TableName name = insert.target().resolve(environment.database());
    environment
        .accesses()
        .demand(AccessAction.UPDATE, new TableObject(name.database(), name.table()));
    TableSnapshot table = target(insert);
    Map<String, PartitionKey> keys = partitionKeys(insert, table);
    List<Literal> fixed = staticValues(insert, table, keys);
    List<Column> dynamic =
        table.partitionColumns().subList(fixed.size(), table.partitionColumns().size());
    requireDynamicAllowed(insert, fixed, dynamic);
    AnalyzedQuery source = new QueryAnalyzer(environment).analyze(insert.source(), null);
    source.fields().forEach(field -> field.uses().forEach(ColumnUse::markUsed));
    List<Column> shape = new ArrayList<>(table.columns());
    shape.addAll(dynamic);
    RelNode rows = shaped(insert, table, source, shape, dynamic);
    Analysis.InsertInto write =
        new Analysis.InsertInto(table, insert.overwrite(), insert.ifNotExists(), fixed, dynamic);
    return new AnalyzedInsert(rows, shape, write);
  }

  private TableSnapshot target(Insert insert) {
    TableName name = insert.target().resolve(environment.database());
    environment.accesses().requireVisible(name, Rights.USER);
    TableSnapshot table = new TableExpander(environment).lookup(insert.target());
    if (table.isView()) {
      throw SemanticErrors.at(
          ErrorCode.SEMANTIC_ERROR,
          insert.location(),
          "You cannot insert into a view '" + name + "'");
    }
    return table;
  }

  private static Map<String, PartitionKey> partitionKeys(Insert insert, TableSnapshot table) {
    Map<String, PartitionKey> keys = new LinkedHashMap<>();
    Set<String> columns = new HashSet<>();
    table.partitionColumns().forEach(column -> columns.add(column.name()));
    if (!insert.partition().isEmpty() && columns.isEmpty()) {
      throw SemanticErrors.at(
          ErrorCode.INVALID_PARTITION,
          insert.location(),
          "Partition not found: the table '" + table.name().table() + "' is not partitioned");
    }
    for (PartitionKey key : insert.partition()) {
      if (!columns.contains(key.column().name()) || keys.put(key.column().name(), key) != null) {
        throw SemanticErrors.at(
            ErrorCode.INVALID_PARTITION,
            key.column().location(),
            "Partition not found '" + key.column().name() + "'");
      }
    }
    if (!keys.isEmpty() && keys.size() < columns.size()) {
      PartitionKey last = insert.partition().get(insert.partition().size() - 1);
      throw SemanticErrors.at(
          ErrorCode.INVALID_PARTITION,
          valueLocation(last),
          "Partition not found: every key of PARTITIONED BY must be named '"
              + last.column().name()
              + "'");
    }
    return keys;
  }

  private static Location valueLocation(PartitionKey key) {
    return key.value().map(SqlExpression::location).orElse(key.column().location());
  }

  /** Values of the leading partition columns; a static key behind a dynamic one is an error. */
  private List<Literal> staticValues(
      Insert insert, TableSnapshot table, Map<String, PartitionKey> keys) {
    List<Literal> values = new ArrayList<>();
    boolean dynamicSeen = keys.isEmpty();
    for (Column column : table.partitionColumns()) {
      PartitionKey key = keys.get(column.name());
      if (key == null || key.value().isEmpty()) {
        dynamicSeen = true;
      } else if (dynamicSeen) {
        throw SemanticErrors.at(
            ErrorCode.DYNAMIC_BEFORE_STATIC_PARTITION,
            insert.partition().get(0).column().location(),
            "Dynamic partition cannot be the parent of a static partition '"
                + key.column().name()
                + "'");
      } else {
        values.add(constants.evaluate(key.value().get(), column.type()));
      }
    }
    return values;
  }

  private void requireDynamicAllowed(Insert insert, List<Literal> fixed, List<Column> dynamic) {
    if (dynamic.isEmpty()) {
      return;
    }
    boolean enabled =
        Boolean.parseBoolean(environment.context().setting("hive.exec.dynamic.partition", "true"));
    boolean strict =
        environment
            .context()
            .setting("hive.exec.dynamic.partition.mode", "nonstrict")
            .equalsIgnoreCase("strict");
    if (!enabled || (strict && fixed.isEmpty())) {
      throw SemanticErrors.at(
          ErrorCode.DYNAMIC_PARTITION_STRICT,
          insert.location(),
          enabled
              ? "Dynamic partition strict mode requires at least one static partition column. To turn"
                  + " this off set hive.exec.dynamic.partition.mode=nonstrict"
              : "Dynamic partition is disabled. Either enable it by setting"
                  + " hive.exec.dynamic.partition=true or specify partition column values");
    }
  }

  private RelNode shaped(
      Insert insert,
      TableSnapshot table,
      AnalyzedQuery source,
      List<Column> shape,
      List<Column> dynamic) {
    List<Integer> sourceOf = mapping(insert, table, source, shape, dynamic);
    FunctionCalls calls = new FunctionCalls(environment.functions(), environment.rexBuilder());
    List<RexNode> row = new ArrayList<>();
    for (int i = 0; i < shape.size(); i++) {
      Column column = shape.get(i);
      int position = sourceOf.get(i);
      row.add(
          position < 0
              ? environment.rexBuilder().literal(null, column.type())
              : stored(calls, source, position, column, insert.location()));
    }
    return RowOrder.project(source.rel(), row, null);
  }

  private static RexNode stored(
      FunctionCalls calls, AnalyzedQuery source, int position, Column column, Location location) {
    DataType from = source.fields().get(position).type();
    if (!TypeCoercion.storable(from, column.type())) {
      throw SemanticErrors.at(
          ErrorCode.INSERT_COLUMN_MISMATCH,
          location,
          "Cannot insert into target table because column number/types are different '"
              + column.name()
              + "': Cannot convert column "
              + position
              + " from "
              + from.hiveName()
              + " to "
              + column.type().hiveName()
              + ".");
    }
    return calls.convert(RexInputRef.of(position, source.rel().getRowType()), column.type());
  }

  /**
   * Per column of the target the position in the source, −1 for a column that the list leaves out.
   */
  private static List<Integer> mapping(
      Insert insert,
      TableSnapshot table,
      AnalyzedQuery source,
      List<Column> shape,
      List<Column> dynamic) {
    List<Integer> positions = new ArrayList<>();
    int given = source.fields().size();
    if (insert.columns().isEmpty()) {
      requireCount(insert, table, shape.size(), given);
      for (int i = 0; i < shape.size(); i++) {
        positions.add(i);
      }
      return positions;
    }
    List<String> listed = listed(insert, shape);
    boolean appended = dynamic.stream().noneMatch(column -> listed.contains(column.name()));
    requireCount(insert, table, listed.size() + (appended ? dynamic.size() : 0), given);
    for (Column column : shape) {
      int position = listed.indexOf(column.name());
      if (position < 0 && appended) {
        int inDynamic = dynamic.indexOf(column);
        position = inDynamic < 0 ? -1 : listed.size() + inDynamic;
      }
      positions.add(position);
    }
    return positions;
  }

  private static List<String> listed(Insert insert, List<Column> shape) {
    List<String> names = new ArrayList<>();
    Set<String> known = new HashSet<>();
    shape.forEach(column -> known.add(column.name()));
    for (Identifier column : insert.columns()) {
      if (!known.contains(column.name())) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            insert.location(),
            "'["
                + column.name()
                + "]' in insert schema specification are not found among regular columns of "
                + insert.target()
                + " nor dynamic partition columns.");
      }
      if (names.contains(column.name())) {
        throw SemanticErrors.at(
            ErrorCode.DUPLICATE_COLUMN,
            column.location(),
            "Duplicate column name: " + column.name());
      }
      names.add(column.name());
    }
    return names;
  }

  private static void requireCount(Insert insert, TableSnapshot table, int expected, int given) {
    if (expected != given) {
      throw SemanticErrors.at(
          ErrorCode.INSERT_COLUMN_MISMATCH,
          insert.location(),
          "Cannot insert into target table because column number/types are different '"
              + table.name().table()
              + "': Table insclause-0 has "
              + expected
              + " columns, but query has "
              + given
              + " columns.");
    }
  }
}
