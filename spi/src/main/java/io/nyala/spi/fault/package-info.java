/**
 * Named points at which tests make things fail. Read {@link io.nyala.spi.fault.FaultPoints} first.
 */
@NullMarked
package io.nyala.spi.fault;

import org.jspecify.annotations.NullMarked;
