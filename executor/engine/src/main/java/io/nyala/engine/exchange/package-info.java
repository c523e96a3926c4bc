/**
 * Moving batches between tasks: pages, bounded output buffers that consumers drain with tokens, and
 * the consumer's side. Read {@link io.nyala.engine.exchange.OutputBuffer} first.
 */
@NullMarked
package io.nyala.engine.exchange;

import org.jspecify.annotations.NullMarked;
