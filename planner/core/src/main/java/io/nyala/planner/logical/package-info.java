/**
 * The relational tree between analysis and optimisation: its type system, its leaves and its
 * operators. What a text means is decided before ({@code analyzer}); what is cheaper is decided
 * after ({@code rule}, {@code phase}, {@code physical}). Read {@link
 * io.nyala.planner.logical.SecureScan} first.
 */
@NullMarked
package io.nyala.planner.logical;

import org.jspecify.annotations.NullMarked;
