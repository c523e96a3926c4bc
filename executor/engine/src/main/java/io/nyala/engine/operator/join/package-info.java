/**
 * Joins. The build side becomes a {@link io.nyala.engine.operator.join.JoinTable} in one pipeline,
 * the probe side streams through another; {@link io.nyala.engine.operator.join.JoinBridge} connects
 * them. Read {@link io.nyala.engine.operator.join.JoinProbeOperator} first.
 */
@NullMarked
package io.nyala.engine.operator.join;

import org.jspecify.annotations.NullMarked;
