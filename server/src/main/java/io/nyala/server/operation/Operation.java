package io.nyala.server.operation;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.nyala.server.query.CompiledStatement;
import io.nyala.server.query.ExecutionListener;
import io.nyala.server.query.QueryProgress;
import io.nyala.server.query.ResultSchema;
import io.nyala.server.session.HandleId;
import io.nyala.server.session.Session;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.session.CancellationToken;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement or metadata call of a session. {@link OperationService} makes and runs it; the
 * protocol layer asks it for state, rows and log. Thread-safe.
 */
public final class Operation {
  private final HandleId id;
  private final Session session;
  private final OperationKind kind;
  private final String statement;
  private final String queryId;
  private final OperationStateMachine states;
  private final OperationLog log = new OperationLog();
  private final CancellationToken cancellation = new CancellationToken();

  private volatile QueryProgress progress = new QueryProgress(List.of());
  private volatile String profile = "";
  private volatile long modifiedRows = -1;
  private volatile @Nullable CompiledStatement compiled;
  private volatile @Nullable ResultSpool spool;

  private final List<Runnable> endActions = new ArrayList<>();

  @GuardedBy("endActions")
  private boolean ended;

  private final Object fetchLock = new Object();

  @GuardedBy("fetchLock")
  private long nextRow;

  @GuardedBy("fetchLock")
  private int nextLogLine;

  Operation(
      HandleId id,
      Session session,
      OperationKind kind,
      String statement,
      String queryId,
      Clock clock) {
    this.id = requireNonNull(id);
    this.session = requireNonNull(session);
    this.kind = kind;
    this.statement = statement;
    this.queryId = queryId;
    this.states = new OperationStateMachine(clock);
  }

  public HandleId id() {
    return id;
  }

  public Session session() {
    return session;
  }

  public OperationKind kind() {
    return kind;
  }

  /** The text as the client sent it; never logged by the server. */
  public String statement() {
    return statement;
  }

  public String queryId() {
    return queryId;
  }

  public OperationState state() {
    return states.state();
  }

  public long startedAtMillis() {
    return states.startedAtMillis();
  }

  /** 0 while it is not over. */
  public long endedAtMillis() {
    return states.endedAtMillis();
  }

  public Optional<NyalaException> failure() {
    return states.failure();
  }

  public QueryProgress progress() {
    return progress;
  }

  /** Statistics of the executors as text; empty if there are none. */
  public String profile() {
    return profile;
  }

  /** -1 where that has no meaning. */
  public long modifiedRows() {
    return modifiedRows;
  }

  public Optional<ResultSchema> schema() {
    return Optional.ofNullable(spool).map(ResultSpool::schema);
  }

  /** Waits until rows can be fetched or it is over, at most for {@code timeout}. */
  public OperationState awaitSettled(Duration timeout) throws InterruptedException {
    return states.awaitSettled(timeout);
  }

  /**
   * The rows after those of the last call, or from the first again.
   *
   * @throws NyalaException the operation's own failure; INVALID_HANDLE without a result;
   *     NOT_SUPPORTED if the first rows are gone
   */
  public ResultPage fetch(boolean fromStart, long maxRows, long maxBytes) {
    ResultSpool rows = spool;
    failure()
        .ifPresent(
            failure -> {
              throw new NyalaException(
                  failure.code(), String.valueOf(failure.getMessage()), failure);
            });
    if (rows == null) {
      throw new NyalaException(
          ErrorCode.INVALID_HANDLE, "The operation " + id + " has no result set");
    }
    if (!states.state().isFetchable()) {
      throw new NyalaException(
          ErrorCode.INVALID_HANDLE,
          "Expected state FINISHED, but found " + states.state() + " of operation " + id);
    }
    CompiledStatement source = compiled;
    if (source != null) {
      source.requireStillAllowed();
    }
    synchronized (fetchLock) {
      if (fromStart) {
        nextRow = 0;
      }
      ResultPage page = rows.fetch(nextRow, maxRows, maxBytes);
      nextRow += page.rows();
      return page;
    }
  }

  /** Log lines after those of the last call, or from the first again. */
  public List<String> fetchLog(boolean fromStart, int maxLines) {
    synchronized (fetchLock) {
      if (fromStart) {
        nextLogLine = 0;
      }
      List<String> lines = log.lines(nextLogLine, maxLines);
      nextLogLine += lines.size();
      return lines;
    }
  }

  OperationLog log() {
    return log;
  }

  OperationStateMachine states() {
    return states;
  }

  CancellationToken cancellation() {
    return cancellation;
  }

  /** Takes over what compilation found. */
  void compiled(@Nullable CompiledStatement statementToRun, @Nullable ResultSpool rows) {
    compiled = statementToRun;
    spool = rows;
  }

  Optional<ResultSpool> spool() {
    return Optional.ofNullable(spool);
  }

  /** Registers what is done once when nothing runs any more; at once if that is so already. */
  void onEnd(Runnable action) {
    synchronized (endActions) {
      if (!ended) {
        endActions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Nothing runs any more. Idempotent. */
  void ended() {
    List<Runnable> actions;
    synchronized (endActions) {
      ended = true;
      actions = List.copyOf(endActions);
      endActions.clear();
    }
    actions.forEach(Runnable::run);
  }

  void modified(long rows) {
    modifiedRows = rows;
  }

  /** What the statement reports while it is compiled and run. */
  ExecutionListener listener() {
    return new ExecutionListener() {
      @Override
      public void log(String line) {
        log.info(line);
      }

      @Override
      public void progress(QueryProgress latest) {
        progress = latest;
      }

      @Override
      public void profile(String text) {
        profile = text;
      }
    };
  }
}
