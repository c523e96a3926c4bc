package io.nyala.server.launcher;

import io.nyala.server.query.ExecutionListener;
import io.nyala.server.query.QueryRunner;
import io.nyala.server.query.ResultConsumer;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.session.CancellationToken;
import io.nyala.spi.source.Split;
import java.util.List;
import java.util.Map;

/**
 * The runner of a coordinator without executors: statements compile, catalog statements run, plans
 * are refused.
 */
final class NoExecutors implements QueryRunner {
  @Override
  public int executors() {
    return 1;
  }

  @Override
  public RunReport run(
      DistributedPlan plan,
      Map<Integer, List<Split>> splits,
      RunOptions options,
      ResultConsumer consumer,
      ExecutionListener listener,
      CancellationToken cancellation) {
    throw new NyalaException(
        ErrorCode.NO_EXECUTORS,
        "No executor is connected to this coordinator; start executors and try again.");
  }
}
