package io.nyala.engine.task;

import io.nyala.engine.operator.aggregate.AggregationOperator;
import io.nyala.engine.operator.basic.LimitOperator;
import io.nyala.engine.operator.basic.LiteralBatches;
import io.nyala.engine.operator.basic.ValuesOperator;
import io.nyala.engine.operator.filter.FilterProjectOperator;
import io.nyala.engine.operator.scan.SplitQueue;
import io.nyala.engine.operator.scan.TableScanOperator;
import io.nyala.engine.operator.sort.SortOperator;
import io.nyala.engine.operator.sort.TopNOperator;
import io.nyala.engine.operator.write.TableWriteOperator;
import io.nyala.engine.task.Pipelines.Chain;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.PlanNode.Aggregate;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.plan.PlanNode.ExchangeSource;
import io.nyala.spi.plan.PlanNode.Filter;
import io.nyala.spi.plan.PlanNode.Join;
import io.nyala.spi.plan.PlanNode.Limit;
import io.nyala.spi.plan.PlanNode.Project;
import io.nyala.spi.plan.PlanNode.Sort;
import io.nyala.spi.plan.PlanNode.TableScan;
import io.nyala.spi.plan.PlanNode.TableWrite;
import io.nyala.spi.plan.PlanNode.TopN;
import io.nyala.spi.plan.PlanNode.UnionAll;
import io.nyala.spi.plan.PlanNode.Values;
import io.nyala.spi.source.SourceContext;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.PhysicalKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Walks a fragment and hangs operators onto pipelines, from the leaves up. Exchanges between
 * pipelines and joins, which make pipelines of their own, are {@link TaskExchanges}' and {@link
 * JoinPlanner}'s.
 */
final class FragmentPlanner {
  private final TaskScope scope;
  private final TaskExchanges exchanges;
  private final JoinPlanner joins;

  FragmentPlanner(TaskScope scope) {
    this.scope = scope;
    this.exchanges = new TaskExchanges(scope);
    this.joins = new JoinPlanner(scope, exchanges);
  }

  /** Plans the whole fragment, its output included. */
  void plan() {
    Chain root = visit(scope.spec().fragment().root());
    exchanges.output(root);
  }

  private Chain visit(PlanNode node) {
    if (node instanceof TableScan scan) {
      return scan(scan);
    }
    if (node instanceof Values values) {
      return values(values);
    }
    if (node instanceof ExchangeSource source) {
      return exchanges.source(source);
    }
    if (node instanceof Filter || node instanceof Project) {
      return filterProject(node);
    }
    if (node instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof Join join) {
      return joins.join(join, visit(join.left()), visit(join.right()));
    }
    if (node instanceof Sort sort) {
      List<PhysicalKind> kinds = kinds(sort.outputTypes());
      return exchanges
          .single(visit(sort.input()), sort.id())
          .add(sort.id(), "Sort", context -> new SortOperator(context, kinds, sort.keys()));
    }
    if (node instanceof TopN topN) {
      return topN(topN);
    }
    if (node instanceof Limit limit) {
      return limit(limit);
    }
    if (node instanceof UnionAll union) {
      List<Chain> inputs = new ArrayList<>();
      union.inputs().forEach(input -> inputs.add(visit(input)));
      return exchanges.union(inputs, union.id());
    }
    if (node instanceof TableWrite write) {
      return write(write);
    }
    throw new NyalaException(
        ErrorCode.INTERNAL_ERROR, "the engine has no operator for " + node.getClass());
  }

  static List<PhysicalKind> kinds(List<DataType> types) {
    return types.stream().map(DataType::physical).toList();
  }

  private Chain scan(TableScan scan) {
    scope.services().authorization().require(scan, scope.constants());
    SplitQueue splits = scope.splits(scan.id());
    int drivers = Math.max(1, Math.min(scope.drivers(), splits.total()));
    return new Chain(drivers)
        .add(
            scan.id(),
            "TableScan " + scan.table(),
            context ->
                new TableScanOperator(context, scan.scan(), splits, scope.services().sources()));
  }

