/**
 * Which rewrites run in which order, and how one is switched off. Read {@link
 * io.nyala.planner.phase.Optimizer} first.
 */
@NullMarked
package io.nyala.planner.phase;

import org.jspecify.annotations.NullMarked;
