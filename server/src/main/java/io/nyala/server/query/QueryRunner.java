package io.nyala.server.query;

import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.Split;
import java.util.List;
import java.util.Map;

/** Runs distributed plans on the executors. Thread-safe. */
public interface QueryRunner {
  /** How many executors would take part in a query started now; at least 1. */
  int executors();

  /**
   * Runs a plan to its end and hands over the rows of its root fragment, on the caller's thread.
   *
   * @param splits what each table scan reads, by node id
   * @return the profile as text
   * @throws io.nyala.spi.error.NyalaException what failed; the token's reason after a cancel
   */
  String run(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      RunOptions options,
      ResultConsumer consumer,
      ExecutionListener listener,
      CancellationToken cancellation);

  /**
   * What a session may choose about the run.
   *
   * @param maxExecutors 0 for all
   */
  record RunOptions(int batchRows, boolean compiledExpressions, int maxExecutors) {}
}