  private Chain values(Values values) {
    return new Chain(1)
        .add(
            values.id(),
            "Values",
            context ->
                new ValuesOperator(
                    LiteralBatches.of(values.outputTypes(), values.rows(), context.batchRows())));
  }

  /** A projection takes up the filters right below it. */
  private Chain filterProject(PlanNode node) {
    List<Expression> projections;
    PlanNode below;
    if (node instanceof Project project) {
      projections = project.expressions();
      below = project.input();
    } else {
      projections = identity(node.outputTypes());
      below = node;
    }
    List<Expression> predicates = new ArrayList<>();
    while (below instanceof Filter filter) {
      predicates.add(0, filter.predicate());
      below = filter.input();
    }
    Expression filter = and(predicates);
    String name = filter == null ? "Project" : node instanceof Project ? "FilterProject" : "Filter";
    return visit(below)
        .add(
            node.id(),
            name,
            context ->
                new FilterProjectOperator(
                    scope
                        .services()
                        .expressions()
                        .processor(filter, projections, scope.constants())));
  }

  private static @Nullable Expression and(List<Expression> predicates) {
    if (predicates.size() < 2) {
      return predicates.isEmpty() ? null : predicates.get(0);
    }
    return new Expression.Special(Expression.Form.AND, DataType.BOOLEAN, predicates);
  }

  private static List<Expression> identity(List<DataType> types) {
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new ColumnReference(i, types.get(i)));
    }
    return columns;
  }

  private Chain aggregate(Aggregate aggregate) {
    Chain input = visit(aggregate.input());
    if (aggregate.step() != AggregateStep.PARTIAL) {
      input =
          aggregate.groupKeys().isEmpty()
              ? exchanges.single(input, aggregate.id())
              : exchanges.hashed(input, aggregate.groupKeys(), aggregate.id());
    }
    List<DataType> inputTypes = aggregate.input().outputTypes();
    List<PhysicalKind> keyKinds =
        aggregate.groupKeys().stream().map(key -> inputTypes.get(key).physical()).toList();
    long partialBytes = scope.services().config().partialAggregationBytes();
    return input.add(
        aggregate.id(),
        "Aggregate " + aggregate.step(),
        context ->
            new AggregationOperator(
                context,
                aggregate.step(),
                aggregate.groupKeys(),
                keyKinds,
                aggregate.calls(),
                partialBytes));
  }

  private Chain topN(TopN topN) {
    Chain input = visit(topN.input());
    List<PhysicalKind> kinds = kinds(topN.outputTypes());
    if (input.drivers() > 1) {
      input.add(
          topN.id(),
          "TopN",
          context -> new TopNOperator(context, kinds, topN.keys(), topN.count()));
    }
    return exchanges
        .single(input, topN.id())
        .add(
            topN.id(),
            "TopN",
            context -> new TopNOperator(context, kinds, topN.keys(), topN.count()));
  }

  private Chain limit(Limit limit) {
    Chain input = visit(limit.input());
    long needed = limit.offset() + limit.count();
    if (input.drivers() > 1 && needed >= 0) {
      input.add(limit.id(), "Limit", context -> new LimitOperator(0, needed));
    }
    return exchanges
        .single(input, limit.id())
        .add(limit.id(), "Limit", context -> new LimitOperator(limit.offset(), limit.count()));
  }

  /** One writer per task: few files, and a bucket has one writer. */
  private Chain write(TableWrite write) {
    Chain input = exchanges.single(visit(write.input()), write.id());
    AtomicLong writers = new AtomicLong();
    return input.add(
        write.id(),
        "TableWrite " + write.write().table(),
        context ->
            new TableWriteOperator(
                context,
                scope
                    .services()
                    .sinks()
                    .open(
                        write.write(),
                        scope.spec().id().fragment()
                            + "-"
                            + scope.spec().id().index()
                            + "-"
                            + scope.spec().id().attempt()
                            + "-"
                            + write.id()
                            + "-"
                            + writers.getAndIncrement(),
                        new SourceContext(
                            context.constants(),
                            context.batchRows(),
                            context.memory(),
                            context.cancellation(),
                            context.faults()))));
  }
}
