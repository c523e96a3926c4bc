/**
 * The coordinator's side of a query: admission, placement, start, watching, results, release. Read
 * {@link io.nyala.engine.coordinator.QueryCoordinator} first.
 */
@NullMarked
package io.nyala.engine.coordinator;

import org.jspecify.annotations.NullMarked;
