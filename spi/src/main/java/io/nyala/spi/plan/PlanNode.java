package io.nyala.spi.plan;

import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.Literal;
import io.nyala.spi.security.AccessDecision;
import io.nyala.spi.source.ScanSpec;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A physical operator of a fragment. Ids are unique within the distributed plan and name the
 * operator in profile and EXPLAIN. Columns are addressed by position in the input; {@link
 * #outputTypes} describes what comes out.
 */
public sealed interface PlanNode {
  int id();

  List<PlanNode> inputs();

  List<DataType> outputTypes();

  /**
   * Reads the splits that the scheduler assigns to this node. Refused by the executor without a
   * valid decision.
   */
  record TableScan(int id, String table, ScanSpec scan, AccessDecision decision)
      implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }

    @Override
    public List<DataType> outputTypes() {
      List<DataType> types = new ArrayList<>();
      scan.output().forEach(column -> types.add(column.type()));
      return types;
    }
  }

  /** Literal rows. */
  record Values(int id, List<DataType> outputTypes, List<List<Literal>> rows) implements PlanNode {
    public Values {
      outputTypes = List.copyOf(outputTypes);
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }
  }

  /**
   * Rows of other fragments, all of the same types.
   *
   * @param mergeKeys if not empty the sources are each sorted so and are merged
   */
  record ExchangeSource(
      int id, List<Integer> fragments, List<DataType> outputTypes, List<SortKey> mergeKeys)
      implements PlanNode {
    public ExchangeSource {
      fragments = List.copyOf(fragments);
      outputTypes = List.copyOf(outputTypes);
      mergeKeys = List.copyOf(mergeKeys);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of();
    }
  }

  /** Rows for which the predicate is true. */
  record Filter(int id, PlanNode input, Expression predicate) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return input.outputTypes();
    }
  }

  /** One output column per expression. */
  record Project(int id, PlanNode input, List<Expression> expressions) implements PlanNode {
    public Project {
      expressions = List.copyOf(expressions);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return expressions.stream().map(Expression::type).toList();
    }
  }

  /**
   * Grouping by columns. Output: the group keys in order, then per call its result (SINGLE, FINAL)
   * or all columns of its intermediate state (PARTIAL). Without keys SINGLE and FINAL produce
   * exactly one row.
   */
  record Aggregate(
      int id,
      PlanNode input,
      AggregateStep step,
      List<Integer> groupKeys,
      List<AggregateCall> calls,
      List<DataType> outputTypes)
      implements PlanNode {
    public Aggregate {
      groupKeys = List.copyOf(groupKeys);
      calls = List.copyOf(calls);
      outputTypes = List.copyOf(outputTypes);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }
  }

  /** Whether an aggregation is whole or a half of a two-phase one. */
  enum AggregateStep {
    SINGLE,
    PARTIAL,
    FINAL
  }

  /**
   * Hash join; without keys a nested-loop join. Output: left columns, then right columns (or as
   * {@link JoinKind} says).
   *
   * @param leftKeys key columns of the left input, parallel to {@code rightKeys} and of the same
   *     types
   * @param nullSafe per key: NULL matches NULL ({@code <=>})
   * @param residual further condition over left columns followed by right columns; part of the
   *     match, not a filter after it
   */
  record Join(
      int id,
      JoinKind kind,
      PlanNode left,
      PlanNode right,
      List<Integer> leftKeys,
      List<Integer> rightKeys,
      List<Boolean> nullSafe,
      Optional<Expression> residual)
      implements PlanNode {
    public Join {
      leftKeys = List.copyOf(leftKeys);
      rightKeys = List.copyOf(rightKeys);
      nullSafe = List.copyOf(nullSafe);
      if (leftKeys.size() != rightKeys.size() || leftKeys.size() != nullSafe.size()) {
        throw new IllegalArgumentException("join keys are not parallel");
      }
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(left, right);
    }

    @Override
    public List<DataType> outputTypes() {
      List<DataType> types = new ArrayList<>(left.outputTypes());
      switch (kind) {
        case INNER, LEFT, RIGHT, FULL -> types.addAll(right.outputTypes());
        case LEFT_MARK -> types.add(DataType.BOOLEAN);
        case LEFT_SEMI, LEFT_ANTI -> {}
      }
      return types;
    }
  }

  /** All input rows in order. */
  record Sort(int id, PlanNode input, List<SortKey> keys) implements PlanNode {
    public Sort {
      keys = List.copyOf(keys);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return input.outputTypes();
    }
  }

  /** The first {@code count} rows in order, sorted. */
  record TopN(int id, PlanNode input, List<SortKey> keys, long count) implements PlanNode {
    public TopN {
      keys = List.copyOf(keys);
    }

    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return input.outputTypes();
    }
  }

  /** Skips {@code offset} rows, passes {@code count}. */
  record Limit(int id, PlanNode input, long offset, long count) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return input.outputTypes();
    }
  }

  /** All rows of all inputs, which have the same types. */
  record UnionAll(int id, List<PlanNode> inputs, List<DataType> outputTypes) implements PlanNode {
    public UnionAll {
      inputs = List.copyOf(inputs);
      outputTypes = List.copyOf(outputTypes);
    }
  }

  /**
   * Writes its input; output is one BINARY column with one encoded {@link
   * io.nyala.spi.source.WrittenFile} a row, which the coordinator commits.
   */
  record TableWrite(int id, PlanNode input, WriteSpec write) implements PlanNode {
    @Override
    public List<PlanNode> inputs() {
      return List.of(input);
    }

    @Override
    public List<DataType> outputTypes() {
      return List.of(DataType.BINARY);
    }
  }
}
