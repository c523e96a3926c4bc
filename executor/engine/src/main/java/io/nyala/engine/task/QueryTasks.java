package io.nyala.engine.task;

import io.nyala.engine.exchange.TaskId;
import io.nyala.engine.memory.MemoryPool;
import io.nyala.engine.pipeline.QueryShare;
import io.nyala.engine.profile.TaskProfile;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.wire.WireReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** All of one query on one executor: tasks, memory, cancellation. Thread-safe. */
final class QueryTasks {
  private final String queryId;
  private final MemoryPool memory;
  private final CancellationToken cancellation = new CancellationToken();
  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  private final AtomicLong version = new AtomicLong();
  private final long createdNanos = System.nanoTime();
  private final CompletableFuture<Void> allEnded;
  private volatile long endedNanos;
  private volatile long lastContactNanos = System.nanoTime();
  private CompletableFuture<Void> change = new CompletableFuture<>();

  QueryTasks(QueryRequest request, EngineServices processServices) {
    EngineServices services = processServices.forQuery(request);
    queryId = request.constants().queryId();
    long limit = services.config().queryMemory();
    if (request.memoryLimit() > 0) {
      limit = Math.min(limit, request.memoryLimit());
    }
    memory = services.memory().child("query " + queryId, limit);
    QueryShare share = new QueryShare();
    try {
      for (TaskSpec spec : request.tasks()) {
        MemoryPool account = memory.child("task " + spec.id());
        tasks.put(
            spec.id(), new Task(spec, request.constants(), services, account, cancellation, share));
      }
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    }
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Task task : tasks.values()) {
      ends.add(task.ended().thenRun(this::changed));
    }
    allEnded =
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
            .thenRun(() -> endedNanos = System.nanoTime());
  }

  String queryId() {
    return queryId;
  }

  void start() {
    tasks.values().forEach(Task::start);
  }

  /**
   * @throws NyalaException PROTOCOL_ERROR for a task that is not here
   */
  Task task(TaskId id) {
    Task task = tasks.get(id);
    if (task == null) {
      throw WireReader.malformed("no task " + id + " on this executor");
    }
    return task;
  }

  private void changed() {
    version.incrementAndGet();
    CompletableFuture<Void> toComplete;
    synchronized (this) {
      toComplete = change;
      change = new CompletableFuture<>();
    }
    toComplete.complete(null);
  }

  /** The status when it differs from the known version, or after the wait. */
  CompletableFuture<QueryStatus> status(long knownVersion, Duration wait) {
    lastContactNanos = System.nanoTime();
    CompletableFuture<Void> next;
    synchronized (this) {
      next = change;
    }
    if (version.get() != knownVersion) {
      return CompletableFuture.completedFuture(status());
    }
    return next.copy()
        .completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(nothing -> status());
  }

  QueryStatus status() {
    long known = version.get();
    NyalaException failure = null;
    List<TaskProfile> profiles = new ArrayList<>();
    for (Task task : tasks.values()) {
      failure = failure == null ? task.failure() : failure;
      profiles.add(profile(task));
    }
    return new QueryStatus(known, allEnded.isDone(), Optional.ofNullable(failure), profiles);
  }

  private TaskProfile profile(Task task) {
    long end = endedNanos == 0 ? System.nanoTime() : endedNanos;
    return new TaskProfile(
        task.id().fragment(),
        task.id().index(),
        task.state().name(),
        task.splitsDone(),
        task.splitsTotal(),
        end - createdNanos,
        task.profile());
  }

  /** Nanoseconds since the coordinator last asked. */
  long silence(long now) {
    return now - lastContactNanos;
  }

  void cancel(NyalaException reason) {
    cancellation.cancel(reason);
    tasks.values().forEach(Task::cancelIfCreated);
  }

  /**
   * Frees everything once no driver runs any more; a query that still runs must be cancelled first.
   */
  CompletableFuture<QueryStatus> release() {
    return allEnded.thenApply(
        nothing -> {
          QueryStatus last = status();
          tasks.values().forEach(Task::release);
          memory.close();
          return last;
        });
  }
}
