/**
 * What all parts of a query share: constants and cancellation. Read {@link
 * io.nyala.spi.session.QueryConstants} first.
 */
@NullMarked
package io.nyala.spi.session;

import org.jspecify.annotations.NullMarked;
