package io.nyala.planner.explain;

import io.nyala.planner.fragment.FragmentBuilder.SealedScan;
import io.nyala.planner.fragment.NodeDetail;
import io.nyala.planner.physical.PlannedQuery;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.OutputRouting;
import io.nyala.spi.plan.PlanFragment;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.SortKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * EXPLAIN's texts: {@code LOGICAL} is the optimised tree, {@code PHYSICAL} one tree of operators
 * through all exchanges, {@code FRAGMENTS} a tree per fragment with placement and routing. What a
 * policy adds to a scan is one line that says so and no more; fragments that serve a policy are
 * left out and the others numbered without gaps.
 */
public final class PlanPrinter {
  /** Which text. */
  public enum Level {
    LOGICAL,
    PHYSICAL,
    FRAGMENTS
  }

  private final PlannedQuery query;
  private final Map<Integer, Integer> shownNumbers = new HashMap<>();
  private final StringBuilder text = new StringBuilder();

  private PlanPrinter(PlannedQuery query) {
    this.query = query;
    for (PlanFragment fragment : query.plan().fragments()) {
      if (!query.hiddenFragments().contains(fragment.id())) {
        shownNumbers.put(fragment.id(), shownNumbers.size());
      }
    }
  }

  /** The text, lines ended by {@code \n}. */
  public static String print(PlannedQuery query, Level level) {
    PlanPrinter printer = new PlanPrinter(query);
    switch (level) {
      case LOGICAL -> printer.text.append(query.logicalText());
      case PHYSICAL -> printer.node(query.plan().root().root(), 0, true);
      case FRAGMENTS -> printer.fragments();
    }
    return printer.text.toString();
  }

  private void fragments() {
    List<PlanFragment> fragments = query.plan().fragments();
    for (int i = fragments.size() - 1; i >= 0; i--) {
      PlanFragment fragment = fragments.get(i);
      if (!shownNumbers.containsKey(fragment.id())) {
        continue;
      }
      text.append("Fragment ")
          .append(shownNumbers.get(fragment.id()))
          .append(" [")
          .append(fragment.distribution().name().toLowerCase(Locale.ROOT))
          .append("] → ")
          .append(routing(fragment))
          .append('\n');
      node(fragment.root(), 1, false);
    }
  }

  private String routing(PlanFragment fragment) {
    OutputRouting routing = fragment.output();
    List<String> names = names(fragment.root());
    String kind = routing.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return routing.columns().isEmpty()
        ? kind
        : kind + "(" + String.join(", ", pick(names, routing.columns())) + ")";
  }

  private void node(PlanNode node, int depth, boolean throughExchanges) {
    SealedScan sealed = query.seals().get(node.id());
    text.append("  ".repeat(depth));
    if (sealed != null) {
      text.append(sealed(sealed)).append('\n');
      return;
    }
    text.append(describe(node));
    NodeDetail detail = query.details().get(node.id());
    if (detail != null) {
      detail.notes().forEach(note -> text.append("  ").append(note));
      text.append("  rows≈").append(Rows.text(detail.rows()));
    }
    text.append('\n');
    if (node instanceof PlanNode.ExchangeSource exchange && throughExchanges) {
      for (int fragment : exchange.fragments()) {
        node(query.plan().fragments().get(fragment).root(), depth + 1, true);
      }
    }
    node.inputs().forEach(input -> node(input, depth + 1, throughExchanges));
  }

  private static String sealed(SealedScan scan) {
    return "SecureScan "
        + scan.table()
        + (scan.rowFilter() ? "  row filter: yes" : "")
        + (scan.maskedColumns().isEmpty()
            ? ""
            : "  masked columns: " + String.join(", ", scan.maskedColumns()));
  }

