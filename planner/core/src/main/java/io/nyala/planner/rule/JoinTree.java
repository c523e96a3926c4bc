package io.nyala.planner.rule;

import io.nyala.planner.stats.Estimator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/** Builds the rels for a chosen order: each conjunct at the lowest join that has all its inputs. */
final class JoinTree {
  private final List<RelNode> leaves;
  private final JoinGraph graph;
  private final JoinOrderSearch.Tree root;
  private final int[] firstField;
  private final boolean[] placed;

  JoinTree(
      List<RelNode> leaves,
      List<RexNode> conjuncts,
      Estimator estimator,
      int exhaustiveLimit,
      int executors) {
    this.leaves = leaves;
    this.graph = new JoinGraph(leaves, conjuncts, estimator);
    this.root = new JoinOrderSearch(graph, executors).search(exhaustiveLimit);
    this.firstField = new int[leaves.size()];
    int next = 0;
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      firstField[leaf] = next;
      next += leaves.get(leaf).getRowType().getFieldCount();
    }
    this.placed = new boolean[graph.others().size()];
  }

  /**
   * @param fields for each output column its position among all inputs' fields
   */
  private record Built(RelNode rel, List<Integer> fields) {
    RexNode adapt(RexNode rex) {
      return RelConstruction.shift(rex, fields::indexOf);
    }
  }

  RelNode build(List<RexNode> outputs, List<String> names) {
    Built built = build(root);
    List<RexNode> rest = new ArrayList<>();
    for (int i = 0; i < placed.length; i++) {
      if (!placed[i]) {
        rest.add(built.adapt(graph.others().get(i)));
      }
    }
    RelNode filtered = RelConstruction.filter(built.rel(), rest);
    return RelConstruction.project(filtered, outputs.stream().map(built::adapt).toList(), names);
  }

  private Built build(JoinOrderSearch.Tree tree) {
    if (tree.left() == null || tree.right() == null) {
      return leaf(tree.leaf());
    }
    Built left = build(tree.left());
    Built right = build(tree.right());
    List<Integer> fields = new ArrayList<>(left.fields());
    fields.addAll(right.fields());
    List<RexNode> condition = new ArrayList<>();
    for (List<Integer> members : graph.classes()) {
      int a = first(members, left.fields());
      int b = first(members, right.fields());
      if (a >= 0 && b >= 0) {
        condition.add(
            equal(
                RelConstruction.field(left.rel(), left.fields().indexOf(a)),
                shifted(right, b, left.fields().size())));
      }
    }
    for (int i = 0; i < placed.length; i++) {
      long mask = graph.otherMask(i);
      if (!placed[i] && mask != 0 && (mask & ~tree.set()) == 0) {
        placed[i] = true;
        condition.add(RelConstruction.shift(graph.others().get(i), fields::indexOf));
      }
    }
    return new Built(
        RelConstruction.join(left.rel(), right.rel(), condition, JoinRelType.INNER), fields);
  }

  /** The input, filtered by what concerns it alone. */
  private Built leaf(int leaf) {
    RelNode rel = leaves.get(leaf);
    List<Integer> fields =
        ImmutableBitSet.range(firstField[leaf], firstField[leaf] + rel.getRowType().getFieldCount())
            .asList();
    Built bare = new Built(rel, fields);
    List<RexNode> own = new ArrayList<>();
    for (List<Integer> members : graph.classes()) {
      List<Integer> ofLeaf = members.stream().filter(fields::contains).toList();
      for (int i = 1; i < ofLeaf.size(); i++) {
        own.add(
            equal(
                RelConstruction.field(rel, fields.indexOf(ofLeaf.get(0))),
                RelConstruction.field(rel, fields.indexOf(ofLeaf.get(i)))));
      }
    }
    for (int i = 0; i < placed.length; i++) {
      if (graph.otherMask(i) == 1L << leaf) {
        placed[i] = true;
        own.add(bare.adapt(graph.others().get(i)));
      }
    }
    return new Built(RelConstruction.filter(rel, own), fields);
  }

  private static int first(List<Integer> members, List<Integer> fields) {
    for (int member : members) {
      if (fields.contains(member)) {
        return member;
      }
    }
    return -1;
  }

  private static RexNode shifted(Built right, int field, int offset) {
    int position = right.fields().indexOf(field);
    return new RexInputRef(
        offset + position, right.rel().getRowType().getFieldList().get(position).getType());
  }

  private RexNode equal(RexNode a, RexNode b) {
    return leaves.get(0).getCluster().getRexBuilder().makeCall(SqlStdOperatorTable.EQUALS, a, b);
  }

  static boolean sameType(RexNode a, RexNode b) {
    return a.getType().getSqlTypeName() == b.getType().getSqlTypeName()
        && a.getType().getPrecision() == b.getType().getPrecision()
        && a.getType().getScale() == b.getType().getScale();
  }
}
