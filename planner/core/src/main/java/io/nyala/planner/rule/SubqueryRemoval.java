package io.nyala.planner.rule;

import java.util.List;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;

/**
 * Calcite's general removal of subqueries: EXISTS, IN and quantified comparisons to mark joins, the
 * rest to left joins, correlation taken out top-down (Neumann and Kemper, "Improving Unnesting of
 * Complex Queries"). Where that leaves correlation and no window function is involved, the older
 * decorrelator is tried.
 */
public final class SubqueryRemoval {
  private static final RelBuilderFactory FACTORY = RelConstruction.FACTORY;

  private SubqueryRemoval() {}

  public static RelNode apply(RelNode rel) {
    if (!containsSubQuery(rel) && !containsCorrelation(rel)) {
      return rel;
    }
    RelNode marked = decorrelateTopDown(removed(rel, markRules()));
    if (!containsCorrelation(marked) && !containsSubQuery(marked)) {
      return marked;
    }
    if (containsOver(rel)) {
      return marked;
    }
    RelBuilder builder = FACTORY.create(rel.getCluster(), null);
    return RelDecorrelator.decorrelateQuery(removed(rel, joinRules()), builder);
  }

  private static RelNode decorrelateTopDown(RelNode rel) {
    return containsCorrelation(rel)
        ? TopDownGeneralDecorrelator.decorrelateQuery(rel, FACTORY.create(rel.getCluster(), null))
        : rel;
  }

  private static RelNode removed(RelNode rel, List<RelOptRule> rules) {
    HepProgram program = HepProgram.builder().addRuleCollection(rules).build();
    HepPlanner planner = new HepPlanner(program, null, true, null, RelOptCostImpl.FACTORY);
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  private static List<RelOptRule> markRules() {
    return List.of(
        CoreRules.FILTER_SUB_QUERY_TO_MARK_CORRELATE.config.withRelBuilderFactory(FACTORY).toRule(),
        CoreRules.PROJECT_SUB_QUERY_TO_MARK_CORRELATE
            .config
            .withRelBuilderFactory(FACTORY)
            .toRule(),
        CoreRules.JOIN_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(FACTORY).toRule());
  }

  private static List<RelOptRule> joinRules() {
    return List.of(
        CoreRules.FILTER_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(FACTORY).toRule(),
        CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(FACTORY).toRule(),
        CoreRules.JOIN_SUB_QUERY_TO_CORRELATE.config.withRelBuilderFactory(FACTORY).toRule());
  }

  /** Whether a subquery expression is left anywhere. */
  public static boolean containsSubQuery(RelNode rel) {
    boolean[] found = {false};
    rel.accept(
        new RexShuttle() {
          @Override
          public org.apache.calcite.rex.RexNode visitSubQuery(RexSubQuery subQuery) {
            found[0] = true;
            return subQuery;
          }
        });
    return found[0] || rel.getInputs().stream().anyMatch(SubqueryRemoval::containsSubQuery);
  }

  /** Whether a Correlate or a reference to an outer row is left anywhere. */
  public static boolean containsCorrelation(RelNode rel) {
    return containsCorrelate(rel) || !RelOptUtil.getVariablesUsed(rel).isEmpty();
  }

  private static boolean containsCorrelate(RelNode rel) {
    return rel instanceof Correlate
        || rel.getInputs().stream().anyMatch(SubqueryRemoval::containsCorrelate);
  }

  private static boolean containsOver(RelNode rel) {
    boolean[] found = {false};
    rel.accept(
        new RexShuttle() {
          @Override
          public org.apache.calcite.rex.RexNode visitOver(RexOver over) {
            found[0] = true;
            return over;
          }

          @Override
          public org.apache.calcite.rex.RexNode visitSubQuery(RexSubQuery subQuery) {
            found[0] |= containsOver(subQuery.rel);
            return subQuery;
          }
        });
    return found[0] || rel.getInputs().stream().anyMatch(SubqueryRemoval::containsOver);
  }
}
