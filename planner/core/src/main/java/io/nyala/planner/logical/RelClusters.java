package io.nyala.planner.logical;

import java.util.Objects;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
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
    RelOptCluster cluster =
        RelOptCluster.create(planner, new HiveRexBuilder(new HiveTypeFactory()));
    enter(cluster);
    return cluster;
  }

  public static RelBuilder builder(RelOptCluster cluster) {
    return RelFactories.LOGICAL_BUILDER.create(cluster, null).transform(config -> BUILDER_CONFIG);
  }

  public static HiveRexBuilder rexBuilder(RelOptCluster cluster) {
    return (HiveRexBuilder) cluster.getRexBuilder();
  }

  /**
   * Binds Calcite's metadata to the calling thread, where it keeps it; needed once on every thread
   * that works on a tree of the cluster, also when another thread made it.
   */
  public static void enter(RelOptCluster cluster) {
    RelMetadataQueryBase.THREAD_PROVIDERS.set(
        JaninoRelMetadataProvider.of(Objects.requireNonNull(cluster.getMetadataProvider())));
  }
}
