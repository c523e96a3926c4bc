/**
 * Which executor does what. Pure functions of plan, splits and members. Read {@link
 * io.nyala.engine.scheduler.QuerySchedule} first.
 */
@NullMarked
package io.nyala.engine.scheduler;

import org.jspecify.annotations.NullMarked;
