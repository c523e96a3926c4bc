/**
 * Plans as text for people. Nothing of a policy's inside is printed. Read {@link
 * io.nyala.planner.explain.PlanPrinter} first.
 */
@NullMarked
package io.nyala.planner.explain;

import org.jspecify.annotations.NullMarked;
