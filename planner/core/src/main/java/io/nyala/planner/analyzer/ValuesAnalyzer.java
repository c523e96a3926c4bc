package io.nyala.planner.analyzer;

import com.google.common.collect.ImmutableList;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.Query;
import io.nyala.planner.parser.SqlExpression;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/**
 * Rows of constants, named {@code col1}, {@code col2}, …; a column has the common type of its
 * values.
 */
final class ValuesAnalyzer {
  private final Environment environment;

  ValuesAnalyzer(Environment environment) {
    this.environment = environment;
  }

  AnalyzedQuery analyze(Query.Values values) {
    RelNode oneRow = LogicalValues.createOneRow(environment.cluster());
    ExpressionAnalyzer analyzer =
        new ExpressionAnalyzer(environment, new Scope(oneRow, List.of(), null));
    List<List<RexNode>> rows = new ArrayList<>();
    int columns = values.rows().get(0).size();
    for (List<SqlExpression> row : values.rows()) {
      if (row.size() != columns) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            row.isEmpty() ? values.location() : row.get(0).location(),
            "Expected " + columns + " columns in each row of VALUES, but found " + row.size());
      }
      rows.add(analyzer.analyze(row));
    }
    analyzer.markUsed();
    List<DataType> types = types(rows, columns, values.location(), analyzer.calls());
    convert(rows, types, analyzer.calls());
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      fields.add(
          new Field("", Optional.empty(), "col" + (i + 1), types.get(i), i, null, Set.of(), true));
    }
    return new AnalyzedQuery(relation(rows, types, oneRow), fields);
  }

  private static List<DataType> types(
      List<List<RexNode>> rows, int columns, Location location, FunctionCalls calls) {
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      types.add(
          calls.commonType(
              rows.stream().map(row -> FunctionCalls.type(row.get(column))).distinct().toList(),
              location));
    }
    return types;
  }

  private static void convert(List<List<RexNode>> rows, List<DataType> types, FunctionCalls calls) {
    for (List<RexNode> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        row.set(i, calls.convert(row.get(i), types.get(i)));
      }
    }
  }

  /** One node of literals if all are, else a union of one-row projections. */
  private RelNode relation(List<List<RexNode>> rows, List<DataType> types, RelNode oneRow) {
    boolean literals =
        types.stream().noneMatch(type -> type.kind() == TypeKind.VOID)
            && rows.stream().allMatch(row -> row.stream().allMatch(RexLiteral.class::isInstance));
    if (literals) {
      ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
      for (List<RexNode> row : rows) {
        tuples.add(
            row.stream().map(RexLiteral.class::cast).collect(ImmutableList.toImmutableList()));
      }
      RelDataTypeFactory factory = environment.cluster().getTypeFactory();
      RelDataTypeFactory.Builder type = factory.builder();
      for (int i = 0; i < types.size(); i++) {
        type.add("col" + (i + 1), RelTypes.nullable(factory, types.get(i)));
      }
      return LogicalValues.create(environment.cluster(), type.build(), tuples.build());
    }
    List<RelNode> inputs = new ArrayList<>();
    for (List<RexNode> row : rows) {
      inputs.add(RowOrder.project(oneRow, row, null));
    }
    return inputs.size() == 1 ? inputs.get(0) : LogicalUnion.create(inputs, true);
  }
}
