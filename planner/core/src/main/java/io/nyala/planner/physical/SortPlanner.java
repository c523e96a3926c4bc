package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.spi.error.ErrorCode;
import io.nyala.spi.error.NyalaException;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.SortKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * ORDER BY and LIMIT: each task sorts or keeps its first rows, one task merges.
 *
 * <pre>
 *   Limit(offset, n)
 *     ExchangeSource(merge by keys)
 *       TopN(keys, offset + n)          per task
 * </pre>
 */
final class SortPlanner {
  /** Above this many rows a heap of the first rows is no better than a sort that may spill. */
  private static final long TOP_N_LIMIT = 100_000;

  private final RelPlanner planner;
  private final FragmentBuilder fragments;

  SortPlanner(RelPlanner planner, FragmentBuilder fragments) {
    this.planner = planner;
    this.fragments = fragments;
  }

  PhysicalRel plan(Sort sort, boolean ordered) {
    List<SortKey> keys = keys(sort.getCollation().getFieldCollations());
    long offset = number(sort.offset, 0);
    long count = number(sort.fetch, Long.MAX_VALUE);
    boolean limited = sort.fetch != null || offset > 0;
    if (!limited && (keys.isEmpty() || !ordered)) {
      return planner.plan(sort.getInput(), false);
    }
    PhysicalRel input = planner.plan(sort.getInput(), keys.isEmpty() && ordered);
    RelEstimate estimate = planner.estimate(sort);
    if (keys.isEmpty()) {
      return limit(sort, input, offset, count, estimate);
    }
    PhysicalRel sorted = sorted(sort, input, keys, limited, total(offset, count));
    PhysicalRel merged = fragments.gather(sorted, keys);
    boolean cut = offset > 0 || (limited && (!input.isSingle() || !isTopN(sorted, count)));
    return cut ? limitNode(sort, merged, offset, count, estimate) : merged;
  }

  private static boolean isTopN(PhysicalRel rel, long count) {
    return rel.node() instanceof PlanNode.TopN top && top.count() == count;
  }

  private PhysicalRel sorted(
      Sort sort, PhysicalRel input, List<SortKey> keys, boolean limited, long total) {
    PlanNode node =
        limited && total <= TOP_N_LIMIT
            ? new PlanNode.TopN(fragments.nextId(), input.node(), keys, total)
            : new PlanNode.Sort(fragments.nextId(), input.node(), keys);
    double rows = Math.min(input.estimate().rows(), (double) total);
    return input.with(
        planner.described(node, sort.getRowType(), rows, List.of()), input.estimate());
  }

  private PhysicalRel limit(
      Sort sort, PhysicalRel input, long offset, long count, RelEstimate estimate) {
    if (input.isSingle()) {
      return limitNode(sort, input, offset, count, estimate);
    }
    PhysicalRel partial = limitNode(sort, input, 0, total(offset, count), estimate);
    return limitNode(sort, fragments.gather(partial, List.of()), offset, count, estimate);
  }

  private PhysicalRel limitNode(
      Sort sort, PhysicalRel input, long offset, long count, RelEstimate estimate) {
    PlanNode node = new PlanNode.Limit(fragments.nextId(), input.node(), offset, count);
    return input.with(
        planner.described(node, sort.getRowType(), estimate.rows(), List.of()), estimate);
  }

  private static long total(long offset, long count) {
    return count > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + count;
  }

  private static long number(@Nullable RexNode rex, long otherwise) {
    if (rex == null) {
      return otherwise;
    }
    if (rex instanceof RexLiteral literal) {
      BigDecimal value = literal.getValueAs(BigDecimal.class);
      if (value != null) {
        return value.longValueExact();
      }
    }
    throw new NyalaException(ErrorCode.NOT_SUPPORTED, "LIMIT and OFFSET must be constants");
  }

  static List<SortKey> keys(List<RelFieldCollation> collations) {
    List<SortKey> keys = new ArrayList<>();
    for (RelFieldCollation collation : collations) {
      boolean ascending = !collation.direction.isDescending();
      boolean nullsFirst =
          switch (collation.nullDirection) {
            case FIRST -> true;
            case LAST -> false;
            case UNSPECIFIED -> !ascending;
          };
      keys.add(new SortKey(collation.getFieldIndex(), ascending, nullsFirst));
    }
    return keys;
  }
}
