/**
 * What must hold of every tree and plan, checked after each phase; a violation is a defect of ours
 * and stops the query. Read {@link io.nyala.planner.verify.PlanVerifier} first.
 */
@NullMarked
package io.nyala.planner.verify;

import org.jspecify.annotations.NullMarked;
