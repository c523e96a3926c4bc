package io.nyala.server.query;

import io.nyala.planner.physical.PlannedQuery;
import io.nyala.server.query.QueryPlans.ReadPlan;
import io.nyala.server.query.QueryRunner.RunOptions;
import io.nyala.server.query.QueryRunner.RunReport;
import io.nyala.spi.session.CancellationToken;
import io.nyala.storage.snapshot.QuerySnapshot;
import java.util.Optional;

/** A query whose rows go to the client. */
final class SelectStatement implements CompiledStatement {
  private final ResultSchema schema;
  private final PlannedQuery planned;
  private final QuerySnapshot snapshot;
  private final QueryPlans plans;
  private final RunOptions options;
  private final QueryRunner runner;
  private final ExecutionListener listener;

  SelectStatement(
      ResultSchema schema,
      PlannedQuery planned,
      QuerySnapshot snapshot,
      QueryPlans plans,
      RunOptions options,
      QueryRunner runner,
      ExecutionListener listener) {
    this.schema = schema;
    this.planned = planned;
    this.snapshot = snapshot;
    this.plans = plans;
    this.options = options;
    this.runner = runner;
    this.listener = listener;
  }

  @Override
  public Optional<ResultSchema> schema() {
    return Optional.of(schema);
  }

  @Override
  public long run(ResultConsumer consumer, CancellationToken cancellation) {
    cancellation.check();
    ReadPlan read = plans.splits(planned, snapshot);
    ReadSummary.log(planned, read, listener);
    RunReport report =
        runner.run(
            planned.plan(),
            read.splits(),
            options.hiding(ReadSummary.hiddenNodes(planned)),
            consumer,
            listener,
            cancellation);
    listener.log(report.summary());
    listener.profile(report.profile());
    return -1;
  }
}
