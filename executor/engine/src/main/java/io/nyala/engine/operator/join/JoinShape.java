package io.nyala.engine.operator.join;

import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.plan.PlanNode.Join;
import io.nyala.spi.type.DataType;
import io.nyala.spi.type.PhysicalKind;
import java.util.List;

/** What both sides of a join know of it. */
@SuppressWarnings("ArrayRecordComponent") // read-only; equality is never asked
public record JoinShape(
    JoinKind kind,
    List<PhysicalKind> probeKinds,
    List<PhysicalKind> buildKinds,
    int[] probeKeys,
    int[] buildKeys,
    boolean[] nullSafe,
    boolean residual) {
  public static JoinShape of(Join join) {
    boolean[] nullSafe = new boolean[join.nullSafe().size()];
    for (int i = 0; i < nullSafe.length; i++) {
      nullSafe[i] = join.nullSafe().get(i);
    }
    return new JoinShape(
        join.kind(),
        join.left().outputTypes().stream().map(DataType::physical).toList(),
        join.right().outputTypes().stream().map(DataType::physical).toList(),
        join.leftKeys().stream().mapToInt(Integer::intValue).toArray(),
        join.rightKeys().stream().mapToInt(Integer::intValue).toArray(),
        nullSafe,
        join.residual().isPresent());
  }

  /** Pairs of rows come out, rather than left rows by whether they match. */
  boolean emitsPairs() {
    return switch (kind) {
      case INNER, LEFT, RIGHT, FULL -> true;
      case LEFT_SEMI, LEFT_ANTI, LEFT_MARK -> false;
    };
  }

  boolean emitsUnmatchedBuild() {
    return kind == JoinKind.RIGHT || kind == JoinKind.FULL;
  }

  /** One build row per key is enough. */
  boolean distinctBuild() {
    return !emitsPairs() && !residual && buildKeys.length > 0;
  }

  /** Without build rows nothing can come out. */
  boolean emptyWithoutBuild() {
    return kind == JoinKind.INNER || kind == JoinKind.RIGHT || kind == JoinKind.LEFT_SEMI;
  }
}
