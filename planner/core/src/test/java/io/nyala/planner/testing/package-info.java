/**
 * Hand-written catalog and access control for tests of the planner. Read {@link
 * io.nyala.planner.testing.PlannerFixture} first.
 */
@NullMarked
package io.nyala.planner.testing;

import org.jspecify.annotations.NullMarked;
