/**
 * Filters and projections, and the seam to the two ways of computing expressions. Read {@link
 * io.nyala.engine.operator.filter.ExpressionCompiler} first.
 */
@NullMarked
package io.nyala.engine.operator.filter;

import org.jspecify.annotations.NullMarked;
