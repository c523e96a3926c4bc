/**
 * The guided tour: what a new user sees of a sandbox, through JDBC alone. Read {@link
 * io.nyala.sandbox.control.tour.GuidedTour}, which is the order of the stops.
 */
@NullMarked
package io.nyala.sandbox.control.tour;

import org.jspecify.annotations.NullMarked;
