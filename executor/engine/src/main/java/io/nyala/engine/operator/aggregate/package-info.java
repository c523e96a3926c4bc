/**
 * Grouping and aggregate functions. Partial results follow the layouts that {@code
 * io.nyala.semantics.function.FunctionRegistry} documents. Read {@link
 * io.nyala.engine.operator.aggregate.AggregationOperator} first; a new function is an {@link
 * io.nyala.engine.operator.aggregate.Accumulator} and a line in {@link
 * io.nyala.engine.operator.aggregate.Accumulators}.
 */
@NullMarked
package io.nyala.engine.operator.aggregate;

import org.jspecify.annotations.NullMarked;
