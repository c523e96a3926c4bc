/**
 * Rewrites of the relational tree that keep its meaning. Each class is one rewrite over a whole
 * tree, gives its input back when it has nothing to do, and reaches a fixpoint when run again.
 * Order and toggles are in {@code phase}. Read {@link io.nyala.planner.rule.PredicatePushDown}
 * first as an example.
 */
@NullMarked
package io.nyala.planner.rule;

import org.jspecify.annotations.NullMarked;
