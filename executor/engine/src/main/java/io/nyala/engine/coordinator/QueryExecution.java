package io.nyala.engine.coordinator;

import io.nyala.engine.admission.AdmissionQueue.Permit;
import io.nyala.engine.cluster.ClusterMembership;
import io.nyala.engine.cluster.ExecutorNode;
import io.nyala.engine.exchange.ExchangeClient;
import io.nyala.engine.exchange.PageFetcher;
import io.nyala.engine.operator.Operator;
import io.nyala.engine.profile.QueryProfile;
import io.nyala.engine.profile.TaskProfile;
import io.nyala.engine.scheduler.QuerySchedule;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.memory.MemoryContext;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.rpc.RpcAddress;
import io.nyala.spi.rpc.RpcClient;
import io.nyala.spi.source.Split;
import io.nyala.spi.vector.VectorBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One query on the cluster. Everything happens on the threads that complete calls; nothing blocks.
 * Whatever ends it, success too, releases it on all executors. Thread-safe, except that results are
 * for one thread at a time.
 */
public final class QueryExecution {
  private static final Logger LOG = LoggerFactory.getLogger(QueryExecution.class);
  private static final int FIRST_ATTEMPT = 0;

  private final Object lock = new Object();
  private final String queryId;
  private final DistributedPlan plan;
  private final Map<Integer, List<Split>> splits;
  private final QueryOptions options;
  private final ClusterMembership membership;
  private final Function<RpcAddress, RpcClient> clients;
  private final PageFetcher pages;
  private final MemoryContext memory;
  private final CoordinatorConfig config;
  private final Results results = new Results();
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  private QueryState state = QueryState.QUEUED;
  private @Nullable NyalaException failure;
  private @Nullable ExchangeClient client;
  private List<RemoteQuery> remotes = List.of();
  private CompletableFuture<Permit> permit = new CompletableFuture<>();
  private CompletableFuture<Void> started = new CompletableFuture<>();
  private ClusterMembership.@Nullable Registration watch;

  QueryExecution(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      QueryOptions options,
      ClusterMembership membership,
      Function<RpcAddress, RpcClient> clients,
      PageFetcher pages,
      MemoryContext memory,
      CoordinatorConfig config) {
    this.queryId = plan.constants().queryId();
    this.plan = plan;
    this.splits = splits;
    this.options = options;
    this.membership = membership;
    this.clients = clients;
    this.pages = pages;
    this.config = config;
    this.memory = memory.child("results of query " + queryId);
  }

  void begin(CompletableFuture<Permit> admitted) {
    synchronized (lock) {
      permit = admitted;
    }
    var unused =
        admitted.whenComplete(
            (got, error) -> {
              if (error == null) {
                guarded(this::startTasks);
              }
            });
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (NyalaException e) {
      end(QueryState.FAILED, e);
    } catch (RuntimeException e) {
      LOG.error("Query {} failed unexpectedly", queryId, e);
      end(
          QueryState.FAILED,
          new NyalaException(
              ErrorCode.INTERNAL_ERROR, "The query failed; the coordinator's log tells why.", e));
    }
  }

  private void startTasks() {
    synchronized (lock) {
      if (state != QueryState.QUEUED) {
        return;
      }
      state = QueryState.STARTING;
    }
    List<ExecutorNode> executors = membership.executors();
    if (options.maxExecutors() > 0 && options.maxExecutors() < executors.size()) {
      executors = executors.subList(0, options.maxExecutors());
    }
    QuerySchedule schedule = QuerySchedule.of(plan, splits, executors, FIRST_ATTEMPT);
    List<RemoteQuery> created =
        RemoteQuery.of(schedule, plan.constants(), options, clients, this::failed);
    ExchangeClient resultClient =
        new ExchangeClient(
            pages,
            schedule.results(),
            0,
            memory.child("pages"),
            config.resultBufferBytes(),
            config.fetchBytes());
    synchronized (lock) {
      if (state != QueryState.STARTING) {
        return;
      }
      remotes = created;
      client = resultClient;
    }
    watch = membership.listen(this::membersChanged);
    LOG.info(
        "Query {} starts {} tasks on {} executors",
        queryId,
        schedule.tasks().size(),
        created.size());
    var unused =
        all(created, RemoteQuery::create)
            .thenCompose(nothing -> all(created, RemoteQuery::start))
            .whenComplete(
                (nothing, error) -> {
                  if (error != null) {
                    failed(asNyala(error));
                  } else {
                    guarded(() -> running(created, resultClient));
                  }
                });
  }

  private static CompletableFuture<Void> all(
      List<RemoteQuery> remotes, Function<RemoteQuery, CompletableFuture<Void>> call) {
    return CompletableFuture.allOf(remotes.stream().map(call).toArray(CompletableFuture[]::new));
  }

  private void running(List<RemoteQuery> remotes, ExchangeClient resultClient) {
    synchronized (lock) {
      if (state != QueryState.STARTING) {
        return;
      }
      state = QueryState.RUNNING;
    }
    remotes.forEach(RemoteQuery::watch);
    resultClient.start();
    started.complete(null);
  }

  private void membersChanged(List<ExecutorNode> members) {
    List<RemoteQuery> mine;
    synchronized (lock) {
      mine = remotes;
    }
    for (RemoteQuery remote : mine) {
      if (members.stream().noneMatch(member -> member.id().equals(remote.executor().id()))) {
        failed(remote.lost(null));
      }
    }
  }

