/**
 * From an analysed tree to a distributed plan: how each rel is computed and where its rows are.
 * Read {@link io.nyala.planner.physical.PhysicalPlanner} first.
 */
@NullMarked
package io.nyala.planner.physical;

import org.jspecify.annotations.NullMarked;
