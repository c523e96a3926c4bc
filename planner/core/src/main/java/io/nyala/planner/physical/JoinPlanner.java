package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.fragment.Placement;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.planner.translate.RexTranslator;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.expression.Expression;
import io.nyala.spi.expression.Expression.ColumnReference;
import io.nyala.spi.plan.JoinKind;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Chooses build side and distribution of a join. The right input of the plan node is the build
 * side. A copy of the build side on every executor is right only where no build row shows by
 * itself: never for RIGHT and FULL. A mark join needs the whole build side in each task, because
 * one NULL key there makes every miss unknown.
 */
final class JoinPlanner {
  private final RelPlanner planner;
  private final FragmentBuilder fragments;
  private final RexTranslator rex;
  private final OptimizerSettings settings;

  JoinPlanner(
      RelPlanner planner,
      FragmentBuilder fragments,
      RexTranslator rex,
      OptimizerSettings settings) {
    this.planner = planner;
    this.fragments = fragments;
    this.rex = rex;
    this.settings = settings;
  }

  /** An input of the join with its key columns in place. */
  private record Side(PhysicalRel rel, int fields, List<Integer> keys) {
    Side with(PhysicalRel newRel) {
      return new Side(newRel, fields, keys);
    }
  }

  PhysicalRel plan(Join join) {
    JoinKeys keys = JoinKeys.of(join);
    Side left = side(join.getLeft(), keys.left());
    Side right = side(join.getRight(), keys.right());
    JoinKind kind = kind(join);
    boolean swap = swap(kind, left.rel(), right.rel(), keys.left().isEmpty());
    Side probe = swap ? right : left;
    Side build = swap ? left : right;
    JoinKind planned = swap ? swapped(kind) : kind;
    Distributed distributed = distribute(planned, probe, build, keys);
    PlanNode node = node(planned, distributed, keys, swap, left.fields());
    RelEstimate estimate = planner.estimate(join);
    fragments.describe(
        node,
        new NodeDetail(
            names(join, planned, distributed, swap), estimate.rows(), List.of(distributed.note())));
    PhysicalRel joined = new PhysicalRel(node, distributed.placement(), estimate);
    return restore(join, joined, planned, distributed, swap);
  }

  private static JoinKind kind(Join join) {
    return switch (join.getJoinType()) {
      case INNER -> JoinKind.INNER;
      case LEFT -> JoinKind.LEFT;
      case RIGHT -> JoinKind.RIGHT;
      case FULL -> JoinKind.FULL;
      case SEMI -> JoinKind.LEFT_SEMI;
      case ANTI -> JoinKind.LEFT_ANTI;
      case LEFT_MARK -> JoinKind.LEFT_MARK;
      default ->
          throw new NyalaException(
              ErrorCode.NOT_SUPPORTED, join.getJoinType() + " joins are not supported");
    };
  }

  /** Appends computed keys to the input's columns; plain references are used where they are. */
  private Side side(RelNode rel, List<RexNode> keys) {
    PhysicalRel input = planner.plan(rel, false);
    int fields = input.types().size();
    List<Integer> columns = new ArrayList<>();
    List<Expression> computed = new ArrayList<>();
    for (RexNode key : keys) {
      if (key instanceof RexInputRef reference) {
        columns.add(reference.getIndex());
      } else {
        columns.add(fields + computed.size());
        computed.add(rex.translate(key));
      }
    }
    if (computed.isEmpty()) {
      return new Side(input, fields, columns);
    }
    List<Expression> expressions = references(input.types(), 0);
    expressions.addAll(computed);
    PlanNode node = new PlanNode.Project(fragments.nextId(), input.node(), expressions);
    List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
    for (int i = 0; i < computed.size(); i++) {
      names.add("$key" + i);
    }
    fragments.describe(node, new NodeDetail(names, input.estimate().rows(), List.of()));
    return new Side(input.with(node, input.estimate()), fields, columns);
  }

