package io.nyala.planner.explain;

import io.nyala.planner.logical.SecureScan;
import io.nyala.planner.stats.Estimator;
import io.nyala.planner.translate.RexTranslator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;

/** The optimised tree, one rel a line with its estimated rows; a protected scan is one line. */
public final class LogicalPrinter {
  private final Estimator estimator;
  private final StringBuilder text = new StringBuilder();

  private LogicalPrinter(Estimator estimator) {
    this.estimator = estimator;
  }

  public static String print(RelNode rel, Estimator estimator) {
    LogicalPrinter printer = new LogicalPrinter(estimator);
    printer.print(rel, 0);
    return printer.text.toString();
  }

  private void print(RelNode rel, int depth) {
    text.append("  ".repeat(depth))
        .append(describe(rel))
        .append("  rows=")
        .append(Rows.text(estimator.estimate(rel).rows()))
        .append('\n');
    rel.getInputs().forEach(input -> print(input, depth + 1));
  }

  private static String describe(RelNode rel) {
    if (rel instanceof SecureScan scan) {
      return scan(scan);
    }
    if (rel instanceof Filter filter) {
      return "Filter(" + expression(rel, filter.getCondition(), filter.getInput()) + ")";
    }
    if (rel instanceof Project project) {
      List<String> outputs = new ArrayList<>();
      project.getProjects().forEach(rex -> outputs.add(expression(rel, rex, project.getInput())));
      return "Project(" + String.join(", ", outputs) + ")";
    }
    if (rel instanceof Join join) {
      List<String> names = new ArrayList<>(join.getLeft().getRowType().getFieldNames());
      names.addAll(join.getRight().getRowType().getFieldNames());
      RexTranslator rex = new RexTranslator(rel.getCluster().getRexBuilder());
      return "Join("
          + join.getJoinType().name().toLowerCase(Locale.ROOT)
          + ", "
          + ExpressionPrinter.print(rex.translate(join.getCondition()), names)
          + ")";
    }
    if (rel instanceof Aggregate aggregate) {
      return aggregate(aggregate);
    }
    if (rel instanceof Sort sort) {
      return sort(sort);
    }
    if (rel instanceof Union union) {
      return union.all ? "UnionAll" : "Union";
    }
    return rel instanceof Values values
        ? "Values(" + values.getTuples().size() + " rows)"
        : rel.getRelTypeName();
  }

  private static String scan(SecureScan scan) {
    StringBuilder line = new StringBuilder("Scan(").append(scan.table().name());
    line.append(", columns: ").append(String.join(", ", scan.getRowType().getFieldNames()));
    if (scan.hasRowFilter()) {
      line.append("; row filter: yes");
    }
    if (!scan.maskedColumns().isEmpty()) {
      line.append("; masked columns: ")
          .append(String.join(", ", new TreeSet<>(scan.maskedColumns())));
    }
    return line.append(')').toString();
  }

  private static String aggregate(Aggregate aggregate) {
    List<String> names = aggregate.getInput().getRowType().getFieldNames();
    List<String> parts = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      parts.add(names.get(key));
    }
    StringBuilder line = new StringBuilder("Aggregate(by: ").append(String.join(", ", parts));
    List<String> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      List<String> arguments = call.getArgList().stream().map(names::get).toList();
      calls.add(
          call.getAggregation().getName().toLowerCase(Locale.ROOT)
              + "("
              + (call.isDistinct() ? "distinct " : "")
              + (arguments.isEmpty() ? "*" : String.join(", ", arguments))
              + ")");
    }
    return line.append("; ").append(String.join(", ", calls)).append(')').toString();
  }

  private static String sort(Sort sort) {
    List<String> keys = new ArrayList<>();
    for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
      keys.add(
          sort.getRowType().getFieldNames().get(key.getFieldIndex())
              + (key.direction.isDescending() ? " desc" : ""));
    }
    String limit =
        (sort.offset == null ? "" : " offset " + sort.offset)
            + (sort.fetch == null ? "" : " limit " + sort.fetch);
    return keys.isEmpty()
        ? "Limit(" + limit.strip() + ")"
        : "Sort(" + String.join(", ", keys) + limit + ")";
  }

  private static String expression(RelNode rel, org.apache.calcite.rex.RexNode rex, RelNode input) {
    return ExpressionPrinter.print(
        new RexTranslator(rel.getCluster().getRexBuilder()).translate(rex),
        input.getRowType().getFieldNames());
  }
}
