package io.nyala.planner.physical;

import io.nyala.planner.explain.LogicalPrinter;
import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.parser.DeepStack;
import io.nyala.planner.phase.Optimizer;
import io.nyala.planner.physical.PlannedQuery.OutputColumn;
import io.nyala.planner.rule.ConstantFolding;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.semantics.interpret.ConstantFolder;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.plan.DistributedPlan;
import io.nyala.spi.source.WriteSpec;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;

/**
 * The way from an analysed tree to a distributed plan: optimise, choose, cut, translate. Stateless;
 * works on a thread of its own with a deep stack while the caller waits.
 */
public final class PhysicalPlanner {
  private PhysicalPlanner() {}

  /**
   * Plans a query.
   *
   * @param query every table in it under a {@link io.nyala.planner.logical.SecureScan}
   * @param labels names of the result columns, as the client sees them
   * @throws io.nyala.spi.error.NyalaException NOT_SUPPORTED for forms without a plan,
   *     INTERNAL_ERROR if the verifier finds a defect
   */
  public static PlannedQuery plan(RelNode query, List<String> labels, PlanningContext context) {
    return plan(query, labels, Optional.empty(), context);
  }

  /**
   * Plans an INSERT: the query's columns are the table's stored columns in order, then the dynamic
   * partition columns, already of the columns' types.
   */
  public static PlannedQuery planWrite(RelNode query, WriteSpec write, PlanningContext context) {
    return plan(query, query.getRowType().getFieldNames(), Optional.of(write), context);
  }

  private static PlannedQuery plan(
      RelNode query, List<String> labels, Optional<WriteSpec> write, PlanningContext context) {
    return DeepStack.call(
        "nyala-optimize-" + context.constants().queryId(),
        () -> {
          // Calcite looks for the provider of metadata on the thread, and this one is new.
          RelMetadataQueryBase.THREAD_PROVIDERS.set(JaninoRelMetadataProvider.DEFAULT);
          return planHere(query, labels, write, context);
        });
  }

  private static PlannedQuery planHere(
      RelNode query, List<String> labels, Optional<WriteSpec> write, PlanningContext context) {
    UnaryOperator<Expression> interpreter = ConstantFolder.forQuery(context.evaluation())::apply;
    ScanSelection selection = new ScanSelection(context.catalog(), interpreter);
    Estimator estimator = new Estimator(selection);
    OptimizerSettings settings = context.settings();
    RelNode optimized =
        new Optimizer(
                estimator,
                new ConstantFolding(interpreter),
                settings.disabledPhases(),
                settings.reorderLimit(),
                settings.executors())
            .optimize(query);
    FragmentBuilder fragments = new FragmentBuilder();
    RexTranslator rex = new RexTranslator(query.getCluster().getRexBuilder());
    ScanPlanner scans = new ScanPlanner(fragments, rex, selection, new BucketPruning(interpreter));
    RelPlanner planner = new RelPlanner(fragments, estimator, rex, scans, settings);
    PhysicalRel root = planner.plan(optimized, write.isEmpty());
    if (write.isPresent()) {
      root = new WritePlanner(fragments).plan(root, write.get());
    }
    fragments.finishRoot(root);
    return new PlannedQuery(
        new DistributedPlan(context.constants(), fragments.fragments()),
        scans.scans(),
        columns(write.isPresent() ? List.of("file") : labels, root.types()),
        fragments.details(),
        fragments.seals(),
        fragments.hiddenFragments(),
        LogicalPrinter.print(optimized, estimator));
  }

  private static List<OutputColumn> columns(List<String> labels, List<DataType> types) {
    List<OutputColumn> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new OutputColumn(labels.get(i), types.get(i)));
    }
    return columns;
  }
}
