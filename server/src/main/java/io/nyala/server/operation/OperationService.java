package io.nyala.server.operation;

import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.ResultConsumer;
import io.nyala.server.query.ResultSchema;
import io.nyala.server.query.SessionSetting;
import io.nyala.server.query.StatementExecutor;
import io.nyala.server.session.HandleId;
import io.nyala.server.session.Session;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.vector.VectorBatch;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts, finds, cancels and closes operations. Thread-safe. */
public final class OperationService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationService.class);
  private static final DateTimeFormatter QUERY_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StatementExecutor executor;
  private final OperationLimits limits;
  private final Clock clock;
  private final SecureRandom randomness = new SecureRandom();
  private final Map<UUID, Operation> operations = new ConcurrentHashMap<>();
  private final QueryJournal journal = new QueryJournal();
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService timer;

  public OperationService(StatementExecutor executor, OperationLimits limits, Clock clock) {
    this.executor = executor;
    this.limits = limits;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            limits.running(),
            limits.running(),
            60,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(limits.waiting()),
            task -> daemon(task, "nyala-statement-" + number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
    this.timer =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "nyala-query-timeout"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  public OperationLimits limits() {
    return limits;
  }

  /**
   * Compiles a statement on this thread and runs it on another.
   *
   * @param async false to return only when rows can be fetched or it is over
   * @param timeout after which it is cancelled; zero for the session's own limit
   * @throws NyalaException if it does not compile, or (not async) failed
   */
  public Operation execute(Session session, String statement, boolean async, Duration timeout) {
    String queryId = "nyala_" + QUERY_TIME.format(clock.instant()) + "_" + UUID.randomUUID();
    Operation operation =
        new Operation(
            HandleId.random(randomness),
            session,
            OperationKind.STATEMENT,
            statement,
            queryId,
            clock);
    register(operation);
    LOG.info("query {} of {} begins", queryId, session.identity().user());
    try {
      CompiledStatement compiled = compile(operation);
      scheduleTimeout(operation, timeout);
      threads.execute(() -> run(operation, compiled));
    } catch (RejectedExecutionException e) {
      throw refuse(
          operation,
          new NyalaException(
              ErrorCode.QUEUE_FULL,
              "The coordinator runs "
                  + limits.running()
                  + " statements and "
                  + limits.waiting()
                  + " wait; try again later.",
              e));
    } catch (RuntimeException e) {
      throw refuse(operation, ClientErrors.compiling(queryId, e));
    }
    if (!async) {
      awaitEnd(operation);
    }
    return operation;
  }

  private NyalaException refuse(Operation operation, NyalaException failure) {
    operation.log().error(String.valueOf(failure.getMessage()));
    operation.states().fail(failure);
    logEnd(operation);
    close(operation);
    return failure;
  }

  private void awaitEnd(Operation operation) {
    try {
      while (!operation.awaitSettled(Duration.ofMinutes(1)).isTerminal()) {
        if (operation.state().isFetchable()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancel(operation);
    }
    operation
        .failure()
        .ifPresent(
            failure -> {
              close(operation);
              throw new NyalaException(
                  failure.code(), String.valueOf(failure.getMessage()), failure);
            });
  }

  private CompiledStatement compile(Operation operation) {
    OperationLog log = operation.log();
    String text = operation.statement();
    String queryId = operation.queryId();
    log.info("Compiling command(queryId=" + queryId + "): " + text);
    long start = System.nanoTime();
    CompiledStatement compiled =
        executor.compile(
            operation.session(),
            queryId,
            VariableSubstitution.apply(text, operation.session().settings()),
            operation.listener());
    log.info("Semantic Analysis Completed (retrial = false)");
    log.info("Created Hive schema: " + describe(compiled));
    log.info(
        "Completed compiling command(queryId="
            + queryId
            + "); Time taken: "
            + seconds(start)
            + " seconds");
    ResultSpool spool =
        compiled
            .schema()
            .map(
                schema ->
                    new ResultSpool(
                        schema,
                        limits.spoolBytes(),
                        operation.cancellation(),
                        () -> operation.states().advance(OperationState.ROWS_READY)))
            .orElse(null);
    operation.compiled(compiled, spool);
    operation.states().advance(OperationState.RUNNING);
    return compiled;
  }

  private static String describe(CompiledStatement compiled) {
    StringBuilder text = new StringBuilder("Schema(fieldSchemas:");
    compiled
        .schema()
        .ifPresentOrElse(
            schema -> {
              String separator = "[";
              for (ResultSchema.ResultColumn column : schema.columns()) {
                text.append(separator)
                    .append("FieldSchema(name:")
                    .append(column.label())
                    .append(", type:")
                    .append(column.type().hiveName())
                    .append(", comment:")
                    .append(column.comment().isEmpty() ? "null" : column.comment())
                    .append(')');
                separator = ", ";
              }
              text.append(']');
            },
            () -> text.append("null"));
    return text.append(", properties:null)").toString();
  }

  private void scheduleTimeout(Operation operation, Duration requested) {
    long session = operation.session().settings().integer(SessionSetting.QUERY_TIMEOUT);
    long seconds = requested.toSeconds();
    long limit = seconds == 0 ? session : session == 0 ? seconds : Math.min(seconds, session);
    if (limit <= 0) {
      return;
    }
    ScheduledFuture<?> alarm =
        timer.schedule(
            () ->
                stop(
                    operation,
                    new NyalaException(
                        ErrorCode.TIMED_OUT, "Query timed out after " + limit + " seconds")),
            limit,
            TimeUnit.SECONDS);
    operation.onEnd(() -> alarm.cancel(false));
  }

  private void run(Operation operation, CompiledStatement compiled) {
    OperationLog log = operation.log();
    String queryId = operation.queryId();
    long start = System.nanoTime();
    try {
      operation.cancellation().check();
      log.info("Executing command(queryId=" + queryId + "): " + operation.statement());
      long modified = compiled.run(consumer(operation), operation.cancellation());
      operation.cancellation().check();
      operation.modified(modified);
      log.info(
          "Completed executing command(queryId="
              + queryId
              + "); Time taken: "
              + seconds(start)
              + " seconds");
      log.info("OK");
      operation.spool().ifPresent(ResultSpool::finish);
      operation.states().advance(OperationState.FINISHED);
    } catch (Throwable e) {
      NyalaException cause =
          operation.cancellation().reason().orElseGet(() -> ClientErrors.running(queryId, e));
      log.error(String.valueOf(cause.getMessage()));
      operation.states().fail(cause);
      operation.spool().ifPresent(spool -> spool.fail(cause));
      if (e instanceof VirtualMachineError fatal) {
        throw fatal;
      }
    } finally {
      operation.ended();
      logEnd(operation);
    }
  }

  private static ResultConsumer consumer(Operation operation) {
    return operation.spool().isPresent() ? operation.spool().get() : batch -> {};
  }

  /** Statements that run or are open, then those that ended lately. */
  public List<QueryJournal.QueryRecord> queries() {
    List<QueryJournal.QueryRecord> queries = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    for (Operation operation : all()) {
      if (operation.kind() == OperationKind.STATEMENT) {
        queries.add(QueryJournal.QueryRecord.of(operation));
        listed.add(operation.queryId());
      }
    }
    for (QueryJournal.QueryRecord ended : journal.ended()) {
      if (!listed.contains(ended.queryId())) {
        queries.add(ended);
      }
    }
    return queries;
  }

  private void logEnd(Operation operation) {
    journal.add(QueryJournal.QueryRecord.of(operation));
    LOG.info(
        "query {} of {}: {}{}, {} ms",
        operation.queryId(),
        operation.session().identity().user(),
        operation.state(),
        operation.failure().map(failure -> " " + failure.code()).orElse(""),
        operation.endedAtMillis() - operation.startedAtMillis());
  }

  private static String seconds(long startNanos) {
    return String.format(Locale.ROOT, "%.3f", (System.nanoTime() - startNanos) / 1e9);
  }

  /** An operation whose rows are known, as of a metadata call. */
  public Operation answered(
      Session session, OperationKind kind, ResultSchema schema, VectorBatch rows) {
    Operation operation =
        new Operation(
            HandleId.random(randomness),
            session,
            kind,
            "",
            "nyala_" + QUERY_TIME.format(clock.instant()) + "_" + UUID.randomUUID(),
            clock);
    ResultSpool spool = new ResultSpool(schema, Long.MAX_VALUE, operation.cancellation(), () -> {});
    spool.accept(rows);
    spool.finish();
    operation.compiled(null, spool);
    register(operation);
    operation.states().advance(OperationState.FINISHED);
    operation.ended();
    return operation;
  }

  private void register(Operation operation) {
    operations.put(operation.id().guid(), operation);
    operation.session().operationStarted();
    operation.onEnd(() -> operation.session().operationEnded());
    if (operation.session().isClosed()) {
      close(operation);
      throw new NyalaException(
          ErrorCode.INVALID_HANDLE, "Invalid SessionHandle: " + operation.session().id());
    }
  }

  /**
   * The operation of a handle.
   *
   * @throws NyalaException INVALID_HANDLE, the same for unknown, closed, stolen and forged handles
   */
  public Operation require(UUID guid, byte[] secret, String user) {
    Operation operation = operations.get(guid);
    if (operation == null
        || !operation.id().hasSecret(secret)
        || !operation.session().identity().user().equals(user)) {
      throw new NyalaException(ErrorCode.INVALID_HANDLE, "Invalid OperationHandle: " + guid);
    }
    return operation;
  }

  /** Cancels what still runs; otherwise nothing happens. */
  public void cancel(Operation operation) {
    stop(operation, new NyalaException(ErrorCode.CANCELED, "Query was cancelled by the client"));
  }

  private static void stop(Operation operation, NyalaException reason) {
    if (operation.states().fail(reason)) {
      operation.cancellation().cancel(reason);
      operation.spool().ifPresent(spool -> spool.fail(reason));
    }
  }

  /** Cancels what still runs and forgets the operation. Idempotent. */
  public void close(Operation operation) {
    if (operations.remove(operation.id().guid()) == null) {
      return;
    }
    stop(operation, new NyalaException(ErrorCode.CANCELED, "The operation was closed"));
    operation.states().advance(OperationState.CLOSED);
    operation.spool().ifPresent(ResultSpool::close);
    operation.ended();
  }

  /** Closes all that a session has open. */
  public void closeOfSession(Session session) {
    all().stream().filter(operation -> operation.session() == session).forEach(this::close);
  }

  /** What is known now: running, and ended but not closed. */
  public List<Operation> all() {
    return List.copyOf(operations.values());
  }

  /** Cancels everything and ends the threads. */
  @Override
  public void close() {
    all().forEach(this::close);
    threads.shutdownNow();
    timer.shutdownNow();
  }
}
