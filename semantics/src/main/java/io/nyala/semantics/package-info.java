/**
 * What SQL values mean: one place for functions, casts, decimals, dates and hashes that planner,
 * executor and storage share. Belongs here: everything that decides the result of an expression.
 * Does not: names of columns, plans, operators. Read first: {@link
 * io.nyala.semantics.function.FunctionRegistry}.
 */
@NullMarked
package io.nyala.semantics;

import org.jspecify.annotations.NullMarked;
