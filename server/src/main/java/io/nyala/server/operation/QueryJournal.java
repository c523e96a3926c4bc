package io.nyala.server.operation;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What ran lately: the newest statements that ended, also after their clients have closed them.
 * Thread-safe.
 */
public final class QueryJournal {
  private static final int CAPACITY = 500;
  private static final int MAX_PROFILES = 50;

  @GuardedBy("this")
  private final Deque<QueryRecord> ended = new ArrayDeque<>();

  /**
   * One statement.
   *
   * @param endedAtMillis 0 while it runs
   * @param errorCode name of the error's code, empty without one
   * @param profile text of the executors' statistics, empty if there is none (any more)
   */
  public record QueryRecord(
      String queryId,
      String sessionId,
      String user,
      String statement,
      OperationState state,
      long startedAtMillis,
      long endedAtMillis,
      double progress,
      long modifiedRows,
      String errorCode,
      String profile) {
    static QueryRecord of(Operation operation) {
      return new QueryRecord(
          operation.queryId(),
          operation.session().sessionId(),
          operation.session().identity().user(),
          operation.statement(),
          operation.state(),
          operation.startedAtMillis(),
          operation.endedAtMillis(),
          operation.state() == OperationState.FINISHED ? 1 : operation.progress().fraction(),
          operation.modifiedRows(),
          operation.failure().map(failure -> failure.code().name()).orElse(""),
          operation.profile());
    }

    private QueryRecord withoutProfile() {
      return new QueryRecord(
          queryId,
          sessionId,
          user,
          statement,
          state,
          startedAtMillis,
          endedAtMillis,
          progress,
          modifiedRows,
          errorCode,
          "");
    }
  }

  synchronized void add(QueryRecord query) {
    ended.addFirst(query);
    while (ended.size() > CAPACITY) {
      ended.removeLast();
    }
    if (ended.size() > MAX_PROFILES) {
      dropOldProfiles();
    }
  }

  @GuardedBy("this")
  private void dropOldProfiles() {
    List<QueryRecord> all = new ArrayList<>(ended);
    if (!all.get(MAX_PROFILES).profile().isEmpty()) {
      all.set(MAX_PROFILES, all.get(MAX_PROFILES).withoutProfile());
      ended.clear();
      ended.addAll(all);
    }
  }

  /** Newest first. */
  public synchronized List<QueryRecord> ended() {
    return new ArrayList<>(ended);
  }

  public synchronized Optional<QueryRecord> find(String queryId) {
    return ended.stream().filter(query -> query.queryId().equals(queryId)).findFirst();
  }
}
