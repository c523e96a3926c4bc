/** Errors that clients see. Read {@link io.nyala.spi.error.ErrorCode} first. */
@NullMarked
package io.nyala.spi.error;

import org.jspecify.annotations.NullMarked;
