/**
 * What a statement touches and whether it may: privileges asked per table and column that is really
 * used, and the policy of each table reference pinned. Read {@link
 * io.nyala.planner.authorization.AccessTracker} first.
 */
@NullMarked
package io.nyala.planner.authorization;

import org.jspecify.annotations.NullMarked;