  private String describe(PlanNode node) {
    if (node instanceof PlanNode.TableScan scan) {
      return scan(scan);
    }
    if (node instanceof PlanNode.ExchangeSource exchange) {
      return exchange(exchange);
    }
    if (node instanceof PlanNode.Filter filter) {
      return "Filter " + ExpressionPrinter.print(filter.predicate(), names(filter.input()));
    }
    if (node instanceof PlanNode.Project project) {
      return "Project "
          + ExpressionPrinter.printAll(project.expressions(), names(project.input()), ", ");
    }
    if (node instanceof PlanNode.Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (node instanceof PlanNode.Join join) {
      return join(join);
    }
    if (node instanceof PlanNode.Sort sort) {
      return "Sort " + keys(sort.keys(), names(sort));
    }
    if (node instanceof PlanNode.TopN top) {
      return "TopN " + top.count() + " by " + keys(top.keys(), names(top));
    }
    if (node instanceof PlanNode.Limit limit) {
      return "Limit " + limit.count() + (limit.offset() > 0 ? " offset " + limit.offset() : "");
    }
    if (node instanceof PlanNode.Values values) {
      return "Values " + values.rows().size() + " rows";
    }
    if (node instanceof PlanNode.TableWrite write) {
      return "TableWrite "
          + write.write().table()
          + (write.write().overwrite() ? " overwrite" : "");
    }
    return "UnionAll";
  }

  private String scan(PlanNode.TableScan scan) {
    List<String> names = names(scan);
    String pushed =
        scan.scan().pushed().isEmpty()
            ? ""
            : "  pushed: " + ExpressionPrinter.printAll(scan.scan().pushed(), names, " AND ");
    return "TableScan " + scan.table() + " [" + String.join(", ", names) + "]" + pushed;
  }

  private String exchange(PlanNode.ExchangeSource exchange) {
    List<String> kinds = new ArrayList<>();
    for (int fragment : exchange.fragments()) {
      PlanFragment producer = query.plan().fragments().get(fragment);
      kinds.add("fragment " + shownNumbers.getOrDefault(fragment, -1) + " by " + routing(producer));
    }
    String merge =
        exchange.mergeKeys().isEmpty()
            ? ""
            : ", merged by " + keys(exchange.mergeKeys(), names(exchange));
    return "Exchange from " + String.join(", ", kinds) + merge;
  }

  private String aggregate(PlanNode.Aggregate aggregate) {
    List<String> names = names(aggregate.input());
    List<String> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.calls()) {
      calls.add(
          call.function()
              + "("
              + (call.distinct() ? "distinct " : "")
              + (call.arguments().isEmpty()
                  ? "*"
                  : String.join(", ", pick(names, call.arguments())))
              + ")");
    }
    return "Aggregate "
        + aggregate.step().name().toLowerCase(Locale.ROOT)
        + " by ["
        + String.join(", ", pick(names, aggregate.groupKeys()))
        + "] "
        + String.join(", ", calls);
  }

  private String join(PlanNode.Join join) {
    List<String> left = names(join.left());
    List<String> right = names(join.right());
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < join.leftKeys().size(); i++) {
      conditions.add(
          left.get(join.leftKeys().get(i))
              + (join.nullSafe().get(i) ? " <=> " : " = ")
              + right.get(join.rightKeys().get(i)));
    }
    join.residual()
        .ifPresent(
            residual -> {
              List<String> both = new ArrayList<>(left);
              both.addAll(right);
              conditions.add(ExpressionPrinter.print(residual, both));
            });
    return "Join "
        + join.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
        + (conditions.isEmpty() ? " cross" : " on " + String.join(" AND ", conditions));
  }

  private static String keys(List<SortKey> keys, List<String> names) {
    List<String> parts = new ArrayList<>();
    for (SortKey key : keys) {
      parts.add(
          names.get(key.column())
              + (key.ascending() ? "" : " desc")
              + (key.nullsFirst() ? " nulls first" : ""));
    }
    return String.join(", ", parts);
  }

  private List<String> names(PlanNode node) {
    NodeDetail detail = query.details().get(node.id());
    if (detail != null && detail.columns().size() == node.outputTypes().size()) {
      return detail.columns();
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < node.outputTypes().size(); i++) {
      names.add("#" + i);
    }
    return names;
  }

  private static List<String> pick(List<String> names, List<Integer> positions) {
    return positions.stream().map(names::get).toList();
  }
}
