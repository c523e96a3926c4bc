package io.nyala.planner.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Decides for each conjunct at or above a join on which side of it, in its condition or above it
 * the conjunct belongs, and infers conjuncts over the other side's keys.
 */
final class JoinPredicates {
  private final Join join;
  private final JoinRelType type;
  private final int leftCount;
  private final ImmutableBitSet leftFields;
  private final ImmutableBitSet rightFields;
  private final Set<RexNode> left = new LinkedHashSet<>();
  private final Set<RexNode> right = new LinkedHashSet<>();
  private final Set<RexNode> condition = new LinkedHashSet<>();
  private final List<RexNode> above = new ArrayList<>();

  JoinPredicates(
      Join join, JoinRelType type, List<RexNode> fromAbove, List<RexNode> fromCondition) {
    this.join = join;
    this.type = type;
    this.leftCount = join.getLeft().getRowType().getFieldCount();
    this.leftFields = ImmutableBitSet.range(leftCount);
    this.rightFields =
        ImmutableBitSet.range(leftCount, leftCount + join.getRight().getRowType().getFieldCount());
    for (RexNode predicate : fromAbove) {
      placeFromAbove(predicate);
    }
    for (RexNode conjunct : fromCondition) {
      placeFromCondition(conjunct);
    }
    infer();
  }

  List<RexNode> left() {
    return List.copyOf(left);
  }

  List<RexNode> right() {
    return List.copyOf(right);
  }

  List<RexNode> condition() {
    return List.copyOf(condition);
  }

  List<RexNode> above() {
    return above;
  }

  private void placeFromAbove(RexNode predicate) {
    ImmutableBitSet fields = RelOptUtil.InputFinder.bits(predicate);
    boolean keepsLeft = type != JoinRelType.RIGHT && type != JoinRelType.FULL;
    boolean keepsRight = type == JoinRelType.INNER || type == JoinRelType.RIGHT;
    if (leftFields.contains(fields) && keepsLeft) {
      left.add(predicate);
    } else if (!fields.isEmpty() && rightFields.contains(fields) && keepsRight) {
      right.add(toRight(predicate));
    } else if (type == JoinRelType.INNER) {
      condition.add(predicate);
      addImplied(predicate, true, true);
    } else {
      above.add(predicate);
    }
  }

  private void placeFromCondition(RexNode original) {
    RexNode factored = RexUtil.pullFactors(join.getCluster().getRexBuilder(), original);
    for (RexNode conjunct : RelOptUtil.conjunctions(factored)) {
      ImmutableBitSet fields = RelOptUtil.InputFinder.bits(conjunct);
      boolean movable = ExpressionTraits.isMovable(conjunct);
      // A conjunct of the condition decides about matches only; it may filter a side whose
      // unmatched rows do not show.
      boolean intoLeft =
          type == JoinRelType.INNER || type == JoinRelType.SEMI || type == JoinRelType.RIGHT;
      boolean intoRight =
          type == JoinRelType.INNER
              || type == JoinRelType.SEMI
              || type == JoinRelType.LEFT
              || type == JoinRelType.ANTI;
      if (movable && intoLeft && leftFields.contains(fields) && !fields.isEmpty()) {
        left.add(conjunct);
      } else if (movable && intoRight && rightFields.contains(fields) && !fields.isEmpty()) {
        right.add(toRight(conjunct));
      } else {
        condition.add(conjunct);
        if (movable) {
          addImplied(conjunct, intoLeft, intoRight);
        }
      }
    }
  }

  /**
   * (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4) implies a.x = 1 OR a.x = 3 for the left side and
   * likewise for the right.
   */
  private void addImplied(RexNode predicate, boolean intoLeft, boolean intoRight) {
    if (predicate.getKind() != SqlKind.OR) {
      return;
    }
    List<RexNode> disjuncts = RexUtil.flattenOr(((RexCall) predicate).getOperands());
    if (intoLeft) {
      RexNode implied = implied(disjuncts, leftFields);
      if (!implied.isAlwaysTrue()) {
        left.add(implied);
      }
    }
    if (intoRight) {
      RexNode implied = implied(disjuncts, rightFields);
      if (!implied.isAlwaysTrue()) {
        right.add(toRight(implied));
      }
    }
  }

  private RexNode implied(List<RexNode> disjuncts, ImmutableBitSet side) {
    RexBuilder builder = join.getCluster().getRexBuilder();
    List<RexNode> alternatives = new ArrayList<>();
    for (RexNode disjunct : disjuncts) {
      List<RexNode> ofSide = new ArrayList<>();
      for (RexNode conjunct : RelOptUtil.conjunctions(disjunct)) {
        ImmutableBitSet fields = RelOptUtil.InputFinder.bits(conjunct);
        if (!fields.isEmpty() && side.contains(fields) && ExpressionTraits.isMovable(conjunct)) {
          ofSide.add(conjunct);
        }
      }
      if (ofSide.isEmpty()) {
        return builder.makeLiteral(true);
      }
      alternatives.add(RexUtil.composeConjunction(builder, ofSide));
    }
    return RexUtil.composeDisjunction(builder, alternatives);
  }

  private RexNode toRight(RexNode predicate) {
    return RelConstruction.shift(predicate, index -> index - leftCount);
  }

  /** Carries conditions on one key of an equality over to the other. */
  private void infer() {
    boolean leftToRight =
        type == JoinRelType.INNER
            || type == JoinRelType.SEMI
            || type == JoinRelType.LEFT
            || type == JoinRelType.ANTI;
    boolean rightToLeft =
        type == JoinRelType.INNER || type == JoinRelType.SEMI || type == JoinRelType.RIGHT;
    for (RexNode conjunct : List.copyOf(condition)) {
      if (conjunct.getKind() != SqlKind.EQUALS) {
        continue;
      }
      List<RexNode> operands = ((RexCall) conjunct).getOperands();
      if (!(operands.get(0) instanceof RexInputRef a)
          || !(operands.get(1) instanceof RexInputRef b)) {
        continue;
      }
      boolean straight = a.getIndex() < leftCount;
      RexInputRef leftKey = straight ? a : b;
      RexInputRef rightKey = straight ? b : a;
      if (leftKey.getIndex() >= leftCount
          || rightKey.getIndex() < leftCount
          || !sameType(leftKey, rightKey)) {
        continue;
      }
      int rightIndex = rightKey.getIndex() - leftCount;
      if (leftToRight) {
        for (RexNode predicate : List.copyOf(left)) {
          addMoved(predicate, leftKey.getIndex(), rightIndex, rightKey, right);
        }
      }
      if (rightToLeft) {
        for (RexNode predicate : List.copyOf(right)) {
          addMoved(predicate, rightIndex, leftKey.getIndex(), leftKey, left);
        }
      }
    }
  }

  private static boolean sameType(RexNode a, RexNode b) {
    return a.getType().getSqlTypeName() == b.getType().getSqlTypeName()
        && a.getType().getPrecision() == b.getType().getPrecision()
        && a.getType().getScale() == b.getType().getScale();
  }

  private static void addMoved(
      RexNode predicate, int from, int to, RexInputRef key, Set<RexNode> target) {
    ImmutableBitSet fields = RelOptUtil.InputFinder.bits(predicate);
    if (fields.cardinality() != 1
        || fields.nth(0) != from
        || !ExpressionTraits.isCheap(predicate)) {
      return;
    }
    target.add(
        predicate.accept(
            new RexShuttle() {
              @Override
              public RexNode visitInputRef(RexInputRef reference) {
                return new RexInputRef(to, key.getType());
              }
            }));
  }
}
