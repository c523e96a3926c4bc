/**
 * What a query cost, per operator, mergeable over drivers, tasks and executors. Read {@link
 * io.nyala.engine.profile.QueryProfile} first.
 */
@NullMarked
package io.nyala.engine.profile;

import org.jspecify.annotations.NullMarked;
