package io.nyala.planner.logical;

import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilder;

/** The one place where clusters and builders are configured. */
public final class RelClusters {
  /**
   * Builds what it is told: no simplification, no folding, no merging. Calcite's simplifier assumes
   * Calcite's semantics ({@code x = x}, contradictions, SEARCH), and costs seconds on long
   * conditions.
   */
  public static final RelBuilder.Config BUILDER_CONFIG =
      RelBuilder.Config.DEFAULT
          .withSimplify(false)
          .withSimplifyLimit(false)
          .withSimplifyValues(false)
          .withPruneInputOfAggregate(false)
          .withDedupAggregateCalls(false)
          .withBloat(-1);

  private RelClusters() {}

  /** A cluster for one statement; its planner only carries context, phases bring their own. */
  public static RelOptCluster create() {
    RelOptPlanner planner = new HepPlanner(HepProgram.builder().build());
    return RelOptCluster.create(planner, new HiveRexBuilder(new HiveTypeFactory()));
  }

  public static RelBuilder builder(RelOptCluster cluster) {
    return RelFactories.LOGICAL_BUILDER.create(cluster, null).transform(config -> BUILDER_CONFIG);
  }

  public static HiveRexBuilder rexBuilder(RelOptCluster cluster) {
    return (HiveRexBuilder) cluster.getRexBuilder();
  }
}
