package io.nyala.engine.task;

import io.nyala.engine.exchange.ExchangeClient;
import io.nyala.engine.exchange.ExchangeLocation;
import io.nyala.engine.operator.exchange.ExchangeSourceOperator;
import io.nyala.engine.operator.exchange.OutputOperator;
import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.engine.operator.sort.MergeSourceOperator;
import io.nyala.engine.pipeline.LocalExchange;
import io.nyala.engine.pipeline.LocalExchangeSink;
import io.nyala.engine.pipeline.LocalExchangeSource;
import io.nyala.engine.task.Pipelines.Chain;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.plan.PlanNode.ExchangeSource;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The seams of a task: to other tasks, and between its own pipelines. */
final class TaskExchanges {
  private final TaskScope scope;

  TaskExchanges(TaskScope scope) {
    this.scope = scope;
  }

  /** A pipeline that starts with rows of other tasks. */
  Chain source(ExchangeSource source) {
    List<ExchangeLocation> locations = new ArrayList<>();
    for (int fragment : source.fragments()) {
      List<ExchangeLocation> producers = scope.spec().producers().get(fragment);
      if (producers == null) {
        throw new NyalaException(
            ErrorCode.PROTOCOL_ERROR,
            "Task " + scope.spec().id() + " is not told who runs fragment " + fragment);
      }
      locations.addAll(producers);
    }
    if (!source.mergeKeys().isEmpty()) {
      return merge(source, locations);
    }
    ExchangeClient client = client(locations, "exchange " + source.id());
    int drivers = scope.drivers();
    AtomicInteger open = new AtomicInteger(drivers);
    return new Chain(drivers)
        .add(
            source.id(),
            "ExchangeSource",
            context -> new ExchangeSourceOperator(context, client, open));
  }

  private Chain merge(ExchangeSource source, List<ExchangeLocation> locations) {
    List<ExchangeClient> clients = new ArrayList<>();
    for (ExchangeLocation location : locations) {
      clients.add(client(List.of(location), "exchange " + source.id()));
    }
    return new Chain(1)
        .add(
            source.id(),
            "MergeSource",
            context ->
                new MergeSourceOperator(
                    context,
                    clients,
                    FragmentPlanner.kinds(source.outputTypes()),
                    source.mergeKeys()));
  }

  private ExchangeClient client(List<ExchangeLocation> locations, String name) {
    ExchangeClient client =
        new ExchangeClient(
            scope.services().pages(),
            locations,
            scope.spec().id().index(),
            scope.memory().child(name),
            scope.services().config().localExchangeBytes(),
            scope.services().config().exchangePageBytes());
    scope.closeAtEnd(client);
    scope.atStart(client::start);
    return client;
  }

  /** Ends the chain: rows go to the task's consumers. */
  void output(Chain chain) {
    OutputRouting routing = scope.spec().fragment().output();
    AtomicInteger open = new AtomicInteger(chain.drivers());
    chain.add(
        scope.spec().fragment().root().id(),
        "Output " + routing.kind(),
        context -> new OutputOperator(routing, scope.output(), bucketHash(routing), open));
    scope.pipelines().finish(chain);
  }

  private @Nullable ColumnEvaluator bucketHash(OutputRouting routing) {
    if (routing.kind() != OutputRouting.Kind.BUCKET) {
      return null;
    }
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < routing.columns().size(); i++) {
      columns.add(new Expression.ColumnReference(routing.columns().get(i), routing.types().get(i)));
    }
    return scope
        .services()
        .expressions()
        .evaluator(new Expression.Call("murmur_hash", DataType.INT, columns), scope.constants());
  }

  /** The same rows in one driver. */
  Chain single(Chain input, int planNodeId) {
    return input.drivers() == 1 ? input : connect(List.of(input), planNodeId, 1, new int[0]);
  }

  /** The same rows, those of equal columns in the same driver. */
  Chain hashed(Chain input, List<Integer> columns, int planNodeId) {
    if (input.drivers() == 1) {
      return input;
    }
    int[] hashColumns = columns.stream().mapToInt(Integer::intValue).toArray();
    return connect(List.of(input), planNodeId, scope.drivers(), hashColumns);
  }

  /** The rows of all inputs. */
  Chain union(List<Chain> inputs, int planNodeId) {
    int drivers = inputs.stream().mapToInt(Chain::drivers).max().orElse(1);
    return connect(inputs, planNodeId, drivers, new int[0]);
  }

  private Chain connect(List<Chain> inputs, int planNodeId, int drivers, int[] hashColumns) {
    LocalExchange exchange =
        new LocalExchange(
            scope.memory().child("local exchange below operator " + planNodeId),
            scope.services().config().localExchangeBytes(),
            inputs.stream().mapToInt(Chain::drivers).sum(),
            drivers,
            hashColumns.length > 0);
    scope.closeAtEnd(exchange);
    for (Chain input : inputs) {
      input.add(
          planNodeId, "LocalExchangeSink", context -> new LocalExchangeSink(exchange, hashColumns));
      scope.pipelines().finish(input);
    }
    AtomicInteger next = new AtomicInteger();
    return new Chain(drivers)
        .add(
            planNodeId,
            "LocalExchangeSource",
            context -> new LocalExchangeSource(exchange, next.getAndIncrement()));
  }
}
