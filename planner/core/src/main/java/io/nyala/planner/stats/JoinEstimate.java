package io.nyala.planner.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Size of a join: |L|·|R| divided by the larger number of distinct key combinations (containment).
 */
public final class JoinEstimate {
  private JoinEstimate() {}

  /**
   * @param conjuncts over left fields followed by right fields
   */
  public static RelEstimate of(
      RelEstimate left, RelEstimate right, List<RexNode> conjuncts, JoinRelType type) {
    List<ColumnEstimate> both = new ArrayList<>(left.columns());
    both.addAll(right.columns());
    double inner =
        left.rows()
            * right.rows()
            * selectivity(conjuncts, both, left.columns().size(), left.rows(), right.rows());
    boolean known = left.known() && right.known();
    return switch (type) {
      case INNER -> new RelEstimate(inner, both, known).withRows(inner);
      case LEFT -> new RelEstimate(Math.max(inner, left.rows()), both, known);
      case RIGHT -> new RelEstimate(Math.max(inner, right.rows()), both, known);
      case FULL -> new RelEstimate(Math.max(inner, left.rows() + right.rows()), both, known);
      case SEMI -> left.withRows(left.rows() * matchShare(left, right, conjuncts));
      case ANTI ->
          left.withRows(left.rows() * Math.max(0.1, 1 - matchShare(left, right, conjuncts)));
      default -> {
        List<ColumnEstimate> marked = new ArrayList<>(left.columns());
        marked.add(ColumnEstimate.unknown(1).withDistinct(2));
        yield new RelEstimate(left.rows(), marked, known);
      }
    };
  }

  /**
   * Share of |L|·|R| that fulfils the conjuncts. Of several keys the combinations count, and there
   * are at most as many as rows.
   */
  public static double selectivity(
      List<RexNode> conjuncts,
      List<ColumnEstimate> columns,
      int leftColumns,
      double leftRows,
      double rightRows) {
    List<RexNode> others = new ArrayList<>();
    double leftCombinations = 1;
    double rightCombinations = 1;
    for (RexNode conjunct : conjuncts) {
      int[] key = key(conjunct, leftColumns);
      if (key.length == 0) {
        others.add(conjunct);
      } else {
        // Unknown keys are taken for a foreign key: the smaller side has each value once.
        double domain = Math.min(leftRows, rightRows);
        leftCombinations *= distinct(columns.get(key[0]), domain);
        rightCombinations *= distinct(columns.get(key[1]), domain);
      }
    }
    double combinations =
        Math.max(Math.min(leftCombinations, leftRows), Math.min(rightCombinations, rightRows));
    return Selectivity.of(others, columns) / Math.max(1, combinations);
  }

  private static double distinct(ColumnEstimate column, double otherwise) {
    return Math.max(1, column.hasDistinct() ? column.distinct() : otherwise);
  }

  /** The left and the right column of an equality between the sides, else nothing. */
  private static int[] key(RexNode conjunct, int leftColumns) {
    if (conjunct.getKind() != SqlKind.EQUALS
        && conjunct.getKind() != SqlKind.IS_NOT_DISTINCT_FROM) {
      return new int[0];
    }
    Integer a = Selectivity.column(((RexCall) conjunct).getOperands().get(0));
    Integer b = Selectivity.column(((RexCall) conjunct).getOperands().get(1));
    if (a == null || b == null || (a < leftColumns) == (b < leftColumns)) {
      return new int[0];
    }
    return new int[] {Math.min(a, b), Math.max(a, b)};
  }

  private static double matchShare(RelEstimate left, RelEstimate right, List<RexNode> conjuncts) {
    double share = 1;
    int leftColumns = left.columns().size();
    for (RexNode conjunct : conjuncts) {
      int[] key = key(conjunct, leftColumns);
      if (key.length == 0) {
        continue;
      }
      ColumnEstimate probe = left.columns().get(key[0]);
      ColumnEstimate build = right.columns().get(key[1] - leftColumns);
      if (probe.hasDistinct() && build.hasDistinct() && probe.distinct() > 0) {
        share = Math.min(share, build.distinct() / probe.distinct());
      } else {
        share = Math.min(share, 0.5);
      }
    }
    return Math.min(1, share);
  }
}
