package io.nyala.planner.physical;

import io.nyala.planner.fragment.FragmentBuilder;
import io.nyala.planner.fragment.PhysicalRel;
import io.nyala.planner.fragment.Placement;
import io.nyala.planner.logical.RelTypes;
import io.nyala.planner.stats.RelEstimate;
import io.nyala.semantics.function.FunctionRegistry;
import io.nyala.spi.plan.AggregateCall;
import io.nyala.spi.plan.PlanNode;
import io.nyala.spi.plan.PlanNode.AggregateStep;
import io.nyala.spi.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.apache.calcite.rel.core.Aggregate;

/**
 * Aggregation in one step where equal keys are together already, else partial results per task that
 * are exchanged by key and finished.
 */
final class AggregatePlanner {
  /** If so large a share of the rows are groups, partial results save nothing. */
  private static final double USELESS_PARTIAL = 0.7;

  private static final String SINGLE_VALUE = "single_value";

  private final RelPlanner planner;
  private final FragmentBuilder fragments;

  AggregatePlanner(RelPlanner planner, FragmentBuilder fragments) {
    this.planner = planner;
    this.fragments = fragments;
  }

  PhysicalRel plan(Aggregate aggregate) {
    PhysicalRel input = planner.plan(aggregate.getInput(), false);
    RelEstimate estimate = planner.estimate(aggregate);
    List<Integer> keys = aggregate.getGroupSet().asList();
    List<AggregateCall> calls = calls(aggregate, input.types());
    if (together(input.placement(), keys)) {
      return single(aggregate, input, keys, calls, estimate);
    }
    boolean wholeOnly =
        calls.stream().anyMatch(call -> call.distinct() || call.function().equals(SINGLE_VALUE));
    boolean uselessPartial =
        !keys.isEmpty() && estimate.rows() > input.estimate().rows() * USELESS_PARTIAL;
    if (wholeOnly || uselessPartial) {
      PhysicalRel exchanged =
          keys.isEmpty() ? fragments.gather(input, List.of()) : fragments.hash(input, keys);
      return single(aggregate, exchanged, keys, calls, estimate);
    }
    return twoPhase(aggregate, input, keys, calls, estimate);
  }

  private static boolean together(Placement placement, List<Integer> keys) {
    if (placement instanceof Placement.Single) {
      return true;
    }
    return placement instanceof Placement.Hashed hashed
        && !hashed.columns().isEmpty()
        && keys.containsAll(hashed.columns());
  }

  private PhysicalRel single(
      Aggregate aggregate,
      PhysicalRel input,
      List<Integer> keys,
      List<AggregateCall> calls,
      RelEstimate estimate) {
    PlanNode node =
        new PlanNode.Aggregate(
            fragments.nextId(),
            input.node(),
            AggregateStep.SINGLE,
            keys,
            calls,
            resultTypes(input, keys, calls));
    planner.described(node, aggregate.getRowType(), estimate.rows(), List.of());
    return new PhysicalRel(node, onKeys(input.placement(), keys), estimate);
  }

  /** The hash columns by their positions among the keys. */
  private static Placement onKeys(Placement placement, List<Integer> keys) {
    return placement instanceof Placement.Hashed hashed
        ? new Placement.Hashed(hashed.columns().stream().map(keys::indexOf).toList())
        : placement;
  }

  private PhysicalRel twoPhase(
      Aggregate aggregate,
      PhysicalRel input,
      List<Integer> keys,
      List<AggregateCall> calls,
      RelEstimate estimate) {
    List<DataType> partialTypes = new ArrayList<>();
    List<String> partialNames = new ArrayList<>();
    List<String> names = aggregate.getRowType().getFieldNames();
    List<Integer> finalKeys = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      partialTypes.add(input.types().get(keys.get(i)));
      partialNames.add(names.get(i));
      finalKeys.add(i);
    }
    List<AggregateCall> finalCalls = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      AggregateCall call = calls.get(i);
      List<Integer> state = new ArrayList<>();
      for (DataType type : intermediate(call)) {
        state.add(partialTypes.size());
        partialTypes.add(type);
        partialNames.add(names.get(keys.size() + i));
      }
      finalCalls.add(
          new AggregateCall(
              call.function(),
              state,
              call.argumentTypes(),
              false,
              OptionalInt.empty(),
              call.type()));
    }
    double partialRows = Math.min(input.estimate().rows(), Math.max(estimate.rows(), 1) * 4);
    PlanNode partial =
        new PlanNode.Aggregate(
            fragments.nextId(), input.node(), AggregateStep.PARTIAL, keys, calls, partialTypes);
    fragments.describe(
        partial, new io.nyala.planner.fragment.NodeDetail(partialNames, partialRows, List.of()));
    PhysicalRel half = new PhysicalRel(partial, onKeysOrUnknown(input.placement()), estimate);
    PhysicalRel exchanged =
        keys.isEmpty() ? fragments.gather(half, List.of()) : fragments.hash(half, finalKeys);
    PlanNode node =
        new PlanNode.Aggregate(
            fragments.nextId(),
            exchanged.node(),
            AggregateStep.FINAL,
            finalKeys,
            finalCalls,
            resultTypes(exchanged, finalKeys, finalCalls));
    planner.described(node, aggregate.getRowType(), estimate.rows(), List.of());
    return new PhysicalRel(node, exchanged.placement(), estimate);
  }

  private static Placement onKeysOrUnknown(Placement placement) {
    return placement instanceof Placement.Hashed ? new Placement.Hashed(List.of()) : placement;
  }

  private static List<DataType> intermediate(AggregateCall call) {
    return FunctionRegistry.builtIn()
        .resolve(call.function(), call.argumentTypes())
        .intermediateTypes();
  }

  private static List<DataType> resultTypes(
      PhysicalRel input, List<Integer> keys, List<AggregateCall> calls) {
    List<DataType> types = new ArrayList<>();
    keys.forEach(key -> types.add(input.types().get(key)));
    calls.forEach(call -> types.add(call.type()));
    return types;
  }

  private static List<AggregateCall> calls(Aggregate aggregate, List<DataType> inputTypes) {
    List<AggregateCall> calls = new ArrayList<>();
    for (org.apache.calcite.rel.core.AggregateCall call : aggregate.getAggCallList()) {
      calls.add(
          new AggregateCall(
              call.getAggregation().getName().toLowerCase(Locale.ROOT),
              call.getArgList(),
              call.getArgList().stream().map(inputTypes::get).toList(),
              call.isDistinct(),
              call.filterArg < 0 ? OptionalInt.empty() : OptionalInt.of(call.filterArg),
              RelTypes.toDataType(call.getType())));
    }
    return calls;
  }
}