  static NyalaException asNyala(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof NyalaException known
        ? known
        : new NyalaException(
            ErrorCode.INTERNAL_ERROR, "The query failed; the coordinator's log tells why.", cause);
  }

  private void failed(NyalaException error) {
    end(QueryState.FAILED, error.code() == ErrorCode.EXECUTOR_LOST ? named(error) : error);
  }

  /** A loss that another executor noticed knows only the address; users know the declared host. */
  private NyalaException named(NyalaException error) {
    String message = String.valueOf(error.getMessage());
    for (RemoteQuery remote : remotes()) {
      RpcAddress address = remote.executor().address();
      if (!message.contains(remote.executor().description())
          && message.contains(address.host() + ":" + address.port())) {
        return remote.lost(error);
      }
    }
    return error;
  }

  /** Ends the query unless it has ended; then frees everything, everywhere. */
  private void end(QueryState terminal, @Nullable NyalaException why) {
    List<RemoteQuery> toRelease;
    ExchangeClient toClose;
    CompletableFuture<Permit> admitted;
    synchronized (lock) {
      if (state.isTerminal()) {
        return;
      }
      state = terminal;
      failure = why;
      toRelease = remotes;
      toClose = client;
      admitted = permit;
    }
    LOG.info("Query {} {}", queryId, terminal);
    admitted.cancel(false);
    ClusterMembership.Registration registration = watch;
    if (registration != null) {
      registration.close();
    }
    if (toClose != null) {
      toClose.close();
    }
    memory.close();
    started.complete(null);
    results.wake();
    var unused =
        all(toRelease, RemoteQuery::release)
            .whenComplete(
                (nothing, error) -> {
                  if (!admitted.isCompletedExceptionally()) {
                    admitted.join().close();
                  }
                  done.complete(null);
                });
  }

  /**
   * Cancels with a reason that {@link ResultStream#poll} throws. Idempotent; nothing happens after
   * the end.
   */
  public void cancel(NyalaException reason) {
    end(QueryState.CANCELED, reason);
  }

  public String queryId() {
    return queryId;
  }

  public QueryState state() {
    synchronized (lock) {
      return state;
    }
  }

  /** What the query failed with or was cancelled for; null while it runs and after success. */
  public @Nullable NyalaException failure() {
    synchronized (lock) {
      return failure;
    }
  }

  public ResultStream results() {
    return results;
  }

  /**
   * Completes, never exceptionally, when the query has ended and every executor has freed what it
   * held or is gone.
   */
  public CompletableFuture<Void> done() {
    return done;
  }

  /** The counters so far; final after {@link #done}. */
  public QueryProfile profile() {
    Map<String, List<TaskProfile>> tasks = new TreeMap<>();
    for (RemoteQuery remote : remotes()) {
      tasks.put(remote.executor().description(), remote.tasks());
    }
    return new QueryProfile(queryId, tasks);
  }

  private List<RemoteQuery> remotes() {
    synchronized (lock) {
      return remotes;
    }
  }

  /** Progress by fragment, in order of their ids. */
  public List<FragmentProgress> progress() {
    Map<Integer, FragmentProgress> sums = new TreeMap<>();
    for (RemoteQuery remote : remotes()) {
      for (TaskProfile task : remote.tasks()) {
        FragmentProgress one =
            new FragmentProgress(
                task.fragment(), task.isDone() ? 1 : 0, 1, task.splitsDone(), task.splitsTotal());
        sums.merge(task.fragment(), one, FragmentProgress::plus);
      }
    }
    return new ArrayList<>(sums.values());
  }

  /** The stream over the exchange client that appears when the query starts. */
  private final class Results implements ResultStream {
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    void wake() {
      ended.complete(null);
    }

    @Override
    public @Nullable VectorBatch poll() {
      ExchangeClient source = source();
      if (source == null) {
        return null;
      }
      VectorBatch batch;
      try {
        batch = source.poll();
      } catch (NyalaException e) {
        failed(e);
        source();
        throw e;
      }
      if (batch == null && source.isFinished()) {
        end(QueryState.FINISHED, null);
      }
      return batch;
    }

    /** Null if there is nothing to poll. */
    private @Nullable ExchangeClient source() {
      synchronized (lock) {
        NyalaException why = failure;
        if (why != null) {
          throw new NyalaException(why.code(), String.valueOf(why.getMessage()), why);
        }
        return state == QueryState.RUNNING ? client : null;
      }
    }

    @Override
    public CompletableFuture<Void> blocked() {
      ExchangeClient source;
      synchronized (lock) {
        if (state.isTerminal()) {
          return Operator.NOT_BLOCKED;
        }
        source = state == QueryState.RUNNING ? client : null;
      }
      if (source == null) {
        return started;
      }
      CompletableFuture<Void> news = source.news();
      return news.isDone() ? news : CompletableFuture.anyOf(news, ended).thenAccept(nothing -> {});
    }

    @Override
    public boolean isFinished() {
      return state() == QueryState.FINISHED;
    }

    @Override
    public void close() {
      end(
          QueryState.CANCELED,
          new NyalaException(ErrorCode.CANCELED, "The rest of the result was not wanted."));
    }
  }
}
