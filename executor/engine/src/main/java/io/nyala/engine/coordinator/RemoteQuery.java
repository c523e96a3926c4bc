package io.nyala.engine.coordinator;

import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.profile.TaskProfile;
import io.nyala.engine.scheduler.QuerySchedule;
import io.nyala.engine.scheduler.ScheduledTask;
import io.nyala.engine.task.QueryRequest;
import io.nyala.engine.task.QueryStatus;
import io.nyala.engine.task.TaskProtocol;
import io.nyala.engine.task.TaskSpec;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcChannel;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.session.QueryConstants;
import io.nyala.spi.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The part of a query that one executor runs, as the coordinator sees it. Thread-safe. */
final class RemoteQuery {
  private final ExecutorNode executor;
  private final QueryRequest request;
  private final RpcClient client;
  private final Consumer<NyalaException> onFailure;
  private volatile List<TaskProfile> tasks = List.of();
  private volatile boolean released;

  private RemoteQuery(
      ExecutorNode executor,
      QueryRequest request,
      RpcClient client,
      Consumer<NyalaException> onFailure) {
    this.executor = executor;
    this.request = request;
    this.client = client;
    this.onFailure = onFailure;
  }

  static List<RemoteQuery> of(
      QuerySchedule schedule,
      QueryConstants constants,
      QueryOptions options,
      Function<RpcAddress, RpcClient> clients,
      Consumer<NyalaException> onFailure) {
    Map<ExecutorNode, List<TaskSpec>> byExecutor = new LinkedHashMap<>();
    for (ScheduledTask task : schedule.tasks()) {
      byExecutor.computeIfAbsent(task.executor(), executor -> new ArrayList<>()).add(task.spec());
    }
    List<RemoteQuery> remotes = new ArrayList<>();
    byExecutor.forEach(
        (executor, specs) ->
            remotes.add(
                new RemoteQuery(
                    executor,
                    new QueryRequest(
                        constants,
                        options.memoryLimitPerExecutor(),
                        options.batchRows(),
                        options.compiledExpressions(),
                        specs),
                    clients.apply(executor.address()),
                    onFailure)));
    return remotes;
  }

  ExecutorNode executor() {
    return executor;
  }

  List<TaskProfile> tasks() {
    return tasks;
  }

  CompletableFuture<Void> create() {
    return call(TaskProtocol.CREATE, request.encode()).thenAccept(nothing -> {});
  }

  CompletableFuture<Void> start() {
    return call(TaskProtocol.START, query().toByteBuffer()).thenAccept(nothing -> {});
  }

  private WireWriter query() {
    return TaskProtocol.query(request.constants().queryId());
  }

  /** A call whose failure to arrive names the executor. */
  private CompletableFuture<ByteBuffer> call(String method, ByteBuffer bytes) {
    return client
        .call(RpcChannel.CONTROL, method, bytes)
        .exceptionally(
            error -> {
              NyalaException known = QueryExecution.asNyala(error);
              throw known.code() == ErrorCode.EXECUTOR_LOST ? lost(known) : known;
            });
  }

  NyalaException lost(@Nullable NyalaException cause) {
    String message =
        "Executor "
            + executor.description()
            + " was lost while it worked for query "
            + request.constants().queryId()
            + "; run the query again.";
    return cause == null
        ? new NyalaException(ErrorCode.EXECUTOR_LOST, message)
        : new NyalaException(ErrorCode.EXECUTOR_LOST, message, cause);
  }

  /** Follows the tasks until they have all ended. */
  void watch() {
    watch(-1);
  }

  private void watch(long version) {
    if (released) {
      return;
    }
    WireWriter out = query();
    out.writeSigned(version);
    var unused =
        call(TaskProtocol.STATUS, out.toByteBuffer())
            .thenApply(QueryStatus::decode)
            .whenComplete(
                (status, error) -> {
                  if (released) {
                    return;
                  }
                  if (error != null) {
                    onFailure.accept(QueryExecution.asNyala(error));
                    return;
                  }
                  tasks = status.tasks();
                  status.failure().ifPresent(onFailure);
                  if (!status.ended()) {
                    watch(status.version());
                  }
                });
  }

  /** Frees the executor; a lost one counts as freed. */
  CompletableFuture<Void> release() {
    released = true;
    return call(TaskProtocol.RELEASE, query().toByteBuffer())
        .thenApply(QueryStatus::decode)
        .handle(
            (status, error) -> {
              if (error == null && !status.tasks().isEmpty()) {
                tasks = status.tasks();
              }
              return null;
            });
  }
}
