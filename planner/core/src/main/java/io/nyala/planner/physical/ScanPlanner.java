package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.FragmentBuilder.SealedScan;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.fragment.Placement;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.logical.StoredScan;
import io.nyala.planner.rule.ExpressionTraits;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.PartitionSnapshot;
import io.nyala.spi.catalog.TableSnapshot;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.source.ScanColumn;
import io.nyala.spi.source.ScanSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexNode;

/**
 * Opens protected scans, now that no rule runs any more, and decides what each table scan reads:
 * partitions, buckets, and the conjuncts that the reader may skip data by.
 */
final class ScanPlanner {
  private final FragmentBuilder fragments;
  private final RexTranslator rex;
  private final ScanSelection selection;
  private final BucketPruning buckets;
  private final List<PlannedScan> scans = new ArrayList<>();
  private final Deque<SecureScan> owners = new ArrayDeque<>();

  ScanPlanner(
      FragmentBuilder fragments,
      RexTranslator rex,
      ScanSelection selection,
      BucketPruning buckets) {
    this.fragments = fragments;
    this.rex = rex;
    this.selection = selection;
    this.buckets = buckets;
  }

  List<PlannedScan> scans() {
    return scans;
  }

  PhysicalRel secureScan(SecureScan scan, RelPlanner planner) {
    boolean sealed = scan.hasRowFilter() || !scan.maskedColumns().isEmpty();
    owners.push(scan);
    if (sealed) {
      fragments.seal();
    }
    PhysicalRel inner = planner.plan(scan.inner(), false);
    owners.pop();
    RelEstimate estimate = planner.estimate(scan);
    if (sealed) {
      planner.described(inner.node(), scan.getRowType(), estimate.rows(), List.of());
      fragments.unseal(
          inner.node(),
          new SealedScan(
              scan.table().name().toString(),
              scan.hasRowFilter(),
              List.copyOf(new TreeSet<>(scan.maskedColumns()))));
    }
    return new PhysicalRel(inner.node(), inner.placement(), estimate);
  }

  /**
   * @param policyConjuncts of a filter right above the scan, which is the policy's own
   */
  PhysicalRel storedScan(StoredScan scan, List<RexNode> policyConjuncts, RelPlanner planner) {
    SecureScan owner = owners.peek();
    if (owner == null || !owner.table().name().equals(scan.table().name())) {
      throw new NyalaException(
          ErrorCode.INTERNAL_ERROR, "a scan of " + scan.table().name() + " has no decision");
    }
    TableSnapshot table = scan.table();
    List<String> names = scan.getRowType().getFieldNames();
    List<Expression> conjuncts = conjuncts(scan, owner, policyConjuncts);
    List<PartitionSnapshot> partitions = selection.partitions(table, conjuncts, names);
    // Whether a filtered table has a partition at all is not the user's to learn from the plan.
    boolean none = partitions.isEmpty() && !owner.hasRowFilter();
    Optional<Set<Integer>> chosen = buckets.prune(table, conjuncts, names);
    if (none || chosen.map(Set::isEmpty).orElse(false)) {
      return nothing(scan, planner);
    }
    List<Expression> pushed =
        conjuncts.stream()
            .filter(c -> !PartitionPruning.readsOnly(c, names, keyNames(table)))
            .toList();
    ScanSpec spec = new ScanSpec(table.columns(), output(scan), pushed, table.parameters());
    PlanNode node =
        new PlanNode.TableScan(fragments.nextId(), table.name().toString(), spec, owner.decision());
    int total = selection.partitionsTotal(table);
    scans.add(new PlannedScan(node.id(), table, partitions, total, chosen));
    RelEstimate estimate = planner.estimate(scan);
    fragments.describe(
        node,
        new NodeDetail(names, estimate.rows(), notes(table, partitions.size(), total, chosen)));
    return new PhysicalRel(node, Placement.SOURCE, estimate);
  }

  private static List<String> notes(
      TableSnapshot table, int partitions, int total, Optional<Set<Integer>> chosen) {
    List<String> notes = new ArrayList<>();
    if (table.isPartitioned()) {
      notes.add("partitions " + partitions + "/" + total);
    }
    if (chosen.isPresent() && table.buckets().isPresent()) {
      notes.add("buckets " + chosen.get().size() + "/" + table.buckets().get().count());
    }
    return notes;
  }

  private static List<String> keyNames(TableSnapshot table) {
    return table.partitionColumns().stream().map(Column::name).toList();
  }

  private PhysicalRel nothing(StoredScan scan, RelPlanner planner) {
    PlanNode node =
        new PlanNode.Values(
            fragments.nextId(),
            scan.getRowType().getFieldList().stream()
                .map(field -> RelTypes.toDataType(field.getType()))
                .toList(),
            List.of());
    planner.described(node, scan.getRowType(), 0, List.of());
    RelEstimate estimate = planner.estimate(scan).withRows(0);
    return new PhysicalRel(node, Placement.SINGLE, estimate);
  }

  private static List<ScanColumn> output(StoredScan scan) {
    List<ScanColumn> output = new ArrayList<>();
    int stored = scan.table().columns().size();
    for (int i = 0; i < scan.columns().size(); i++) {
      int position = scan.columns().get(i);
      Column column = scan.column(i);
      boolean key = position >= stored;
      output.add(
          new ScanColumn(column.name(), column.type(), key, key ? position - stored : position));
    }
    return output;
  }

  /** The policy's conjuncts and the user's, over the scan's columns. */
  private List<Expression> conjuncts(
      StoredScan scan, SecureScan owner, List<RexNode> policyConjuncts) {
    List<Expression> conjuncts = new ArrayList<>();
    for (RexNode conjunct : policyConjuncts) {
      if (ExpressionTraits.isMovable(conjunct)
          && !RelOptUtil.InputFinder.bits(conjunct).isEmpty()) {
        conjuncts.add(rex.translate(conjunct));
      }
    }
    List<String> names = scan.getRowType().getFieldNames();
    List<RelDataTypeField> fields = owner.getRowType().getFieldList();
    for (RexNode conjunct : owner.pushed()) {
      boolean here =
          RelOptUtil.InputFinder.bits(conjunct).asList().stream()
              .allMatch(field -> names.contains(fields.get(field).getName()));
      if (here) {
        conjuncts.add(rex.translate(conjunct, field -> names.indexOf(fields.get(field).getName())));
      }
    }
    return conjuncts;
  }
}
