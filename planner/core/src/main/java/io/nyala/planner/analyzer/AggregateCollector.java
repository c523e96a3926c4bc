package io.nyala.planner.analyzer;

import io.nyala.planner.logical.RelTypes;
import io.nyala.semantics.function.ResolvedFunction;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * The aggregate calls of one query block. While its expressions are analysed over the row before
 * grouping, a call stands as a reference behind the last field of that row; {@link GroupedRow} puts
 * the real ones in.
 */
final class AggregateCollector {
  private final RelNode input;
  private final List<Call> calls = new ArrayList<>();

  AggregateCollector(RelNode input) {
    this.input = input;
  }

  /** One call; no arguments means COUNT(*). */
  record Call(ResolvedFunction function, boolean distinct, List<RexNode> arguments) {
    Call {
      arguments = List.copyOf(arguments);
    }

    boolean same(Call other) {
      return function.name().equals(other.function.name())
          && function.signature().equals(other.function.signature())
          && distinct == other.distinct
          && arguments.equals(other.arguments);
    }
  }

  /** Registers the call, unless the block has the same one already. */
  RexNode add(Call call) {
    int index = 0;
    while (index < calls.size() && !calls.get(index).same(call)) {
      index++;
    }
    if (index == calls.size()) {
      calls.add(call);
    }
    return new RexInputRef(
        base() + index,
        RelTypes.nullable(input.getCluster().getTypeFactory(), call.function().returnType()));
  }

  /** Index of the reference that stands for call 0. */
  int base() {
    return input.getRowType().getFieldCount();
  }

  List<Call> calls() {
    return calls;
  }
}
