package io.nyala.engine.task;

import io.nyala.engine.operator.filter.ColumnEvaluator;
import io.nyala.engine.operator.join.JoinBridge;
import io.nyala.engine.operator.join.JoinBuildOperator;
import io.nyala.engine.operator.join.JoinProbeOperator;
import io.nyala.engine.operator.join.JoinShape;
import io.nyala.engine.task.Pipelines.Chain;
import io.nyala.spi.plan.PlanNode.Join;
import org.jspecify.annotations.Nullable;

/** A join ends the build side's pipeline and goes on in the probe side's. */
final class JoinPlanner {
  private final TaskScope scope;
  private final TaskExchanges exchanges;

  JoinPlanner(TaskScope scope, TaskExchanges exchanges) {
    this.scope = scope;
    this.exchanges = exchanges;
  }

  Chain join(Join join, Chain probe, Chain build) {
    JoinShape shape = JoinShape.of(join);
    String name = (join.leftKeys().isEmpty() ? "NestedLoopJoin " : "HashJoin ") + join.kind();
    JoinBridge bridge =
        new JoinBridge(
            scope.memory().child(name + " table of operator " + join.id()), probe.drivers());
    Chain single = exchanges.single(build, join.id());
    single.add(join.id(), name + " build", context -> new JoinBuildOperator(bridge, shape));
    scope.pipelines().finish(single);
    return probe.add(
        join.id(), name, context -> new JoinProbeOperator(context, bridge, shape, residual(join)));
  }

  private @Nullable ColumnEvaluator residual(Join join) {
    return join.residual()
        .map(condition -> scope.services().expressions().evaluator(condition, scope.constants()))
        .orElse(null);
  }
}
