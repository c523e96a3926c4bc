package io.nyala.planner.logical;

import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.security.AccessDecision;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * A table as one user may see it. To the optimizer it is a leaf: no rule sees or changes what is
 * inside, which is scan → row filter → masks and is optimised on its own with the policy's rights.
 *
 * <pre>
 *   SecureScan(flights)          inner: Project(masks)
 *                                         Filter(row filter)      absent without a filter
 *                                           StoredScan(flights)
 * </pre>
 *
 * The row type is that of the inner tree. The same rel also stands for a table that a policy's own
 * subquery reads; its decision is then a {@code policyScan}.
 */
public final class SecureScan extends AbstractRelNode {
  private final RelNode inner;
  private final TableSnapshot table;
  private final AccessDecision decision;
  private final boolean rowFilter;
  private final Set<String> maskedColumns;
  private final List<RexNode> pushed;

  private SecureScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode inner,
      TableSnapshot table,
      AccessDecision decision,
      boolean rowFilter,
      Set<String> maskedColumns,
      List<RexNode> pushed) {
    super(cluster, traits);
    this.inner = inner;
    this.table = table;
    this.decision = decision;
    this.rowFilter = rowFilter;
    this.maskedColumns = Set.copyOf(maskedColumns);
    this.pushed = List.copyOf(pushed);
    this.rowType = inner.getRowType();
  }

  /**
   * @param inner scan → row filter → masks; its output fields carry the table's column names
   * @param decision signed; covers every column that the inner {@link StoredScan} may read
   * @param rowFilter whether the policy has a row filter
   * @param maskedColumns names of columns whose values the user does not see as stored
   */
  public static SecureScan create(
      RelOptCluster cluster,
      RelNode inner,
      TableSnapshot table,
      AccessDecision decision,
      boolean rowFilter,
      Set<String> maskedColumns) {
    return new SecureScan(
        cluster,
        cluster.traitSetOf(Convention.NONE),
        inner,
        table,
        decision,
        rowFilter,
        maskedColumns,
        List.of());
  }

  /** The tree below the seal. Only the phase that optimises it and the translation look inside. */
  public RelNode inner() {
    return inner;
  }

  public TableSnapshot table() {
    return table;
  }

  public AccessDecision decision() {
    return decision;
  }

  public boolean hasRowFilter() {
    return rowFilter;
  }

  public Set<String> maskedColumns() {
    return maskedColumns;
  }

  /**
   * The user's leakproof conjuncts over unmasked output fields. They may skip partitions, buckets,
   * stripes and rows early; they are evaluated again above, so they never change the result.
   */
  public List<RexNode> pushed() {
    return pushed;
  }

  /** Whether an output field is what is stored. */
  public boolean isMasked(int field) {
    return maskedColumns.contains(getRowType().getFieldNames().get(field));
  }

  public SecureScan withInner(RelNode newInner) {
    return new SecureScan(
        getCluster(), getTraitSet(), newInner, table, decision, rowFilter, maskedColumns, pushed);
  }

  public SecureScan withPushed(List<RexNode> newPushed) {
    return new SecureScan(
        getCluster(), getTraitSet(), inner, table, decision, rowFilter, maskedColumns, newPushed);
  }

  @Override
  protected RelDataType deriveRowType() {
    return inner.getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  /** The digest tells scans apart by what they read and by the decision, never by hidden text. */
  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("table", table.name())
        .item("columns", getRowType().getFieldNames())
        .itemIf("rowFilter", "yes", rowFilter)
        .itemIf("masked", new TreeSet<>(maskedColumns), !maskedColumns.isEmpty())
        .itemIf("pushed", pushed, !pushed.isEmpty())
        .itemIf("policyScan", "yes", decision.policyScan())
        .itemIf("filterDigest", decision.filterDigest(), !decision.filterDigest().isEmpty())
        .itemIf("maskDigest", decision.maskDigest(), !decision.maskDigest().isEmpty());
  }
}
