package io.nyala.engine.task;

import io.nyala.engine.exchange.FetchedPages;
import io.nyala.engine.exchange.TaskId;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.rpc.RpcCaller;
import io.nyala.spi.rpc.RpcHandler;
import io.nyala.spi.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor's side of the internal protocol, see {@link TaskProtocol}. Creating, starting and
 * cancelling queries is for coordinators; fetching pages is for their executors too. Drops queries
 * whose coordinator has fallen silent. Thread-safe.
 */
public final class TaskService implements RpcHandler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TaskService.class);

  private final EngineServices services;
  private final Set<String> coordinators;
  private final Set<String> fetchers;
  private final Map<String, QueryTasks> queries = new ConcurrentHashMap<>();
  private final ScheduledExecutorService watch;

  /**
   * @param coordinators principals that may run queries
   * @param fetchers principals that may fetch pages, in addition
   */
  public TaskService(EngineServices services, Set<String> coordinators, Set<String> fetchers) {
    this.services = services;
    this.coordinators = Set.copyOf(coordinators);
    this.fetchers = Set.copyOf(fetchers);
    this.watch =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "orphan-watch");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(100, services.config().orphanTimeout().toMillis() / 4);
    var unused =
        watch.scheduleWithFixedDelay(this::dropOrphans, period, period, TimeUnit.MILLISECONDS);
  }

  @Override
  public CompletableFuture<ByteBuffer> call(RpcCaller caller, String method, ByteBuffer request) {
    try {
      authorize(caller, method);
      return switch (method) {
        case TaskProtocol.CREATE -> create(request);
        case TaskProtocol.START -> start(new WireReader(request).readString());
        case TaskProtocol.STATUS -> status(new WireReader(request));
        case TaskProtocol.CANCEL -> cancel(new WireReader(request));
        case TaskProtocol.RELEASE -> release(new WireReader(request).readString());
        case TaskProtocol.FETCH -> fetch(new WireReader(request));
        case TaskProtocol.ABANDON -> abandon(new WireReader(request));
        default -> throw WireReader.malformed("unknown method " + method);
      };
    } catch (NyalaException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      LOG.error("Internal call {} failed", method, e);
      return CompletableFuture.failedFuture(
          new NyalaException(
              ErrorCode.INTERNAL_ERROR,
              "The executor failed at " + method + "; its log tells why.",
              e));
    }
  }

  private void authorize(RpcCaller caller, String method) {
    boolean data = method.equals(TaskProtocol.FETCH) || method.equals(TaskProtocol.ABANDON);
    if (!coordinators.contains(caller.principal())
        && !(data && fetchers.contains(caller.principal()))) {
      throw new NyalaException(
          ErrorCode.AUTHENTICATION_FAILED,
          caller.principal()
              + " may not call "
              + method
              + "; add it to nyala.internal.allowed.principals if it is a process of this cluster.");
    }
  }

  private CompletableFuture<ByteBuffer> create(ByteBuffer bytes) {
    QueryRequest request = QueryRequest.decode(bytes);
    QueryTasks query = new QueryTasks(request, services);
    if (queries.putIfAbsent(query.queryId(), query) != null) {
      query.cancel(canceled(query.queryId()));
      var unused = query.release();
      throw WireReader.malformed("query " + query.queryId() + " exists already");
    }
    LOG.info("Query {} created with {} tasks", query.queryId(), request.tasks().size());
    return TaskProtocol.nothing();
  }

  private CompletableFuture<ByteBuffer> start(String queryId) {
    query(queryId).start();
    return TaskProtocol.nothing();
  }

  private CompletableFuture<ByteBuffer> status(WireReader in) {
    QueryTasks query = query(in.readString());
    return query
        .status(in.readSigned(), services.config().fetchWait())
        .thenApply(QueryStatus::encode);
  }

  private CompletableFuture<ByteBuffer> cancel(WireReader in) {
    QueryTasks query = queries.get(in.readString());
    if (query != null) {
      query.cancel(new NyalaException(ErrorCode.CANCELED, in.readString()));
    }
    return TaskProtocol.nothing();
  }

  /**
   * Answers the last status when everything is freed; an empty one for a query that is not here.
   */
  private CompletableFuture<ByteBuffer> release(String queryId) {
    QueryTasks query = queries.remove(queryId);
    if (query == null) {
      return CompletableFuture.completedFuture(
          new QueryStatus(0, true, Optional.empty(), List.of()).encode());
    }
    query.cancel(canceled(queryId));
    return query
        .release()
        .thenApply(
            status -> {
              LOG.info("Query {} released", queryId);
              return status.encode();
            });
  }

  private static NyalaException canceled(String queryId) {
    return new NyalaException(ErrorCode.CANCELED, "Query " + queryId + " was released");
  }

  private CompletableFuture<ByteBuffer> fetch(WireReader in) {
    TaskId id = TaskId.read(in);
    int partition = in.readSize();
    long token = in.readSigned();
    long maxBytes = in.readSigned();
    in.end();
    Task task = query(id.queryId()).task(id);
    checkPartition(task, partition);
    return task.output()
        .fetch(partition, token, maxBytes, services.config().fetchWait())
        .thenApply(FetchedPages::encode);
  }

  private CompletableFuture<ByteBuffer> abandon(WireReader in) {
    TaskId id = TaskId.read(in);
    int partition = in.readSize();
    QueryTasks query = queries.get(id.queryId());
    if (query != null) {
      Task task = query.task(id);
      checkPartition(task, partition);
      task.output().abandon(partition);
    }
    return TaskProtocol.nothing();
  }

  private static void checkPartition(Task task, int partition) {
    if (partition >= task.output().partitionCount()) {
      throw WireReader.malformed("partition " + partition + " of task " + task.id());
    }
  }

  private QueryTasks query(String queryId) {
    QueryTasks query = queries.get(queryId);
    if (query == null) {
      throw new NyalaException(
          ErrorCode.CANCELED, "Query " + queryId + " does not run on this executor any more.");
    }
    return query;
  }

  private void dropOrphans() {
    long now = System.nanoTime();
    for (QueryTasks query : queries.values()) {
      if (query.silence(now) > services.config().orphanTimeout().toNanos()) {
        LOG.warn("Query {} is dropped: its coordinator has fallen silent", query.queryId());
        var unused = release(query.queryId());
      }
    }
  }

  /** Queries that have not been released. */
  public int queryCount() {
    return queries.size();
  }

  /** For the process's shutdown: cancels and frees all queries. */
  @Override
  public void close() {
    watch.shutdownNow();
    for (String queryId : Set.copyOf(queries.keySet())) {
      var unused = release(queryId);
    }
  }
}
