package io.nyala.planner.rule;

import io.nyala.planner.stats.ColumnEstimate;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.planner.stats.Selectivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Inputs of a join, the classes of columns that its equalities make equal, and the other conjuncts.
 * Sets of inputs are bit masks. Row counts of a set do not depend on the order of joining.
 */
final class JoinGraph {
  private final List<RelNode> leaves;
  private final List<RelEstimate> estimates = new ArrayList<>();
  private final List<ColumnEstimate> columns = new ArrayList<>();
  private final int[] leafOfField;
  private final List<List<Integer>> classes = new ArrayList<>();
  private final List<RexNode> others = new ArrayList<>();
  private final List<Long> otherMasks = new ArrayList<>();
  private final List<Double> otherSelectivities = new ArrayList<>();
  private final Map<Long, Double> rows = new HashMap<>();

  JoinGraph(List<RelNode> leaves, List<RexNode> conjuncts, Estimator estimator) {
    this.leaves = leaves;
    List<Integer> owners = new ArrayList<>();
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      RelEstimate estimate = estimator.estimate(leaves.get(leaf));
      estimates.add(estimate);
      columns.addAll(estimate.columns());
      for (int i = 0; i < estimate.columns().size(); i++) {
        owners.add(leaf);
      }
    }
    leafOfField = owners.stream().mapToInt(Integer::intValue).toArray();
    for (RexNode conjunct : conjuncts) {
      if (!addEquality(conjunct)) {
        others.add(conjunct);
        otherMasks.add(mask(conjunct));
        otherSelectivities.add(Selectivity.of(conjunct, columns));
      }
    }
  }

  int size() {
    return leaves.size();
  }

  int leafOf(int field) {
    return leafOfField[field];
  }

  /** Columns made equal; fields are positions among all inputs' fields. */
  List<List<Integer>> classes() {
    return classes;
  }

  List<RexNode> others() {
    return others;
  }

  long otherMask(int index) {
    return otherMasks.get(index);
  }

  private long mask(RexNode conjunct) {
    long mask = 0;
    for (int field : RelOptUtil.InputFinder.bits(conjunct)) {
      mask |= 1L << leafOfField[field];
    }
    return mask;
  }

  private boolean addEquality(RexNode conjunct) {
    if (conjunct.getKind() != SqlKind.EQUALS) {
      return false;
    }
    RexNode a = ((RexCall) conjunct).getOperands().get(0);
    RexNode b = ((RexCall) conjunct).getOperands().get(1);
    if (!(a instanceof RexInputRef left)
        || !(b instanceof RexInputRef right)
        || leafOfField[left.getIndex()] == leafOfField[right.getIndex()]
        || !JoinTree.sameType(left, right)) {
      return false;
    }
    List<Integer> merged = new ArrayList<>();
    classes.removeIf(
        members -> {
          boolean touches = members.contains(left.getIndex()) || members.contains(right.getIndex());
          if (touches) {
            merged.addAll(members);
          }
          return touches;
        });
    for (int field : List.of(left.getIndex(), right.getIndex())) {
      if (!merged.contains(field)) {
        merged.add(field);
      }
    }
    classes.add(merged);
    return true;
  }

  /** Whether some condition spans the two sets. */
  boolean connected(long a, long b) {
    for (List<Integer> members : classes) {
      boolean inA = false;
      boolean inB = false;
      for (int field : members) {
        long bit = 1L << leafOfField[field];
        inA |= (a & bit) != 0;
        inB |= (b & bit) != 0;
      }
      if (inA && inB) {
        return true;
      }
    }
    for (long mask : otherMasks) {
      if ((mask & ~(a | b)) == 0 && (mask & a) != 0 && (mask & b) != 0) {
        return true;
      }
    }
    return false;
  }

  double rows(long set) {
    Double known = rows.get(set);
    if (known == null) {
      known = computeRows(set);
      rows.put(set, known);
    }
    return known;
  }

  double bytes(long set) {
    double width = 0;
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      if ((set >> leaf & 1) != 0) {
        width += estimates.get(leaf).rowBytes();
      }
    }
    return rows(set) * width;
  }

  private double computeRows(long set) {
    double product = 1;
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      if ((set >> leaf & 1) != 0) {
        product *= Math.max(1, estimates.get(leaf).rows());
      }
    }
    for (List<Integer> members : classes) {
      product *= classSelectivity(distinctByLeaf(members, set));
    }
    product *= dependentKeys(set);
    for (int i = 0; i < others.size(); i++) {
      if ((otherMasks.get(i) & ~set) == 0 && otherMasks.get(i) != 0) {
        product *= otherSelectivities.get(i);
      }
    }
    return Math.max(1, product);
  }

  /** Unknown columns are taken for foreign keys into the smallest input of the class. */
  private Map<Integer, Double> distinctByLeaf(List<Integer> members, long set) {
    double domain = Double.MAX_VALUE;
    for (int field : members) {
      domain = Math.min(domain, Math.max(1, estimates.get(leafOfField[field]).rows()));
    }
    Map<Integer, Double> distinct = new TreeMap<>();
    for (int field : members) {
      int leaf = leafOfField[field];
      if ((set >> leaf & 1) != 0) {
        ColumnEstimate column = columns.get(field);
        double rowsOfLeaf = Math.max(1, estimates.get(leaf).rows());
        distinct.merge(
            leaf,
            column.hasDistinct() ? Math.min(column.distinct(), rowsOfLeaf) : domain,
            Math::min);
      }
    }
    return distinct;
  }

  /** Of n columns made equal, all but the one with the fewest values choose one value each. */
  private static double classSelectivity(Map<Integer, Double> distinct) {
    if (distinct.size() < 2) {
      return 1;
    }
    List<Double> sorted = distinct.values().stream().sorted().toList();
    double selectivity = 1;
    for (int i = 1; i < sorted.size(); i++) {
      selectivity /= Math.max(1, sorted.get(i));
    }
    return selectivity;
  }

  /**
   * Two inputs joined by several keys: their combinations are at most as many as the rows, so the
   * product over keys is corrected upwards.
   */
  private double dependentKeys(long set) {
    double correction = 1;
    for (int a = 0; a < leaves.size(); a++) {
      for (int b = a + 1; b < leaves.size(); b++) {
        if ((set >> a & 1) != 0 && (set >> b & 1) != 0) {
          correction *= dependentKeys(a, b);
        }
      }
    }
    return correction;
  }

  private double dependentKeys(int a, int b) {
    double independent = 1;
    double combinationsA = 1;
    double combinationsB = 1;
    int shared = 0;
    for (List<Integer> members : classes) {
      Map<Integer, Double> distinct = distinctByLeaf(members, 1L << a | 1L << b);
      if (distinct.size() == 2) {
        shared++;
        double ofA = distinct.getOrDefault(a, 1.0);
        double ofB = distinct.getOrDefault(b, 1.0);
        independent *= Math.max(ofA, ofB);
        combinationsA *= ofA;
        combinationsB *= ofB;
      }
    }
    if (shared < 2) {
      return 1;
    }
    double combined =
        Math.max(
            Math.min(combinationsA, estimates.get(a).rows()),
            Math.min(combinationsB, estimates.get(b).rows()));
    return Math.max(1, independent / Math.max(1, combined));
  }
}
