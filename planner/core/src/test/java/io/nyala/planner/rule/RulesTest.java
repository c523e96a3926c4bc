package io.nyala.planner.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.nyala.planner.testing.PlannerFixture;
import io.nyala.planner.testing.TestAccessControl;
import io.nyala.planner.testing.TestCatalog;
import io.nyala.semantics.interpret.ConstantFolder;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.metadata.JaninoRelMetadataProvider;
import org.apache.calcite.rel.metadata.RelMetadataQueryBase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule fires, does not fire, and has nothing left to do when run again. */
class RulesTest {
  private final PlannerFixture fixture =
      new PlannerFixture(
          new TestCatalog()
              .table("create table t (a int, b string, d date)")
              .table("create table u (a int, c int)"),
          new TestAccessControl());

  @BeforeEach
  void setUp() {
    RelMetadataQueryBase.THREAD_PROVIDERS.set(JaninoRelMetadataProvider.DEFAULT);
  }

  private RelNode tree(String text) {
    return fixture.analyze(text).root();
  }

  private static String text(RelNode rel) {
    return RelOptUtil.toString(rel);
  }

  private static RelNode folded(RelNode rel) {
    return new ConstantFolding(ConstantFolder.forAllQueries()::apply).apply(rel);
  }

  @Test
  void foldsConstantsByOurOwnMeaning() {
    assertThat(text(folded(tree("select a from t where a > 1 + 2")))).contains(">($0, 3)");
    assertThat(text(folded(tree("select 1 / 0, cast('abc' as int) from t")))).contains("null");
    RelNode once = folded(tree("select a + 1 from t where b = concat('x', 'y')"));
    assertThat(text(once)).contains("'xy'");
    assertThat(text(folded(once))).isEqualTo(text(once));
  }

  @Test
  void comparesDatesAsDates() {
    assertThat(text(folded(tree("select a from t where d <= timestamp '1998-09-02 00:00:00'"))))
        .contains("<=($1, 1998-09-02)");
    assertThat(text(folded(tree("select a from t where d <= timestamp '1998-09-02 00:00:01'"))))
        .contains("CAST");
  }

  @Test
  void pushesConditionsBelowJoinsAndInfersThem() {
    RelNode once =
        PredicatePushDown.apply(
            tree("select * from t join u on t.a = u.a where t.a = 5 and u.c > 3"));
    assertThat(text(once).split("LogicalFilter", -1)).hasSize(3);
    assertThat(text(once)).contains("AND(>($1, 3), =($0, 5))");
    assertThat(text(PredicatePushDown.apply(once))).isEqualTo(text(once));
  }

  @Test
  void keepsConditionsAboveWhatTheyWouldChange() {
    String outer =
        text(
            PredicatePushDown.apply(
                tree("select * from t left join u on t.a = u.a where u.c is null")));
    assertThat(outer.indexOf("LogicalFilter")).isLessThan(outer.indexOf("LogicalJoin"));
    assertThat(outer).contains("joinType=[left]");
    String limited =
        text(
            PredicatePushDown.apply(tree("select * from (select a from t limit 3) x where a > 1")));
    assertThat(limited.indexOf("LogicalFilter")).isLessThan(limited.indexOf("LogicalSort"));
    String random =
        text(
            PredicatePushDown.apply(
                tree("select * from t join u on t.a = u.a where rand() < 0.5")));
    assertThat(random.indexOf("LogicalFilter")).isLessThan(random.indexOf("LogicalJoin"));
  }

  @Test
  void turnsSubqueriesIntoJoinsOnlyWhereTheMeaningStays() {
    assertThat(text(SubqueryToJoin.apply(tree("select a from t where a in (select a from u)"))))
        .contains("joinType=[semi]");
    assertThat(text(SubqueryToJoin.apply(tree("select a from t where a not in (select a from u)"))))
        .doesNotContain("LogicalJoin");
    assertThat(
            text(
                SubqueryToJoin.apply(
                    tree("select a from t where a > 1 or a in (select a from u)"))))
        .doesNotContain("LogicalJoin");
    RelNode scalar =
        SubqueryToJoin.apply(
            tree("select a from t where a = (select count(*) from u where u.a = t.a)"));
    assertThat(text(scalar)).contains("joinType=[left]").contains("COALESCE");
    assertThat(text(SubqueryToJoin.apply(scalar))).isEqualTo(text(scalar));
  }

  @Test
  void removesAllOtherSubqueries() {
    for (String query :
        new String[] {
          "select a from t where a not in (select a from u)",
          "select a from t where a > 1 or exists (select 1 from u where u.a = t.a and u.c > t.a)",
          "select a, (select max(c) from u where u.a < t.a) from t",
          "select a from t where a in (select c from u where u.a = t.a limit 1)"
        }) {
      RelNode removed = SubqueryRemoval.apply(SubqueryToJoin.apply(tree(query)));
      assertThat(SubqueryRemoval.containsSubQuery(removed)).as(query).isFalse();
      assertThat(SubqueryRemoval.containsCorrelation(removed)).as(query).isFalse();
    }
  }

  @Test
  void prunesColumnsToTheScan() {
    RelNode once = ColumnPruning.apply(tree("select count(*) from (select a + 1, b from t) x"));
    assertThat(text(once)).contains("columns=[[b]]");
    assertThat(text(ColumnPruning.apply(once))).isEqualTo(text(once));
  }

  @Test
  void pushesLimitsIntoUnionsAndOntoSorts() {
    RelNode once =
        LimitPushDown.apply(
            tree("select * from (select a from t union all select a from u) x limit 3"));
    assertThat(text(once).split("fetch=\\[3", -1)).hasSize(4);
    assertThat(text(LimitPushDown.apply(once))).isEqualTo(text(once));
    assertThat(text(LimitPushDown.apply(tree("select a from t limit 0"))))
        .contains("LogicalValues");
  }
}
