package io.nyala.planner.analyzer;

import io.nyala.planner.authorization.ColumnUse;
import io.nyala.planner.logical.RelClusters;
import io.nyala.planner.parser.Location;
import io.nyala.planner.parser.Query;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * UNION, INTERSECT, EXCEPT: columns meet by position, in their common type, under the names of the
 * first input.
 */
final class SetOperationAnalyzer {
  private final Environment environment;
  private final @Nullable Scope outer;
  private final FunctionCalls calls;

  SetOperationAnalyzer(Environment environment, @Nullable Scope outer) {
    this.environment = environment;
    this.outer = outer;
    this.calls = new FunctionCalls(environment.functions(), environment.rexBuilder());
  }

  AnalyzedQuery analyze(Query.SetOperation operation, Location location) {
    List<AnalyzedQuery> inputs = new ArrayList<>();
    for (Query input : operation.inputs()) {
      inputs.add(new QueryAnalyzer(environment).analyze(input, outer));
    }
    List<DataType> types = columnTypes(inputs, location);
    List<RelNode> aligned = new ArrayList<>();
    for (AnalyzedQuery input : inputs) {
      aligned.add(align(input, types));
    }
    boolean all = operation.all();
    if (!all || operation.kind() != Query.SetKind.UNION) {
      inputs.forEach(
          input -> input.fields().forEach(field -> field.uses().forEach(ColumnUse::markUsed)));
    }
    RelNode rel =
        aligned.size() == 1 && all
            ? aligned.get(0)
            : switch (operation.kind()) {
              case UNION -> LogicalUnion.create(aligned, all);
              case INTERSECT -> intersect(aligned, all, location);
              case EXCEPT -> except(aligned, all, location);
            };
    return new AnalyzedQuery(rel, fields(inputs, types));
  }

  /**
   * Rows that every input has, once each; NULLs are equal here, unlike in a join.
   *
   * <pre>
   *   Filter(n = number of inputs)
   *     Aggregate(all columns, n = COUNT(*))
   *       UnionAll(distinct inputs)
   * </pre>
   */
  private RelNode intersect(List<RelNode> inputs, boolean all, Location location) {
    if (all) {
      throw SemanticErrors.notSupported(location, "INTERSECT ALL");
    }
    RelBuilder builder = RelClusters.builder(environment.cluster());
    int columns = inputs.get(0).getRowType().getFieldCount();
    for (RelNode input : inputs) {
      builder.push(input);
      builder.aggregate(builder.groupKey(range(columns)), List.<RelBuilder.AggCall>of());
    }
    builder.union(true, inputs.size());
    builder.aggregate(builder.groupKey(range(columns)), builder.countStar("n"));
    return kept(builder, columns, inputs.size());
  }

  /**
   * Rows of the first input that no other has, once each.
   *
   * <pre>
   *   Filter(m = 0)
   *     Aggregate(all columns, m = MAX(tag))
   *       UnionAll(first with tag 0, others with tag 1)
   * </pre>
   */
  private RelNode except(List<RelNode> inputs, boolean all, Location location) {
    if (all) {
      throw SemanticErrors.notSupported(location, "EXCEPT ALL");
    }
    RelBuilder builder = RelClusters.builder(environment.cluster());
    int columns = inputs.get(0).getRowType().getFieldCount();
    for (int i = 0; i < inputs.size(); i++) {
      List<RexNode> tagged = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        tagged.add(RexInputRef.of(j, inputs.get(i).getRowType()));
      }
      tagged.add(environment.rexBuilder().literal(i == 0 ? 0L : 1L, DataType.BIGINT));
      builder.push(RowOrder.project(inputs.get(i), tagged, null));
    }
    builder.union(true, inputs.size());
    builder.aggregate(
        builder.groupKey(range(columns)),
        builder.aggregateCall(SqlStdOperatorTable.MAX, builder.field(columns)).as("m"));
    return kept(builder, columns, 0);
  }

  /** Only the rows whose last column has the value, without that column. */
  private RelNode kept(RelBuilder builder, int columns, long value) {
    RelNode counted = builder.build();
    RexNode condition =
        environment
            .rexBuilder()
            .makeCall(
                SqlStdOperatorTable.EQUALS,
                RexInputRef.of(columns, counted.getRowType()),
                environment.rexBuilder().literal(value, DataType.BIGINT));
    RelNode filtered = LogicalFilter.create(counted, condition);
    List<RexNode> output = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      output.add(RexInputRef.of(i, filtered.getRowType()));
    }
    return RowOrder.project(filtered, output, null);
  }

  private static int[] range(int count) {
    return IntStream.range(0, count).toArray();
  }

  private List<DataType> columnTypes(List<AnalyzedQuery> inputs, Location location) {
    int columns = inputs.get(0).fields().size();
    for (AnalyzedQuery input : inputs) {
      if (input.fields().size() != columns) {
        throw SemanticErrors.at(
            ErrorCode.SEMANTIC_ERROR,
            location,
            "Schema of both sides of union should match: one side has "
                + columns
                + " columns, another "
                + input.fields().size());
      }
    }
    List<DataType> types = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      int column = i;
      types.add(
          calls.commonType(
              inputs.stream().map(input -> input.fields().get(column).type()).toList(), location));
    }
    return types;
  }

  private RelNode align(AnalyzedQuery input, List<DataType> types) {
    List<RexNode> columns = new ArrayList<>();
    boolean same = true;
    for (int i = 0; i < types.size(); i++) {
      RexNode column = RexInputRef.of(i, input.rel().getRowType());
      RexNode converted =
          types.get(i).kind() == TypeKind.VOID ? column : calls.convert(column, types.get(i));
      same &= converted.equals(column);
      columns.add(converted);
    }
    return same ? input.rel() : RowOrder.project(input.rel(), columns, null);
  }

  private static List<Field> fields(List<AnalyzedQuery> inputs, List<DataType> types) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      Set<ColumnUse> uses = new LinkedHashSet<>();
      for (AnalyzedQuery input : inputs) {
        uses.addAll(input.fields().get(i).uses());
      }
      fields.add(
          new Field(
              "",
              Optional.empty(),
              inputs.get(0).fields().get(i).name(),
              types.get(i),
              i,
              null,
              uses,
              true));
    }
    return fields;
  }
}