  private static List<Expression> references(List<DataType> types, int first) {
    List<Expression> expressions = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      expressions.add(new ColumnReference(first + i, types.get(i)));
    }
    return expressions;
  }

  private boolean swap(JoinKind kind, PhysicalRel left, PhysicalRel right, boolean noKeys) {
    return switch (kind) {
      case INNER, FULL -> left.estimate().bytes() < right.estimate().bytes();
      // A RIGHT join cannot copy its build side; one without keys must.
      case RIGHT -> noKeys || !muchSmaller(right, left);
      case LEFT -> !noKeys && muchSmaller(left, right) && !fitsBroadcast(right);
      case LEFT_SEMI, LEFT_ANTI, LEFT_MARK -> false;
    };
  }

  private static boolean muchSmaller(PhysicalRel a, PhysicalRel b) {
    return a.estimate().bytes() * 4 < b.estimate().bytes();
  }

  private boolean fitsBroadcast(PhysicalRel build) {
    return build.estimate().bytes() <= settings.broadcastLimitBytes();
  }

  private static JoinKind swapped(JoinKind kind) {
    return switch (kind) {
      case INNER, FULL -> kind;
      case LEFT -> JoinKind.RIGHT;
      case RIGHT -> JoinKind.LEFT;
      case LEFT_SEMI, LEFT_ANTI, LEFT_MARK ->
          throw new IllegalArgumentException(kind + " has no mirror image");
    };
  }

  private record Distributed(Side probe, Side build, Placement placement, String note) {}

  private Distributed distribute(JoinKind kind, Side probe, Side build, JoinKeys keys) {
    boolean noKeys = keys.left().isEmpty();
    boolean buildShows = kind == JoinKind.RIGHT || kind == JoinKind.FULL;
    boolean mustCopy = noKeys || kind == JoinKind.LEFT_MARK;
    boolean together = probe.rel().isSingle() && (build.rel().isSingle() || mustCopy);
    if (together || (buildShows && noKeys)) {
      return single(probe, build);
    }
    if (mustCopy || (!buildShows && copyIsCheaper(probe, build))) {
      if (probe.rel().isSingle()) {
        return single(probe, build);
      }
      PhysicalRel copy = fragments.broadcast(build.rel(), probe.rel().placement());
      return new Distributed(probe, build.with(copy), probe.rel().placement(), "broadcast");
    }
    return partitioned(kind, probe, build);
  }

  private Distributed single(Side probe, Side build) {
    return new Distributed(
        probe.with(fragments.gather(probe.rel(), List.of())),
        build.with(fragments.gather(build.rel(), List.of())),
        Placement.SINGLE,
        "single");
  }

  /** Compares the bytes that each way sends over the network. */
  private boolean copyIsCheaper(Side probe, Side build) {
    double buildBytes = build.rel().estimate().bytes();
    double probeBytes = isOn(probe) ? 0 : probe.rel().estimate().bytes();
    return fitsBroadcast(build.rel())
        && buildBytes * settings.executors() <= probeBytes + buildBytes;
  }

  private static boolean isOn(Side side) {
    return side.rel().placement() instanceof Placement.Hashed hashed
        && !hashed.columns().isEmpty()
        && side.keys().containsAll(hashed.columns());
  }

  /** Both sides by the same hash; a side that is already spread by some of its keys stays. */
  private Distributed partitioned(JoinKind kind, Side probe, Side build) {
    List<Integer> order;
    if (isOn(probe)) {
      order = order(probe);
    } else if (isOn(build)) {
      order = order(build);
    } else {
      order = new ArrayList<>();
      for (int i = 0; i < probe.keys().size(); i++) {
        order.add(i);
      }
    }
    Side hashedProbe = hashed(probe, order);
    Side hashedBuild = hashed(build, order);
    Placement placement =
        switch (kind) {
          case INNER, LEFT, LEFT_SEMI, LEFT_ANTI, LEFT_MARK -> hashedProbe.rel().placement();
          case RIGHT -> shifted(hashedBuild, hashedProbe.rel().types().size());
          case FULL -> new Placement.Hashed(List.of());
        };
    return new Distributed(hashedProbe, hashedBuild, placement, "partitioned");
  }

  /** Which keys, in which order, the side is hashed by. */
  private static List<Integer> order(Side side) {
    Placement.Hashed hashed = (Placement.Hashed) side.rel().placement();
    return new ArrayList<>(hashed.columns().stream().map(side.keys()::indexOf).toList());
  }

  private Side hashed(Side side, List<Integer> order) {
    List<Integer> columns = order.stream().map(side.keys()::get).toList();
    return side.rel().placement() instanceof Placement.Hashed hashed
            && hashed.columns().equals(columns)
        ? side
        : side.with(fragments.hash(side.rel(), columns));
  }

  private static Placement shifted(Side build, int offset) {
    Placement.Hashed hashed = (Placement.Hashed) build.rel().placement();
    return new Placement.Hashed(hashed.columns().stream().map(c -> c + offset).toList());
  }

  private PlanNode node(
      JoinKind kind, Distributed distributed, JoinKeys keys, boolean swap, int leftFields) {
    Side probe = distributed.probe();
    Side build = distributed.build();
    int probeColumns = probe.rel().types().size();
    Optional<Expression> residual =
        keys.residual()
            .map(
                rest ->
                    rex.translate(
                        rest,
                        field -> {
                          boolean isLeft = field < leftFields;
                          int column = isLeft ? field : field - leftFields;
                          return isLeft == swap ? probeColumns + column : column;
                        }));
    return new PlanNode.Join(
        fragments.nextId(),
        kind,
        probe.rel().node(),
        build.rel().node(),
        probe.keys(),
        build.keys(),
        keys.nullSafe(),
        residual);
  }

  private static boolean showsBuild(JoinKind kind) {
    return switch (kind) {
      case INNER, LEFT, RIGHT, FULL -> true;
      case LEFT_SEMI, LEFT_ANTI, LEFT_MARK -> false;
    };
  }

  /** Column names of the join node before keys are dropped and sides put in order. */
  private static List<String> names(
      Join join, JoinKind kind, Distributed distributed, boolean swap) {
    RelNode probe = swap ? join.getRight() : join.getLeft();
    RelNode build = swap ? join.getLeft() : join.getRight();
    List<String> names = padded(probe, distributed.probe());
    if (kind == JoinKind.LEFT_MARK) {
      names.add("mark");
    } else if (showsBuild(kind)) {
      names.addAll(padded(build, distributed.build()));
    }
    return names;
  }

  private static List<String> padded(RelNode rel, Side side) {
    List<String> names = new ArrayList<>(rel.getRowType().getFieldNames());
    for (int i = names.size(); i < side.rel().types().size(); i++) {
      names.add("$key" + (i - side.fields()));
    }
    return names;
  }

  /** Back to left fields, then right fields, without appended keys. */
  private PhysicalRel restore(
      Join join, PhysicalRel joined, JoinKind kind, Distributed distributed, boolean swap) {
    Side probe = distributed.probe();
    Side build = distributed.build();
    int probeColumns = probe.rel().types().size();
    List<Integer> columns = new ArrayList<>();
    List<Integer> probeFields = range(0, probe.fields());
    List<Integer> buildFields = showsBuild(kind) ? range(probeColumns, build.fields()) : List.of();
    columns.addAll(swap ? buildFields : probeFields);
    columns.addAll(swap ? probeFields : buildFields);
    if (kind == JoinKind.LEFT_MARK) {
      columns.add(probeColumns);
    }
    if (columns.equals(range(0, joined.types().size()))) {
      return joined;
    }
    List<Expression> expressions = new ArrayList<>();
    columns.forEach(
        column -> expressions.add(new ColumnReference(column, joined.types().get(column))));
    PlanNode node = new PlanNode.Project(fragments.nextId(), joined.node(), expressions);
    planner.described(node, join.getRowType(), joined.estimate().rows(), List.of());
    return new PhysicalRel(node, moved(joined.placement(), columns), joined.estimate());
  }

  private static Placement moved(Placement placement, List<Integer> columns) {
    if (!(placement instanceof Placement.Hashed hashed)) {
      return placement;
    }
    return columns.containsAll(hashed.columns())
        ? new Placement.Hashed(hashed.columns().stream().map(columns::indexOf).toList())
        : new Placement.Hashed(List.of());
  }

  private static List<Integer> range(int first, int count) {
    List<Integer> range = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      range.add(first + i);
    }
    return range;
  }
}
