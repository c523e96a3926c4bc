package io.nyala.planner.logical;

import io.nyala.spi.catalog.Column;
import io.nyala.spi.catalog.TableSnapshot;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;

/**
 * Leaf that produces columns of one pinned table as they are stored. Stands only at the bottom of a
 * {@link SecureScan}'s inner tree.
 */
public final class StoredScan extends AbstractRelNode {
  private final TableSnapshot table;
  private final List<Integer> columns;

  private StoredScan(
      RelOptCluster cluster, RelTraitSet traits, TableSnapshot table, List<Integer> columns) {
    super(cluster, traits);
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  /**
   * @param columns positions in {@link TableSnapshot#allColumns()}, in the order of the output
   */
  public static StoredScan create(
      RelOptCluster cluster, TableSnapshot table, List<Integer> columns) {
    return new StoredScan(
        cluster, cluster.traitSetOf(org.apache.calcite.plan.Convention.NONE), table, columns);
  }

  public TableSnapshot table() {
    return table;
  }

  public List<Integer> columns() {
    return columns;
  }

  /** The catalog column behind an output field. */
  public Column column(int field) {
    return table.allColumns().get(columns.get(field));
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory factory = getCluster().getTypeFactory();
    RelDataTypeFactory.Builder builder = factory.builder();
    for (int i = 0; i < columns.size(); i++) {
      Column column = column(i);
      builder.add(column.name(), RelTypes.nullable(factory, column.type()));
    }
    return builder.build();
  }

  @Override
  public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
    return this;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("table", table.name())
        .item("columns", columns.stream().map(i -> table.allColumns().get(i).name()).toList());
  }
}
