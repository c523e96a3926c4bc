package io.nyala.planner.phase;

import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;

/**
 * One named step of the optimizer.
 *
 * @param name as in {@code SET nyala.optimizer.disabled.phases}
 * @param optional whether the plan is right, if slower, without it
 * @param relational whether from here on the tree must be free of subqueries and correlation
 */
public record Phase(
    String name, boolean optional, boolean relational, UnaryOperator<RelNode> rewrite) {}
