package io.nyala.server.query;

import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.Split;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs distributed plans on the executors. Thread-safe. */
public interface QueryRunner {
  /** How many executors would take part in a query started now; at least 1. */
  int executors();

  /**
   * Runs a plan to its end and hands over the rows of its root fragment, on the caller's thread.
   *
   * @param splits what each table scan reads, by node id
   * @return what it cost, without the operators that the user may not see
   * @throws io.nyala.spi.error.NyalaException what failed; the token's reason after a cancel
   */
  RunReport run(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      RunOptions options,
      ResultConsumer consumer,
      ExecutionListener listener,
      CancellationToken cancellation);

  /**
   * What a session may choose about the run, and what its user may see of it.
   *
   * @param maxExecutors 0 for all
   * @param hiddenNodes plan nodes that serve a policy; they are left out of the report
   */
  record RunOptions(
      int batchRows, boolean compiledExpressions, int maxExecutors, Set<Integer> hiddenNodes) {
    public RunOptions {
      hiddenNodes = Set.copyOf(hiddenNodes);
    }

    RunOptions hiding(Set<Integer> nodes) {
      return new RunOptions(batchRows, compiledExpressions, maxExecutors, nodes);
    }
  }

  /**
   * What a run cost.
   *
   * @param summary one line
   * @param profile all operators, for a person
   */
  record RunReport(String summary, String profile) {}
}
