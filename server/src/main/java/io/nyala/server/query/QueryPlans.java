package io.nyala.server.query;

import io.nyala.planner.PlannerContext;
import io.nyala.planner.analyzer.Analysis;
import io.nyala.planner.analyzer.OutputColumn;
import io.nyala.planner.parser.DeepStack;
import io.nyala.planner.physical.OptimizerSettings;
import io.nyala.planner.physical.PhysicalPlanner;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.planner.physical.PlannedScan;
import io.nyala.planner.physical.PlanningContext;
import io.nyala.server.query.QueryRunner.RunOptions;
import io.nyala.spi.source.Split;
import io.nyala.spi.source.WriteSpec;
import io.nyala.storage.snapshot.QuerySnapshot;
import io.nyala.storage.split.SplitPlanner;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** From an analysed statement to a plan with splits: the optimizer, then storage. Thread-safe. */
final class QueryPlans {
  private final SplitPlanner splitPlanner;
  private final QueryRunner runner;

  QueryPlans(SplitPlanner splitPlanner, QueryRunner runner) {
    this.splitPlanner = splitPlanner;
    this.runner = runner;
  }

  /** What a scan reads, for EXPLAIN and the operation log. */
  record ReadPlan(Map<Integer, List<Split>> splits, Map<Integer, SplitPlanner.Plan> scans) {}

  PlannedQuery query(Analysis analysis, PlannerContext context, SessionSettings settings) {
    List<String> labels = analysis.output().stream().map(OutputColumn::label).toList();
    return DeepStack.call(
        "nyala-optimize-" + context.constants().queryId(),
        () -> PhysicalPlanner.plan(analysis.root(), labels, planning(context, settings)));
  }

  PlannedQuery write(
      Analysis analysis, WriteSpec write, PlannerContext context, SessionSettings settings) {
    return DeepStack.call(
        "nyala-optimize-" + context.constants().queryId(),
        () -> PhysicalPlanner.planWrite(analysis.root(), write, planning(context, settings)));
  }

  private PlanningContext planning(PlannerContext context, SessionSettings settings) {
    Set<String> disabled = new TreeSet<>();
    Arrays.stream(settings.text(SessionSetting.DISABLED_PHASES).split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .forEach(disabled::add);
    return new PlanningContext(
        context.catalog(),
        context.constants(),
        OptimizerSettings.forExecutors(executors(settings)).withDisabledPhases(disabled));
  }

  private int executors(SessionSettings settings) {
    int limit = settings.integer(SessionSetting.MAX_EXECUTORS);
    return limit == 0 ? runner.executors() : Math.min(limit, runner.executors());
  }

  /** Lists files and cuts splits; blocks on HDFS. */
  ReadPlan splits(PlannedQuery planned, QuerySnapshot snapshot) {
    Map<Integer, List<Split>> splits = new HashMap<>();
    Map<Integer, SplitPlanner.Plan> scans = new HashMap<>();
    for (PlannedScan scan : planned.scans()) {
      SplitPlanner.Plan plan =
          splitPlanner.plan(
              snapshot, scan.table(), scan.partitions(), scan.buckets().map(QueryPlans::bits));
      splits.put(scan.nodeId(), plan.splits());
      scans.put(scan.nodeId(), plan);
    }
    return new ReadPlan(splits, scans);
  }

  private static BitSet bits(Set<Integer> numbers) {
    BitSet bits = new BitSet();
    numbers.forEach(bits::set);
    return bits;
  }

  RunOptions options(SessionSettings settings) {
    return new RunOptions(
        settings.integer(SessionSetting.BATCH_SIZE),
        settings.flag(SessionSetting.COMPILED_EXPRESSIONS),
        settings.integer(SessionSetting.MAX_EXECUTORS),
        Set.of());
  }

  static ResultSchema schema(Analysis analysis) {
    return new ResultSchema(
        analysis.output().stream()
            .map(column -> new ResultSchema.ResultColumn(column.label(), column.type(), ""))
            .toList());
  }
}
