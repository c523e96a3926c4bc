/**
 * The wire form of a query: fragments of physical operators. Nothing of SQL text or of Calcite.
 * Read {@link io.nyala.spi.plan.PlanNode} first.
 */
@NullMarked
package io.nyala.spi.plan;

import org.jspecify.annotations.NullMarked;
