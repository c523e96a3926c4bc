/**
 * The ends of a fragment: rows in from other tasks, rows out to them. Read {@link
 * io.nyala.engine.operator.exchange.RowRouter} first.
 */
@NullMarked
package io.nyala.engine.operator.exchange;

import org.jspecify.annotations.NullMarked;
